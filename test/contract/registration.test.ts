import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { startSimulator, type FaultAction, type Simulator } from "../../simulator/src";
import { environment } from "../support/environment.ts";
import { installedProvider } from "../support/packed.ts";
import { startPlugin, type Plugin } from "../support/plugin.ts";
import { PluginError } from "../support/plugin-error.ts";
import type { Properties } from "../support/provider-calls.ts";
import { accountId } from "../support/world";
import { account, contacts, DOMAIN, INSTANCE, SITE, wrongContacts } from "../unit/registered-domain/account";

jest.setTimeout(120_000);

let simulator: Simulator;
let cwd: string;
let points = 0;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
  cwd = await installedProvider();
});
afterAll(async () => {
  await simulator.close();
  console.log(`registration in the plugin process: ${points} points`);
});

const start = async () => {
  const { control } = simulator;
  await control.clearFaults();
  await control.loadState(
    account({ registrationMs: 50, icannConfirmationMs: 600_000, propagationMs: 600_000 }),
  );
  await control.clearJournal();
};
beforeEach(start);

/** A new process knows nothing of earlier ones, as each command of Pulumi starts one. */
const inNewProcess = async <Result>(work: (plugin: Plugin) => Promise<Result>): Promise<Result> => {
  const plugin = await startPlugin({ cwd, env: environment });
  try {
    await plugin.configure({
      "wix:apiKey": "simulated-api-key",
      "wix:accountId": accountId,
      "wix:baseUrl": simulator.url,
      "wix:pollInterval": "20ms",
    });
    return await work(plugin);
  } finally {
    await plugin.kill();
  }
};

const program = (more: Properties = {}): Properties => ({
  domain: DOMAIN,
  productInstanceId: INSTANCE,
  contacts,
  siteId: SITE,
  ...more,
  __provider: 'exports.handler = () => require("pulumi-wix/provider/RegisteredDomain");',
  __wix: JSON.stringify({ name: "bakery", timeouts: { create: "20s", update: "20s" } }),
});

interface Saved {
  id: string;
  properties: Properties;
  halfMade: boolean;
}

/** One `up`, as the engine runs it. @returns what it saves; undefined: nothing */
const up = (saved: Saved | undefined, inputs: Properties): Promise<Saved | undefined> =>
  inNewProcess(async plugin => {
    try {
      if (saved === undefined) return { ...(await plugin.create(inputs)), halfMade: false };
      const { properties } = await plugin.update(saved.id, saved.properties, inputs);
      return { id: saved.id, properties, halfMade: false };
    } catch (error) {
      if (!(error instanceof PluginError)) throw error;
      return error.halfMade === undefined ? saved : { ...error.halfMade, halfMade: true };
    }
  });

/** A robot runs `up` again until it succeeds. */
const robot = async (saved: Saved | undefined, inputs: Properties): Promise<Saved> => {
  for (let runs = 1; runs <= 10; runs++) {
    saved = await up(saved, inputs);
    if (saved?.halfMade === false) return saved;
  }
  throw new Error("ten runs without a fault did not succeed");
};

/** Kills the process while the request is held back, and lets the request go on to the account or not. */
const killedAt = async (nth: number, when: "before" | "after", inputs: Properties): Promise<void> => {
  const { id } = await simulator.control.addFault({ nth, action: { kind: "hold", when } });
  await inNewProcess(async plugin => {
    const call = plugin.create(inputs).catch((error: unknown) => error);
    await simulator.control.untilHeld(id);
    await plugin.kill();
    await call;
  });
  await simulator.control.clearFaults();
};

const registrations = async (): Promise<number> =>
  (await simulator.control.journal()).requests.filter(
    ({ method, route, performed, status }) =>
      method === "POST" &&
      route === "/domains/v1/registered-domains" &&
      performed &&
      (status === null || status < 400 || status >= 500),
  ).length;

/** Look, availability, registration, and a look or two until it is active. */
const REQUESTS = [1, 2, 3, 4];

describe("a registration by the plugin process", () => {
  test.each(["before", "after"] as const)(
    "is one, whichever request the process is killed at, %s its work",
    async when => {
      for (const nth of REQUESTS) {
        points++;
        await start();
        await killedAt(nth, when, program());
        const { properties } = await robot(undefined, program());
        expect({ nth, status: properties.status, registrations: await registrations() }).toEqual({
          nth,
          status: "ACTIVE",
          registrations: 1,
        });
      }
    },
  );

  test.each<[string, FaultAction]>([
    ["dropped after the work", { kind: "drop", when: "after" }],
    ["500, applied", { kind: "status", status: 500, applied: true }],
    ["truncated", { kind: "truncate" }],
  ])("is one, whichever answer is %s", async (_name, action) => {
    for (const nth of REQUESTS) {
      points++;
      await start();
      await simulator.control.addFault({ nth, action });
      const { properties } = await robot(undefined, program());
      expect({ nth, status: properties.status, registrations: await registrations() }).toEqual({
        nth,
        status: "ACTIVE",
        registrations: 1,
      });
    }
  });

  test("that fails is saved with its provider and its reason, and not with Wix's e-mail addresses", async () => {
    const saved = await up(undefined, program({ contacts: wrongContacts }));
    expect(saved).toMatchObject({
      id: DOMAIN,
      halfMade: true,
      properties: {
        status: "FAILED_REGISTRATION",
        failure: { code: "OTHER" },
        __provider: program().__provider,
      },
    });
    const { properties } = await robot(saved, program());
    expect(properties).toMatchObject({ status: "ACTIVE", contacts });
  });

  test("cannot be changed where Wix has no call for it: the diff of a preview fails, without a stack", async () => {
    const { id, properties } = await robot(undefined, program());
    await inNewProcess(async plugin => {
      const failed = await plugin
        .diff(id, properties, program({ contacts: wrongContacts }))
        .catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(PluginError);
      expect((failed as PluginError).message).toMatch(/contacts\.registrant: Wix has no call for it/);
      expect((failed as PluginError).message).not.toMatch(/\bat .*:\d+:\d+|Ada|Baker/);
      await expect(plugin.diff(id, properties, program())).resolves.toMatchObject({ changes: false });
    });
  });

  test("comes back from a refresh with contacts and inputs as they were declared", async () => {
    const { id, properties } = await robot(undefined, program());
    const found = await inNewProcess(plugin => plugin.read(id, properties));
    expect(found.properties).toEqual(properties);
    expect(found.inputs).toEqual(program());
  });
});
