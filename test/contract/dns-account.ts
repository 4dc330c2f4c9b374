import { providerText } from "../../provider/src/program/hidden";
import { startSimulator, type Simulator } from "../../simulator/src";
import { environment } from "../support/environment.ts";
import { installedProvider } from "../support/packed.ts";
import { startPlugin, type Plugin } from "../support/plugin.ts";
import type { Properties } from "../support/provider-calls.ts";

export const apiKey = "simulated-api-key";

export const text = providerText("DnsZoneRecords");

/**
 * Arguments as the resource class sends them: without those that are undefined.
 * @param hidden what the class's constructor adds, e.g. `timeouts`
 */
export const sent = (args: Properties, hidden: Properties = {}): Properties => ({
  ...(JSON.parse(JSON.stringify(args)) as Properties),
  __provider: text,
  __wix: JSON.stringify({ name: "mail", ...hidden }),
});

/** A simulated Wix account, and the plugin processes that work on it. */
export interface DnsAccount {
  readonly simulator: Simulator;
  /** A new process that knows nothing of earlier ones, as each command of Pulumi starts one. */
  newProcess(): Promise<Plugin>;
  /** The values of a record set of example.com as it stands now. */
  values(type: string, hostName: string): Promise<string[] | undefined>;
  /** How many requests with this method there were. */
  requests(method: string): Promise<number>;
  close(): Promise<void>;
}

export async function makeDnsAccount(): Promise<DnsAccount> {
  const simulator = await startSimulator({ seed: 11 });
  const { accounts } = await simulator.control.state();
  const config = { "wix:apiKey": apiKey, "wix:accountId": accounts[0]?.id, "wix:baseUrl": simulator.url };
  const cwd = await installedProvider();
  const processes: Plugin[] = [];
  return {
    simulator,
    newProcess: async () => {
      const plugin = await startPlugin({ cwd, env: environment });
      processes.push(plugin);
      await plugin.configure(config);
      return plugin;
    },
    values: async (type, hostName) => {
      const { dnsZones } = await simulator.control.state();
      const records = dnsZones?.["example.com"]?.records;
      return records?.find(set => set.type === type && set.hostName === hostName)?.values;
    },
    requests: async method =>
      (await simulator.control.journal()).requests.filter(request => request.method === method).length,
    close: async () => {
      await Promise.all(processes.map(plugin => plugin.kill()));
      await simulator.close();
    },
  };
}
