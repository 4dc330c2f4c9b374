import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import type { RegisteredDomainState } from "../../../provider/src/resources/registered-domain/state";
import type { FaultAction, StateDocument } from "../../../simulator/src";
import { KILLED, makeWorld, up, type Saved, type World } from "../../support/world";
import { befallen, numbered } from "../../support/runs";
import { account, awaitingActivation, DOMAIN, INSTANCE, registration, SITE, wrongContacts } from "./account";
import { FAULTS } from "./faults";

let world: World;
let points = 0;
beforeAll(() => {
  // Pauses have a random part; the requests of a run have to come in the same order each time.
  jest.spyOn(Math, "random").mockReturnValue(0.5);
  world = makeWorld();
});
afterAll(async () => {
  await world.close();
  process.stdout.write(`registration: ${points} faults, each at one request\n`);
});

/** One run in a process of its own, which a held request kills. */
const run = async (
  saved: Saved<RegisteredDomainState> | undefined,
  program: Record<string, unknown>,
  fault?: { nth: number; action: FaultAction },
) => {
  const { control } = world.simulator;
  const killed = new AbortController();
  const ctx = world.context(world.session(killed.signal));
  if (fault === undefined) return up(registeredDomain, ctx, saved, program);
  const { id } = await control.addFault(fault);
  const dies = fault.action.kind === "hold" ? control.untilHeld(id) : undefined;
  const outcome = await up(registeredDomain, ctx, saved, program, dies);
  killed.abort();
  if (outcome.error === KILLED) await control.release(id);
  await control.clearFaults();
  return outcome;
};

/** A robot runs `up` again until it succeeds. */
const robot = async (
  saved: Saved<RegisteredDomainState> | undefined,
  program: Record<string, unknown>,
): Promise<RegisteredDomainState> => {
  for (let runs = 1; runs <= 10; runs++) {
    const outcome = await run(saved, program);
    if (outcome.error === undefined && outcome.saved !== undefined) return outcome.saved.state;
    saved = outcome.saved;
    await world.clock.sleep(60_000);
  }
  throw new Error("ten runs without a fault did not succeed");
};

const isRefusal = (status: number | null): boolean => status !== null && status >= 400 && status < 500;

/**
 * Registrations that reached the account and were not refused, whatever their answers looked like. Those from before
 * the one that was taken were refused: the product instance was not active yet.
 */
const registrations = async (domain: string): Promise<number> => {
  const { domains } = await world.simulator.control.state();
  const since = Date.parse(domains?.[domain]?.createdDate ?? "");
  return (await world.simulator.control.journal()).requests.filter(
    ({ method, route, performed, status, receivedAt }) =>
      method === "POST" &&
      route === "/domains/v1/registered-domains" &&
      performed &&
      !isRefusal(status) &&
      Date.parse(receivedAt) >= since,
  ).length;
};

const begin = async (state: StateDocument) => {
  await world.simulator.control.loadState(state);
  await world.simulator.control.clearJournal();
};

interface Scene {
  state: () => StateDocument;
  program: Record<string, unknown>;
}

const SCENES: Record<string, Scene> = {
  "a new domain": { state: account, program: registration() },
  "a new premium domain": {
    state: account,
    program: registration({ domain: "premium-bakery.com", allowPremium: true }),
  },
  "a new domain that Wix shows late": {
    state: () => account({ readLagMs: 20_000 }),
    program: registration(),
  },
  "a new domain on a site": {
    state: account,
    program: registration({ siteId: SITE, assignmentType: "PRIMARY" }),
  },
  "a new domain whose product is still being activated": {
    state: awaitingActivation,
    program: registration(),
  },
};

describe.each(numbered(FAULTS))("a request that is %s", (_fault, action, number) => {
  test.each(Object.entries(SCENES))("ends in one registration of %s", async (_name, scene) => {
    await begin(scene.state());
    await run(undefined, scene.program);
    const requests = (await world.simulator.control.journal()).requests.length;
    expect(requests).toBeGreaterThanOrEqual(3);
    for (const nth of befallen(requests, number)) {
      points++;
      await begin(scene.state());
      const first = await run(undefined, scene.program, { nth, action });
      const state = await robot(first.saved, scene.program);
      expect({ nth, status: state.status, registrations: await registrations(state.domain) }).toEqual({
        nth,
        status: "ACTIVE",
        registrations: 1,
      });
    }
  });

  test("ends in one more registration of a domain that failed, with the corrected contacts", async () => {
    await begin(account());
    const failed = await run(undefined, registration({ contacts: wrongContacts }));
    const before = await world.simulator.control.state();
    await world.simulator.control.clearJournal();
    await run(failed.saved, registration());
    const requests = (await world.simulator.control.journal()).requests.length;
    for (const nth of befallen(requests, number)) {
      points++;
      await begin(before);
      const first = await run(failed.saved, registration(), { nth, action });
      await robot(first.saved, registration());
      expect(await registrations(DOMAIN)).toBe(1);
      const { domains } = await world.simulator.control.state();
      expect(domains?.[DOMAIN]).toMatchObject({ status: "ACTIVE", productInstanceId: INSTANCE });
    }
  });

  test("is not a violation of Wix's rules", async () => {
    expect(await world.simulator.control.violations()).toEqual([]);
  });
});
