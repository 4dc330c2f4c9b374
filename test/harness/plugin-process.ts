import type * as pulumi from "@pulumi/pulumi";
import type { Clock } from "../../provider/src/core/clock";
import { dynamicProvider } from "../../provider/src/dynamic/provider";
import type { Configured } from "../../provider/src/connection/session";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import { openSession } from "../../provider/src/lifecycle/session";
import { connectedDomain } from "../../provider/src/resources/connected-domain/lifecycle";
import { dnsZoneRecords } from "../../provider/src/resources/dns-zone-records/lifecycle";
import { dnsSettings } from "../../provider/src/resources/dns-settings/lifecycle";
import { domainAssignment } from "../../provider/src/resources/domain-assignment/lifecycle";
import { domainPropagation } from "../../provider/src/resources/domain-propagation/lifecycle";
import { wixPackage } from "../../provider/src/resources/package/lifecycle";
import { productInstanceAssignment } from "../../provider/src/resources/product-instance-assignment/lifecycle";
import { registeredDomain } from "../../provider/src/resources/registered-domain/lifecycle";
import { siteTransfer } from "../../provider/src/resources/site-transfer/lifecycle";
import { connectWix } from "../../provider/src/wix/client";
import { settingsFrom } from "../../provider/src/wix/settings";
import type { Exchange, Reply, Transport } from "../../provider/src/wix/transport";
import type { SimulatedAccount } from "../../simulator/src";

export const ACCOUNT = "00000000-0000-4000-8000-000000000001";

/** The provider's side of each class, by its name. */
export const LIFECYCLES = {
  ConnectedDomain: connectedDomain,
  DnsSettings: dnsSettings,
  DnsZoneRecords: dnsZoneRecords,
  DomainAssignment: domainAssignment,
  DomainPropagation: domainPropagation,
  Package: wixPackage,
  ProductInstanceAssignment: productInstanceAssignment,
  RegisteredDomain: registeredDomain,
  SiteTransfer: siteTransfer,
} as const;
export type ClassName = keyof typeof LIFECYCLES;

/** A clock that only moves when somebody sleeps, and takes the account's clock along. */
export const movingClock = (account: SimulatedAccount): Clock => {
  let now = Date.parse("2026-02-01T10:00:00.000Z");
  return {
    now: () => now,
    sleep: async ms => {
      now += ms;
      await account.control.advanceClock(ms);
    },
  };
};

/** What becomes of an exchange; by default it goes to the account. */
export type Meddle = (exchange: Exchange, send: () => Promise<Reply>) => Promise<Reply>;

export interface PluginProcess {
  provider(type: ClassName): Required<pulumi.dynamic.ResourceProvider>;
  /** What was written to standard output, line by line. */
  readonly printed: string[];
}

/** A new plugin process in memory, without sockets: nothing is remembered of an earlier one. */
export const pluginProcess = (
  account: SimulatedAccount,
  clock: Clock,
  meddle: Meddle = (_exchange, send) => send(),
): PluginProcess => {
  const transport: Transport = exchange => meddle(exchange, () => account.handle(exchange));
  const settings = settingsFrom(
    key =>
      ({
        apiKey: "simulated-api-key",
        accountId: ACCOUNT,
        baseUrl: "http://127.0.0.1:1",
        requestsPerMinute: "9999999",
      })[key],
    {},
  );
  const printed: string[] = [];
  const configured: Configured = {
    settings,
    session: openSession({
      clock,
      connect: () => connectWix({ settings, transport, clock, random: () => 0.5 }),
    }),
    print: line => void printed.push(line),
  };
  const providers = new Map<ClassName, Required<pulumi.dynamic.ResourceProvider>>();
  return {
    printed,
    provider: type => {
      const known = providers.get(type);
      if (known !== undefined) return known;
      const lifecycle = LIFECYCLES[type] as unknown as Lifecycle<object, object>;
      const made = dynamicProvider(
        type,
        lifecycle,
        () => configured,
      ) as Required<pulumi.dynamic.ResourceProvider>;
      providers.set(type, made);
      return made;
    },
  };
};
