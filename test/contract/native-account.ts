import { startSimulator, type Simulator, type StateDocument } from "../../simulator/src";
import {
  configure,
  Resource,
  startNativePlugin,
  urnOf,
  type NativePlugin,
} from "../support/native-plugin.ts";
import type { PluginError } from "../support/plugin-error.ts";
import { accountId } from "../support/world.ts";

/** A simulated Wix account, and the native plugins that work on it. */
export interface NativeAccount {
  readonly simulator: Simulator;
  /** A plugin process of its own, configured for the account. @param beside another one of the same run */
  newProcess(config?: Readonly<Record<string, string>>, beside?: NativePlugin): Promise<NativePlugin>;
  /** The values of a record set of example.com as it stands now. */
  values(type: string, hostName: string): Promise<string[] | undefined>;
  close(): Promise<void>;
}

export async function makeNativeAccount(state?: StateDocument): Promise<NativeAccount> {
  const simulator = await startSimulator({ seed: 11 });
  if (state !== undefined) await simulator.control.loadState(state);
  const processes: NativePlugin[] = [];
  return {
    simulator,
    newProcess: async (config = {}, beside) => {
      const plugin = await startNativePlugin(beside);
      processes.push(plugin);
      const settings = {
        apiKey: "simulated-api-key",
        accountId,
        baseUrl: simulator.url,
        pollInterval: "50ms",
      };
      await configure(plugin, { ...settings, ...config });
      return plugin;
    },
    values: async (type, hostName) => {
      const { dnsZones } = await simulator.control.state();
      const records = dnsZones?.["example.com"]?.records;
      return records?.find(set => set.type === type && set.hostName === hostName)?.values;
    },
    close: async () => {
      await Promise.all(processes.map(plugin => plugin.kill()));
      await simulator.close();
    },
  };
}

export const resource = (plugin: NativePlugin, type: string, name: string, timeout?: number): Resource =>
  new Resource(plugin, urnOf(type, name), timeout);

/** Checks, which must find nothing, and creates. */
export const made = async (one: Resource, args: Readonly<Record<string, unknown>>) => {
  const { inputs, failures } = await one.check(args);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  return { ...(await one.create(inputs)), inputs };
};

/** The error with which a call ends. */
export const failed = (work: Promise<unknown>): Promise<PluginError> =>
  work.then(
    () => Promise.reject(new Error("succeeded")),
    (error: unknown) => error as PluginError,
  );

/** Arguments of a `DnsZoneRecords`. */
export const mail = (...values: string[]) => ({
  domainName: "example.com",
  records: [{ type: "MX", hostName: "@", values }],
});

/** Arguments of a `Package`. */
export const plan = {
  products: [
    {
      catalogProductId: "10000000-0000-4000-8000-000000000001",
      countryCode: "DE",
      billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
    },
  ],
};
