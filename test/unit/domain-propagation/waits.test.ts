import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import { domainPropagation } from "../../../provider/src/resources/domain-propagation/lifecycle";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import type { FaultRule, StateDocument } from "../../../simulator/src";
import { makeWorld, up, type ContextOptions, type Saved, type World } from "../../support/world";
import { account, DOMAIN, registration } from "../registered-domain/account";

let world: World;
beforeAll(() => {
  world = makeWorld();
});
afterAll(() => world.close());

const OUTSIDE = "outside-bakery.com";
const HOUR = 3_600_000;

/** How far a wait goes: the statuses that Wix shows one after the other, the last one for good. */
interface Course {
  statuses: readonly string[];
  settings?: StateDocument["settings"];
  /** On every look at the object that is waited for. */
  looks?: Pick<FaultRule, "action" | "times" | "nth">;
}

interface Wait {
  lifecycle: Lifecycle<object, object>;
  program: Record<string, unknown>;
  /** The route of a look. */
  route: string;
  /** How Wix names success and failure here. */
  words: { success: string; failure: string; waiting: string };
  course: (statuses: string[]) => Promise<void>;
  heal: () => Promise<void>;
}

const edit = (...args: Parameters<World["simulator"]["control"]["edit"]>) =>
  world.simulator.control.edit(...args);

const PROPAGATION_WORDS = { success: "SUCCEEDED", failure: "FAILED", waiting: "IN_PROGRESS" };

const WAITS: Record<string, Wait> = {
  "the registration of a RegisteredDomain": {
    lifecycle: registeredDomain,
    program: registration(),
    route: "/domains/v1/registered-domains/{registeredDomainId}",
    words: { success: "ACTIVE", failure: "FAILED_REGISTRATION", waiting: "PENDING_REGISTRATION" },
    course: registrationStatuses =>
      edit("registered-domains", DOMAIN, { outcome: { registration: registrationStatuses } }),
    heal: async () => {
      await edit("registered-domains", DOMAIN, { outcome: { registration: ["ACTIVE"] } });
      const { domains } = await world.simulator.control.state();
      const domain = domains?.[DOMAIN];
      if (domain?.kind === "registered" && domain.status !== "FAILED_REGISTRATION")
        await edit("registered-domains", DOMAIN, { status: "ACTIVE" });
    },
  },
  'a ConnectedDomain with waitFor: "propagated"': {
    lifecycle: connectedDomain,
    program: { domain: OUTSIDE, connectionType: "POINTING", waitFor: "propagated" },
    route: "/domains/v1/connected-domains/{connectedDomainId}",
    words: PROPAGATION_WORDS,
    course: propagation => edit("dns-propagation", OUTSIDE, { outcome: { propagation } }),
    heal: () => edit("dns-propagation", OUTSIDE, { status: "SUCCEEDED" }),
  },
  "a DomainPropagation": {
    lifecycle: domainPropagation,
    program: { domain: "example.net" },
    route: "/premium/domains/v1/dns-propagations/{dnsPropagationId}",
    words: PROPAGATION_WORDS,
    course: propagation =>
      edit("dns-propagation", "example.net", { outcome: { propagation }, registrarChanged: true }),
    heal: () => edit("dns-propagation", "example.net", { status: "SUCCEEDED" }),
  },
};

const begin = async (wait: Wait, { statuses, settings, looks }: Course) => {
  const { control } = world.simulator;
  const state = account({ registrarChangeMs: 0, ...settings });
  await control.clearFaults();
  await control.loadState({
    ...state,
    domainMarket: { ...state.domainMarket, outside: { ...state.domainMarket?.outside, [OUTSIDE]: {} } },
  });
  await control.clearJournal();
  world.said.length = 0;
  await wait.course([...statuses]);
  if (looks !== undefined) await control.addFault({ route: wait.route, ...looks });
};

const run = (wait: Wait, saved?: Saved<object>, more: ContextOptions = {}) =>
  up(wait.lifecycle, world.context(undefined, { timeout: HOUR, ...more }), saved, wait.program);

/** @returns the error of the first run; the second one succeeds */
const failsAndResumes = async (wait: Wait): Promise<string> => {
  const { error, saved } = await run(wait);
  if (!(error instanceof Error)) throw new Error("the run succeeded");
  await world.simulator.control.clearFaults();
  await wait.heal();
  expect((await run(wait, saved)).error).toBeUndefined();
  return error.message;
};

const writes = async () =>
  (await world.simulator.control.journal()).requests.filter(({ method }) => method === "POST").length;

