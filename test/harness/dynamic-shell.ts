/*
 * Dynamic providers in this process, as the plugin process of the SDK calls them. The only file between the small engine
 * and the provider's own code.
 */
import { Claims } from "../../provider/src/dynamic/claims";
import { dynamicProvider } from "../../provider/src/dynamic/provider";
import type { Session } from "../../provider/src/dynamic/session";
import { connectedDomain } from "../../provider/src/resources/connected-domain/lifecycle";
import { dnsZoneRecords } from "../../provider/src/resources/dns-zone-records/lifecycle";
import { defaultExternalId } from "../../provider/src/resources/package/identity";
import { wixPackage } from "../../provider/src/resources/package/lifecycle";
import { productInstanceAssignment } from "../../provider/src/resources/product-instance-assignment/lifecycle";
import { registeredDomain } from "../../provider/src/resources/registered-domain/lifecycle";
import { connectWix } from "../../provider/src/wix/client";
import { settingsFrom } from "../../provider/src/wix/settings";
import type { CheckFailure, Declaration, Properties, Provider, Shell, ShellProcess } from "./engine/shell.ts";
import { secret, secretsIn } from "./engine/values.ts";
import { accountId, type Place, type World } from "./world.ts";

type Dynamic = ReturnType<typeof dynamicProvider>;

const MAKERS: Readonly<Record<string, (session: Session) => Dynamic>> = {
  ConnectedDomain: session => dynamicProvider("ConnectedDomain", connectedDomain, session),
  DnsZoneRecords: session => dynamicProvider("DnsZoneRecords", dnsZoneRecords, session),
  Package: session => dynamicProvider("Package", wixPackage, session),
  ProductInstanceAssignment: session =>
    dynamicProvider("ProductInstanceAssignment", productInstanceAssignment, session),
  RegisteredDomain: session => dynamicProvider("RegisteredDomain", registeredDomain, session),
};

const CONFIG: Readonly<Record<string, string>> = {
  apiKey: "simulated-api-key",
  accountId,
  baseUrl: "https://wix.simulated",
};

const sessionOf = (place: Place): Session => {
  const { transport, clock } = place;
  const settings = settingsFrom(key => CONFIG[key], {});
  const wix = connectWix({ settings, transport, clock, random: () => 0.5 });
  return { connect: () => wix, clock, claims: new Claims(), log: line => place.log(line) };
};

/** Without what is undefined, in copies: a provider may keep what it was given. */
const sent = (properties: Properties): Record<string, unknown> =>
  JSON.parse(JSON.stringify(properties)) as Record<string, unknown>;

/** The plugin process passes the provider's text on by itself. */
const withText = (result: Properties | undefined, from: Properties): Properties => ({
  ...sent(result ?? {}),
  __provider: from.__provider,
});

/** The SDK's types leave these open. */
interface Checked {
  readonly inputs?: Properties;
  readonly failures?: readonly CheckFailure[];
}
interface Created {
  readonly id: string;
  readonly outs?: Properties;
}
interface Read {
  readonly id?: string;
  readonly props?: Properties;
  readonly inputs?: Properties;
}

const providerOf = (dynamic: Dynamic): Provider => ({
  check: async (olds, news) => {
    const { inputs, failures = [] } = (await dynamic.check!(sent(olds), sent(news))) as Checked;
    return { inputs: withText(inputs, news), failures };
  },
  diff: async (id, olds, news) => {
    const {
      changes = false,
      replaces = [],
      deleteBeforeReplace = false,
    } = await dynamic.diff!(id, sent(olds), sent(news));
    return { changes, replaces, deleteBeforeReplace };
  },
  create: async inputs => {
    const { id, outs } = (await dynamic.create(sent(inputs))) as Created;
    return { id, outputs: withText(outs, inputs) };
  },
  read: async (id, properties) => {
    const { id: found = "", props, inputs } = (await dynamic.read!(id, sent(properties))) as Read;
    return {
      id: found,
      outputs: withText(props, properties),
      ...(inputs !== undefined && { inputs: withText(inputs, properties) }),
    };
  },
  update: async (id, olds, news) => {
    const { outs } = (await dynamic.update!(id, sent(olds), sent(news))) as Partial<Created>;
    return { outputs: withText(outs, news) };
  },
  delete: (id, properties) => dynamic.delete!(id, sent(properties)),
});

const openProcess = (place: Place): ShellProcess => {
  const session = sessionOf(place);
  const providers = new Map<string, Provider>();
  return {
    provider: type => {
      const known = providers.get(type) ?? providerOf(MAKERS[type]!(session));
      providers.set(type, known);
      return known;
    },
    kill: () => place.kill(),
  };
};

/** What constructors add to the arguments. */
const argumentsOf = ({ type, name }: Declaration, args: Properties): Properties => {
  if (type === "Package")
    return { ...args, externalId: args.externalId ?? defaultExternalId("test", "test", name) };
  return type === "RegisteredDomain" ? { ...args, contacts: secret(args.contacts) } : args;
};

const token = (type: string): string => `pulumi-nodejs:dynamic/wix:${type}`;

export const dynamicShell = (world: World): Shell => ({
  open: () => openProcess(world.place()),
  token,
  register: (declared, args) => {
    const { name, type, options } = declared;
    const given = argumentsOf(declared, args);
    const hidden = {
      name,
      ...(options.customTimeouts && { timeouts: options.customTimeouts }),
      ...(secretsIn(given).length > 0 && { secret: true }),
    };
    return {
      ...given,
      __provider: `exports.handler = () => require("pulumi-wix/provider/${type}");`,
      __wix: JSON.stringify(hidden),
    };
  },
});
