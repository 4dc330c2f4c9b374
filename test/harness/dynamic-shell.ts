/*
 * Dynamic providers in this process, as the plugin process of the SDK calls them. The only file between the small engine
 * and the provider's own code.
 */
import { dynamicProvider } from "../../provider/src/dynamic/provider";
import type { Configured } from "../../provider/src/connection/session";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import {
  HIDDEN_KEY,
  PROVIDER_KEY,
  providerText,
  written,
  type Hidden,
} from "../../provider/src/program/hidden";
import { configuredIn } from "./configured.ts";
import { keepingMarks, type PlainProvider } from "./engine/marks.ts";
import type {
  CheckFailure,
  Declaration,
  Program,
  Properties,
  Provider,
  Shell,
  ShellProcess,
} from "./engine/shell.ts";
import { secret, secretsIn } from "./engine/values.ts";
import { LIFECYCLES, type ClassName } from "./plugin-process.ts";
import type { Place, World } from "./world.ts";

type Dynamic = ReturnType<typeof dynamicProvider>;

const dynamicOf = (type: string, configured: Configured): Dynamic =>
  dynamicProvider(
    type,
    LIFECYCLES[type as ClassName] as unknown as Lifecycle<object, object>,
    () => configured,
  );

/** In a copy: a provider may keep what it answers. */
const copied = (properties: Properties): Record<string, unknown> =>
  JSON.parse(JSON.stringify(properties)) as Record<string, unknown>;

/** The plugin process passes the provider's text on by itself. */
const withText = (result: Properties | undefined, from: Properties): Properties => ({
  ...copied(result ?? {}),
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

const plainProviderOf = (dynamic: Dynamic): PlainProvider => ({
  check: async (olds, news) => {
    const { inputs, failures = [] } = (await dynamic.check!(olds, news)) as Checked;
    return { inputs: withText(inputs, news), failures };
  },
  diff: async (id, olds, news) => {
    const {
      changes = false,
      replaces = [],
      deleteBeforeReplace = false,
    } = await dynamic.diff!(id, olds, news);
    return { changes, replaces, deleteBeforeReplace };
  },
  create: async inputs => {
    const { id, outs } = (await dynamic.create(inputs)) as Created;
    return { id, outputs: withText(outs, inputs) };
  },
  read: async (id, properties) => {
    const { id: found = "", props, inputs } = (await dynamic.read!(id, properties)) as Read;
    return {
      id: found,
      outputs: withText(props, properties),
      ...(inputs !== undefined && { inputs: withText(inputs, properties) }),
    };
  },
  update: async (id, olds, news) => {
    const { outs } = (await dynamic.update!(id, olds, news)) as Partial<Created>;
    return { outputs: withText(outs, news) };
  },
  delete: (id, properties) => dynamic.delete!(id, properties),
});

/** A plugin process of a configuration. */
export const openDynamic = (place: Place, configured = configuredIn(place)): ShellProcess => {
  const providers = new Map<string, Provider>();
  return {
    provider: ({ type }) => {
      const known = providers.get(type) ?? keepingMarks(plainProviderOf(dynamicOf(type, configured)));
      providers.set(type, known);
      return known;
    },
    kill: () => place.kill(),
  };
};

/** What constructors do to the arguments. */
const argumentsOf = ({ type }: Declaration, args: Properties): Properties =>
  type === "RegisteredDomain" ? { ...args, contacts: secret(args.contacts) } : args;

/** An argument that holds a secret is sealed as a whole. */
const sealedIn = (args: Properties): string[] =>
  Object.keys(args).filter(name => secretsIn({ [name]: args[name] }).length > 0);

const under = ({ parents }: Declaration): { under?: string } =>
  parents.length === 0 ? {} : { under: parents.join("$") };

const formerly = ({ name, parents, options: { aliases = [] } }: Declaration): Pick<Hidden, "formerly"> =>
  aliases.length === 0
    ? {}
    : {
        formerly: aliases.map(alias => {
          const above = alias.parents ?? parents;
          return { name: alias.name ?? name, ...(above.length > 0 && { under: above.join("$") }) };
        }),
      };

/** Without values that only other resources give, which no constructor knows. */
const known = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(known).filter(one => one !== undefined);
  if (typeof value !== "object" || value === null) return value;
  if ("$of" in value || secretsIn(value).length > 0) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, known(one)]));
};

const ANNOUNCING = new Set(["DnsZoneRecords", "ConnectedDomain", "RegisteredDomain"]);

/** What the constructors that run in one go announce to each other: plain arguments of the same class. */
const announcement = ({ type }: Declaration, program: Program): string | undefined => {
  const all = program.filter(one => one.type === type);
  if (!ANNOUNCING.has(type) || all.length < 2) return undefined;
  return JSON.stringify(all.map(one => ({ name: one.name, ...under(one), args: known(one.args) })));
};

const token = (type: string): string => `pulumi-nodejs:dynamic/wix:${type}`;

/** What the classes of the package do in a program. */
export const DYNAMIC_CLASSES: Omit<Shell, "open"> = {
  token,
  announces: true,
  optionsOf: ({ type, options }) =>
    LIFECYCLES[type as ClassName].inherits ? { deleteBeforeReplace: true, ...options } : options,
  register: (declared, args, program) => {
    const { name, type, options } = declared;
    const given = argumentsOf(declared, args);
    const sealed = sealedIn(given);
    const announced = announcement(declared, program);
    return {
      ...given,
      ...Object.fromEntries(sealed.map(argument => [argument, secret(given[argument])])),
      [PROVIDER_KEY]: providerText(type),
      [HIDDEN_KEY]: written(
        {
          name,
          ...under(declared),
          ...formerly(declared),
          ...(type === "Package" && { program: "test/test" }),
          ...(options.customTimeouts && { timeouts: options.customTimeouts }),
          ...(options.retainOnDelete && { retained: true as const }),
          ...(sealed.length > 0 && { sealed }),
        },
        announced,
      ),
    };
  },
};

export const dynamicShell = (world: World): Shell => ({
  ...DYNAMIC_CLASSES,
  open: () => openDynamic(world.place()),
});