describe.each(Object.entries(WAITS))("%s", (name, wait) => {
  const { success, failure, waiting } = wait.words;
  const isRegistration = wait.lifecycle === (registeredDomain as unknown);

  test("ends with success", async () => {
    await begin(wait, { statuses: [success] });
    expect((await run(wait)).error).toBeUndefined();
  });

  test("says once that it waits, and once for every change", async () => {
    await begin(wait, { statuses: [waiting, "ODD", success] });
    await run(wait);
    const lines = world.said.filter(line => /waiting for|ODD/.test(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^waiting for .* \(for up to 1h\)$/m);
  });

  test(`in failure ${isRegistration ? "stops with the reason" : "goes on to the time-out, and names what is seen"}`, async () => {
    await begin(wait, { statuses: [failure] });
    const message = await failsAndResumes(wait);
    if (isRegistration) expect(message).toMatch(/failed: OTHER, the registrar refused/);
    else expect(message).toMatch(/last status: FAILED[^]*A: expected 185\.230\.63\.107; seen 203\.0\.113\.7/);
  });

  test("that a run has no more time for ends with the word, is saved, and is resumed without another write", async () => {
    await begin(wait, { statuses: [] });
    const began = world.clock.now();
    const { error, saved } = await run(wait, undefined, { maxWait: HOUR / 6 });
    expect((error as Error).message).toMatch(
      new RegExp(
        `^STILL-WAITING .*: ${waiting} \\(request id .+\\), waited for since [^]*run again to wait on`,
      ),
    );
    expect(world.clock.now() - began).toBe(HOUR / 6);
    expect(saved).toMatchObject({ unfinished: true });
    const before = await writes();
    await wait.heal();
    expect((await run(wait, saved, { maxWait: HOUR / 6 })).error).toBeUndefined();
    expect(await writes()).toBe(before);
  });

  test("that is stuck ends at the time-out, names the status and since when, and is resumed", async () => {
    await begin(wait, { statuses: [] });
    const message = await failsAndResumes(wait);
    expect(message).toMatch(
      new RegExp(
        `within 1h \\(since \\d{4}-.*last status: ${waiting} \\(request id .+\\)[^]*run again to wait on`,
      ),
    );
  });

  test("flapping ends in the final state only", async () => {
    const flaps = isRegistration ? [waiting, "ODD", waiting] : [success, failure, waiting, failure];
    await begin(wait, { statuses: [...flaps, success] });
    const { error, saved } = await run(wait);
    expect(error).toBeUndefined();
    const { control } = world.simulator;
    const { domains, dnsPropagations } = await control.state();
    const domain = domains?.[DOMAIN];
    const seen = isRegistration
      ? domain?.kind === "registered" && domain.upcoming
      : dnsPropagations?.[saved?.id ?? ""]?.upcoming;
    expect(seen).toEqual([]);
  });

  test.each(["TIED_UP", "UNKNOWN_STATUS"])(
    "at %s, which says nothing, waits on, and is resumed",
    async status => {
      await begin(wait, { statuses: [status] });
      // A connected domain calls it by the longer name (docs/wix/connected-domains.md#object-connecteddomain).
      const shown = status.replace("UNKNOWN_", "UNKNOWN_(DNS_PROPAGATION_)?");
      expect(await failsAndResumes(wait)).toMatch(new RegExp(`last status: ${shown}`));
    },
  );

  test("rides out that Wix does not show it yet", async () => {
    const notThere = isRegistration
      ? { status: 400, code: "REGISTERED_DOMAIN_NOT_FOUND" }
      : { status: 404, code: "NOT_FOUND" };
    await begin(wait, {
      statuses: [success],
      looks: {
        action: { kind: "status", ...notThere },
        nth: name === "a DomainPropagation" ? 1 : 2,
        times: 4,
      },
    });
    expect((await run(wait)).error).toBeUndefined();
    expect(await writes()).toBeLessThanOrEqual(1);
  });

  test("stops at a 403 with what is missing, and is resumed", async () => {
    await begin(wait, {
      statuses: [waiting, success],
      looks: {
        action: { kind: "status", status: 403, code: "DOMAINS_PERMISSION_DENIED" },
        nth: 2,
        times: "unlimited",
      },
    });
    expect(await failsAndResumes(wait)).toMatch(/DOMAINS_PERMISSION_DENIED[^]*Manage Domains/);
    expect(await writes()).toBeLessThanOrEqual(1);
  });

  test.each([[30], ["unlimited"]] as const)("rides out a storm of 429 (%s)", async times => {
    await begin(wait, { statuses: [success], looks: { action: { kind: "throttle" }, nth: 2, times } });
    if (times === "unlimited") expect(await failsAndResumes(wait)).toMatch(/429[^]*throttles this account/);
    else expect((await run(wait)).error).toBeUndefined();
    expect(await writes()).toBeLessThanOrEqual(1);
  });
});
