import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { providerText } from "../../provider/src/program/hidden";
import { startSimulator, type FaultRule, type JournalRequest, type Simulator } from "../../simulator/src";
import { environment } from "../support/environment.ts";
import { installedProvider } from "../support/packed.ts";
import { startPlugin, type Plugin } from "../support/plugin.ts";
import { PluginError } from "../support/plugin-error.ts";
import type { Properties } from "../support/provider-calls.ts";
import { accountId } from "../support/world";
import { account, businessPlan, domain, plan } from "../unit/package/programs";

jest.setTimeout(240_000);

/** A look before a purchase goes on for 7 to 10 of these. */
const pollInterval = 50;

let simulator: Simulator;
let cwd: string;
let points = 0;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
  cwd = await installedProvider();
});
afterAll(async () => {
  await simulator.close();
  console.log(`exactly once, with the plugin process killed: ${points} points`);
});

/** A new process knows nothing of earlier ones, as each command of Pulumi starts one. */
const newProcess = async (): Promise<Plugin> => {
  const plugin = await startPlugin({ cwd, env: environment });
  await plugin.configure({
    "wix:apiKey": "simulated-api-key",
    "wix:accountId": accountId,
    "wix:baseUrl": simulator.url,
    "wix:pollInterval": `${pollInterval}ms`,
  });
  return plugin;
};

const program = (more: Properties = {}): Properties => ({
  externalId: "crm-4711",
  onDestroy: "cancel",
  // On no site: nothing at Wix forbids to buy these twice.
  products: [plan(undefined), domain()],
  ...more,
  __provider: providerText("Package"),
  __wix: JSON.stringify({ name: "plan" }),
});
const upgraded = program({ products: [plan(undefined, { catalogProductId: businessPlan }), domain()] });

interface Saved {
  id: string;
  properties: Properties;
}

/** One run of the engine. @returns what it saves; undefined: nothing */
const run = async (
  plugin: Plugin,
  saved: Saved | undefined,
  inputs: Properties | undefined,
): Promise<Saved | undefined> => {
  if (inputs === undefined) {
    if (saved !== undefined) await plugin.delete(saved.id, saved.properties);
    return undefined;
  }
  if (saved === undefined) return plugin.create(inputs);
  return { id: saved.id, ...(await plugin.update(saved.id, saved.properties, inputs)) };
};

const runAlone = async (
  saved: Saved | undefined,
  inputs: Properties | undefined,
): Promise<Saved | undefined> => {
  const plugin = await newProcess();
  try {
    return await run(plugin, saved, inputs);
  } finally {
    await plugin.kill();
  }
};

type Kill = Pick<FaultRule, "method" | "route" | "nth"> & { when: "before" | "after" };

/** A run that is killed with SIGKILL while a request is under way. */
const killedRun = async (
  saved: Saved | undefined,
  inputs: Properties | undefined,
  { when, ...request }: Kill,
): Promise<void> => {
  const { control } = simulator;
  const { id } = await control.addFault({ ...request, action: { kind: "hold", when } });
  const plugin = await newProcess();
  const ended = run(plugin, saved, inputs).catch((error: unknown) => error);
  await control.untilHeld(id);
  await plugin.kill();
  expect(await ended).toBeInstanceOf(PluginError);
  await control.clearFaults();
};

const packages = async () => {
  const { resellers } = await simulator.control.state();
  return (resellers?.packages ?? [])
    .slice(1)
    .map(({ productInstances }) =>
      productInstances.map(({ catalogProductId, siteId, status }) => ({ catalogProductId, siteId, status })),
    );
};

/** At the first request, before and after each write, and at the look that follows the first write. */
const killsAt = (requests: readonly JournalRequest[]): Kill[] => {
  const writes = requests.filter(({ method, path }) => method !== "GET" && !path.endsWith("/query"));
  const atWrites = writes.flatMap(({ method, route }) =>
    (["before", "after"] as const).map((when): Kill => ({
      method: method as "POST",
      route: route ?? "",
      when,
    })),
  );
  return [{ nth: 1, when: "after" }, ...atWrites, { method: "GET", nth: 2, when: "after" }];
};

const SCENARIOS = [
  { name: "create", before: undefined, program: program(), charges: 2 },
  { name: "an upgrade", before: program(), program: upgraded, charges: 3 },
  { name: "destroy", before: program(), program: undefined, charges: 2 },
];

describe.each([
  { idempotencyKey: "honoured", queryLagMs: 0 },
  { idempotencyKey: "ignored", queryLagMs: 6 * pollInterval },
] as const)("with the idempotency key $idempotencyKey and an index $queryLagMs ms behind", world => {
  test.each(SCENARIOS)("$name: charged once, wherever the process is killed", async scenario => {
    const { control } = simulator;
    await control.loadState({ ...account(), settings: { ...world, settleMs: 10 } });
    const standing = scenario.before && (await runAlone(undefined, scenario.before));
    await control.advanceClock(world.queryLagMs + 1);
    const start = await control.state();

    await control.clearJournal();
    await runAlone(standing, scenario.program);
    const undisturbed = await packages();
    const kills = killsAt((await control.journal()).requests);

    for (const kill of kills) {
      points++;
      await control.loadState(start);
      await killedRun(standing, scenario.program, kill);
      await runAlone(standing, scenario.program);
      const at = JSON.stringify(kill);
      expect({ at, charges: (await control.ledger()).length }).toEqual({ at, charges: scenario.charges });
      expect({ at, packages: await packages() }).toEqual({ at, packages: undisturbed });
    }
  });
});
