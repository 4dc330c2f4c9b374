import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import type { ConnectedDomainState } from "../../../provider/src/resources/connected-domain/state";
import { KILLED, up, makeWorld, type World } from "../../support/world";
import { befallen, numbered } from "../../support/runs";
import { OTHER_SITE, SITE } from "../registered-domain/account";
import { FAULTS } from "../registered-domain/faults";
import { makeStage, type Stage } from "../registered-domain/stage";
import { byNameServers, ROOT, start } from "./programs";

let world: World;
let stage: Stage<ConnectedDomainState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, connectedDomain);
});
afterAll(() => world.close());
beforeEach(() => stage.begin(start()));

const isConnected = async (domain = ROOT) =>
  domain in ((await world.simulator.control.state()).domains ?? {});

describe.each(numbered(FAULTS))("a request that is %s", (_fault, action, number) => {
  const program = byNameServers({ siteId: SITE, assignmentType: "PRIMARY" });

  const faulty = async (nth: number, work: (saved: AbortSignal) => Promise<unknown>) => {
    const { control } = world.simulator;
    const { id } = await control.addFault({ nth, action });
    const killed = new AbortController();
    const dies =
      action.kind === "hold" ? control.untilHeld(id).then(() => KILLED) : new Promise(() => undefined);
    const outcome = await Promise.race([work(killed.signal), dies]);
    killed.abort();
    await control.clearFaults();
    return outcome;
  };

  test("while connecting ends, after another run, in one connection as declared", async () => {
    await stage.succeeded(program);
    const count = (await world.simulator.control.journal()).requests.length;
    for (const nth of befallen(count, number)) {
      await stage.begin(start());
      const outcome = await faulty(nth, killed =>
        up(connectedDomain, world.context(world.session(killed)), undefined, program),
      );
      let saved = outcome === KILLED ? undefined : (outcome as Awaited<ReturnType<typeof stage.run>>).saved;
      if (saved === undefined || saved.unfinished) saved = await stage.succeeded(program, saved);
      expect(await stage.roles()).toEqual({ [ROOT]: `PRIMARY of ${SITE}` });
      expect(stage.changesOf(saved, program).changes).toBe(false);
    }
  });

  test("while disconnecting ends, after another run, with the domain gone and nothing else", async () => {
    const saved = await stage.succeeded(program);
    const before = await world.simulator.control.state();
    await world.simulator.control.clearJournal();
    await stage.destroy(saved);
    const count = (await world.simulator.control.journal()).requests.length;
    for (const nth of befallen(count, number)) {
      await stage.begin(before);
      await faulty(nth, killed =>
        connectedDomain
          .delete(world.context(world.session(killed)), saved.id, saved.state)
          .catch(() => undefined),
      );
      await stage.destroy(saved);
      expect(await isConnected()).toBe(false);
      expect(await isConnected("example.org")).toBe(true);
    }
  });

  test("while the site changes ends, after another run, on the new site", async () => {
    const saved = await stage.succeeded(program);
    const before = await world.simulator.control.state();
    const moved = byNameServers({ siteId: OTHER_SITE, assignmentType: "PRIMARY" });
    await world.simulator.control.clearJournal();
    await stage.succeeded(moved, saved);
    const count = (await world.simulator.control.journal()).requests.length;
    for (const nth of befallen(count, number)) {
      await stage.begin(before);
      const outcome = await faulty(nth, killed =>
        up(connectedDomain, world.context(world.session(killed)), saved, moved),
      );
      const left = outcome === KILLED ? saved : (outcome as Awaited<ReturnType<typeof stage.run>>).saved;
      await stage.succeeded(moved, left);
      expect(await stage.roles()).toEqual({ [ROOT]: `PRIMARY of ${OTHER_SITE}` });
    }
  });

  test("is not a violation of Wix's rules", async () => {
    expect(await world.simulator.control.violations()).toEqual([]);
  });
});
