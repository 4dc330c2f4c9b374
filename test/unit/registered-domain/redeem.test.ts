import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { stateFromPulumi } from "../../../provider/src/dynamic/values";
import { InitFailed, NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import type { RegisteredDomainState } from "../../../provider/src/resources/registered-domain/state";
import type { FaultAction, StateDocument } from "../../../simulator/src";
import redeeming from "../../fixtures/states/registered-domain/form-1-redeeming.json";
import { checkIn, makeWorld, type Saved, type World } from "../../support/world";
import { account, contacts, DOMAIN, INSTANCE, OTHER_INSTANCE, OTHER_SITE, registration } from "./account";
import { makeStage, type Stage } from "./stage";

let world: World;
let stage: Stage<RegisteredDomainState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, registeredDomain);
});
afterAll(() => world.close());

const HOUR = 3_600_000;
const EXPIRED = "2025-12-25T08:00:00.000Z";
const REDEEMED = "2026-12-25T08:00:00.000Z";
const REDEEM = `/domains/v1/registered-domains/${DOMAIN}/redeem`;

const program = (more: Record<string, unknown> = {}) =>
  registration({ redeem: { expired: "2025-12-25", priceClass: "REGULAR" }, ...more });

const lapsedAccount = (settings: StateDocument["settings"] = {}, status = "ACTIVE"): StateDocument => {
  const state = account(settings);
  const domain = {
    kind: "registered" as const,
    accountId: "00000000-0000-4000-8000-000000000001",
    productInstanceId: INSTANCE,
    contacts,
    status,
    expirationDate: EXPIRED,
  };
  return { ...state, now: "2026-01-01T00:00:00.000Z", domains: { ...state.domains, [DOMAIN]: domain } };
};

/** How often it was paid for. */
const redemptions = async (): Promise<number | undefined> => {
  const domain = (await world.simulator.control.state()).domains?.[DOMAIN];
  return domain?.kind === "registered" ? domain.redemptions : undefined;
};
const calls = async () => (await stage.calls("POST")).filter(path => path === REDEEM).length;

const befalls = (action: FaultAction) =>
  world.simulator.control.addFault({
    method: "POST",
    route: REDEEM.replace(DOMAIN, "{registeredDomainId}"),
    action,
  });

/** The domain as an earlier run has left it. */
const saved = (more: Partial<RegisteredDomainState> = {}): Saved<RegisteredDomainState> => ({
  id: DOMAIN,
  state: { ...(registration() as unknown as RegisteredDomainState), status: "ACTIVE", ...more },
  unfinished: false,
});

describe("a lapsed domain whose lapse the program names", () => {
  beforeEach(() => stage.begin(lapsedAccount()));

  test.each([["newly declared"], ["declared before"]])("is redeemed once, %s, and waited for", async how => {
    const { state } = await stage.succeeded(program(), how === "newly declared" ? undefined : saved());
    expect(state).toMatchObject({ status: "ACTIVE", expirationDate: REDEEMED });
    expect(state).not.toHaveProperty("trouble");
    expect(state).not.toHaveProperty("hidden");
    expect([await calls(), await redemptions()]).toEqual([1, 1]);
    expect(world.said.join("\n")).toContain(
      "waiting for redemption of example-bakery.com: ACTIVE, still expired",
    );
  });

  test("is not redeemed again by later runs, whatever they change", async () => {
    const first = await stage.succeeded(program());
    expect(stage.changesOf(await stage.refresh(first), program())).toEqual({ changes: false });
    await stage.succeeded(program({ siteId: OTHER_SITE }), first);
    expect(await redemptions()).toBe(1);
  });

  test("is redeemed where Wix shows it as cancelled", async () => {
    await stage.begin(lapsedAccount({}, "CANCELED"));
    const { state } = await stage.succeeded(program());
    expect(state).toMatchObject({ status: "ACTIVE", expirationDate: REDEEMED });
    expect(await redemptions()).toBe(1);
  });

  test("is not redeemed where another product instance pays for it", async () => {
    const { error } = await stage.run(program({ productInstanceId: OTHER_INSTANCE }));
    expect(error).toMatchObject({ kind: "registered-otherwise" });
    expect(await calls()).toBe(0);
  });
});

describe("nothing is redeemed", () => {
  test("by default, nor for another lapse than the named one", async () => {
    await stage.begin(lapsedAccount());
    const plain = await stage.run(registration());
    expect(plain.error).toMatchObject({ cause: { kind: "domain-lapsed" } });
    const other = await stage.run(program({ redeem: { expired: "2024-12-25", priceClass: "REGULAR" } }));
    expect(other.error).toMatchObject({ cause: { kind: "domain-lapsed" } });
    expect((other.error as Error).message).toContain("redeem speaks of another lapse, the one of 2024-12-25");
    expect(await calls()).toBe(0);
  });

  test("of a cancelled domain whose lapse is not named", async () => {
    await stage.begin(lapsedAccount({}, "CANCELED"));
    const { error } = await stage.run(registration());
    expect(error).toMatchObject({ kind: "registration-canceled" });
  });

  test("of a domain that has not expired", async () => {
    const state = lapsedAccount();
    await stage.begin({
      ...state,
      domains: {
        ...state.domains,
        [DOMAIN]: { ...state.domains?.[DOMAIN], expirationDate: REDEEMED } as never,
      },
    });
    await stage.succeeded(program({ redeem: { expired: "2026-12-25", priceClass: "REGULAR" } }));
    expect(await calls()).toBe(0);
  });

  test("of a premium name as a regular one, but as a premium one", async () => {
    const state = lapsedAccount();
    await stage.begin({ ...state, domainMarket: { ...state.domainMarket, premium: [DOMAIN] } });
    const refused = await stage.run(program());
    expect(refused.error).toMatchObject({ cause: { kind: "premium-redemption" } });
    expect(await calls()).toBe(0);
    await stage.succeeded(program({ redeem: { expired: EXPIRED, priceClass: "PREMIUM" } }));
    expect(await redemptions()).toBe(1);
  });
});

describe("a redemption that takes longer than the time-out", () => {
  // Wix may take a second call while one is under way: the provider must not count on a refusal.
  beforeEach(() => stage.begin(lapsedAccount({ redemptionMs: 60 * HOUR, repeatedRedemption: "taken" })));

  test("is saved, resumed at no cost, and remembered by a refresh in between", async () => {
    const slow = await stage.run(program(), undefined, HOUR);
    expect(slow.error).toBeInstanceOf(InitFailed);
    expect((slow.error as Error).message).toMatch(
      /redemption of .* did not settle within 1h[^]*paid once: run again/,
    );
    expect(slow.saved).toMatchObject({
      unfinished: true,
      state: { trouble: "LAPSED", hidden: { redemption: { expired: "2025-12-25", accepted: true } } },
    });
    if (slow.saved === undefined) throw new Error("nothing was saved");
    const seen = await stage.refresh(slow.saved);
    await world.clock.sleep(58 * HOUR);
    const { state } = await stage.succeeded(program(), await stage.refresh(seen), 2 * HOUR);
    expect(state).toMatchObject({ expirationDate: REDEEMED });
    expect([await calls(), await redemptions()]).toEqual([1, 1]);
  });

  test("is kept in the state also where Wix shows the domain as cancelled meanwhile", async () => {
    const slow = await stage.run(program(), undefined, HOUR);
    await stage.edit("registered-domains", DOMAIN, { status: "CANCELED" });
    if (slow.saved === undefined) throw new Error("nothing was saved");
    const kept = await stage.refresh(slow.saved);
    expect(kept.state).toMatchObject({ status: "CANCELED", hidden: { redemption: { accepted: true } } });
    await world.clock.sleep(58 * HOUR);
    await stage.succeeded(program(), kept);
    expect(await redemptions()).toBe(1);
  });

  test("is dropped from the state where Wix says that there is no such domain", async () => {
    const slow = await stage.run(program(), undefined, HOUR);
    await stage.begin(account());
    const { id, state } = slow.saved ?? saved();
    expect(await registeredDomain.read(world.context(), id, state)).toBe(NOT_FOUND);
  });

  test("and that a refresh shows done is forgotten: the domain is in order", async () => {
    const slow = await stage.run(program(), undefined, HOUR);
    await world.clock.sleep(61 * HOUR);
    const { state } = await stage.refresh(slow.saved ?? saved());
    expect(state).toMatchObject({ expirationDate: REDEEMED });
    expect(state).not.toHaveProperty("hidden");
  });

  test("and that Wix accepted, and does not show after 8 days, is not sent again but left to a person", async () => {
    await stage.begin(lapsedAccount({ redemptionMs: 1_000 * HOUR, repeatedRedemption: "taken" }));
    const slow = await stage.run(program(), undefined, HOUR);
    await world.clock.sleep(8 * 24 * HOUR);
    const late = await stage.run(program(), slow.saved);
    expect(late.error).toMatchObject({ cause: { kind: "redemption-not-shown" } });
    expect((late.error as Error).message).toMatch(/accepted .* on 2026-.*ask Wix.*take redeem out/);
    expect(await redemptions()).toBe(1);
    // As the error says.
    const out = await stage.run(registration(), late.saved);
    expect(out.saved?.state).not.toHaveProperty("hidden");
    await stage.run(program(), out.saved, HOUR);
    expect(await redemptions()).toBe(2);
  });
});

describe("a redemption whose answer is lost", () => {
  beforeEach(() => stage.begin(lapsedAccount({ redemptionMs: 2 * HOUR, repeatedRedemption: "taken" })));

  test.each<[string, FaultAction]>([
    ["the connection breaks", { kind: "drop", when: "after" }],
    ["a 500", { kind: "status", status: 500, applied: true }],
    ["an HTML page", { kind: "html", status: 200, applied: true }],
    ["half an answer", { kind: "truncate" }],
  ])("and that took place is found, and not sent again: %s", async (_what, action) => {
    await befalls(action);
    const { state } = await stage.succeeded(program());
    expect(state).toMatchObject({ expirationDate: REDEEMED });
    expect([await calls(), await redemptions()]).toEqual([1, 1]);
    expect(world.said.join("\n")).toContain("was lost; looking whether it took place");
  });

  test("and that did not take place is sent again once that is known: after more than Wix's 7 days", async () => {
    await befalls({ kind: "drop", when: "before" });
    let last = await stage.run(program(), undefined, HOUR);
    for (let days = 2; days <= 6; days += 2) {
      expect(last.saved).toMatchObject({
        unfinished: true,
        state: { hidden: { redemption: { expired: "2025-12-25" } } },
      });
      await world.clock.sleep(48 * HOUR);
      last = await stage.run(program(), last.saved, HOUR);
      expect(await calls()).toBe(1);
    }
    await world.clock.sleep(48 * HOUR);
    const { state } = await stage.succeeded(program(), last.saved);
    expect(state).toMatchObject({ expirationDate: REDEEMED });
    expect([await calls(), await redemptions()]).toEqual([2, 1]);
  });
});

test("what Wix calls pending, by whatever word, is only waited for", async () => {
  await stage.begin(lapsedAccount({}, "PENDING_RESTORE"));
  const { error } = await stage.run(program(), undefined, HOUR / 2);
  expect((error as Error).message).toMatch(
    /last status: PENDING_RESTORE, still expired \(request id simulated-/,
  );
  expect(await calls()).toBe(0);
});

describe("what an earlier run remembers of a redemption", () => {
  const remembering = (expired: string, daysAgo: number, accepted?: true) =>
    saved({
      hidden: {
        redemption: {
          expired,
          sentAt: new Date(world.clock.now() - daysAgo * 24 * HOUR).toISOString(),
          ...(accepted && { accepted }),
        },
      },
    });

  test("of another lapse does not keep this one from being redeemed", async () => {
    await stage.begin(lapsedAccount());
    await stage.succeeded(program(), remembering("2024-12-25", 1, true));
    expect(await redemptions()).toBe(1);
  });

  test("stays, where Wix calls it pending for longer than it documents", async () => {
    await stage.begin(lapsedAccount({}, "PENDING_RESTORE"));
    const late = await stage.run(program(), remembering("2025-12-25", 9), HOUR / 2);
    expect(late.saved?.state.hidden).toMatchObject({ redemption: { expired: "2025-12-25" } });
    expect(await calls()).toBe(0);
  });

  test("is waited for also where a look shows no domain", async () => {
    await stage.begin(lapsedAccount());
    await world.simulator.control.addFault({
      method: "GET",
      nth: 2,
      action: { kind: "status", status: 400, code: "REGISTERED_DOMAIN_NOT_FOUND" },
    });
    world.said.length = 0;
    await stage.run(program(), remembering("2025-12-25", 1, true), 60_000);
    expect(world.said.join("\n")).toContain("waiting for redemption of example-bakery.com: not shown");
    expect(await calls()).toBe(0);
  });
});

test("a redemption that never left this machine ends at once: nothing is looked for, nothing remembered", async () => {
  await stage.begin(lapsedAccount());
  await world.simulator.control.addFault({
    method: "POST",
    times: "unlimited",
    action: { kind: "throttle" },
  });
  const { error, saved: after } = await stage.run(program());
  expect(error).toMatchObject({ cause: { kind: "transport", throttled: true } });
  expect(after?.state).not.toHaveProperty("hidden");
  const [last] = (await world.simulator.control.journal()).requests.slice(-1);
  expect(last).toMatchObject({ method: "POST" });
});

describe("a redemption that Wix refuses", () => {
  test.each([
    [403, "PERMISSION_DENIED"],
    [401, "UNAUTHENTICATED"],
  ])("for lack of rights (%i) ends at once, and nothing is remembered", async (status, code) => {
    await stage.begin(lapsedAccount());
    await befalls({ kind: "status", status, code });
    const { error, saved: after } = await stage.run(program());
    expect(error).toMatchObject({ cause: { kind: "redemption-refused" } });
    expect((error as Error).message).toContain(code);
    expect((error as Error).message).toMatch(/redeemed once it has expired.*manage\.wix\.com/);
    expect(after?.state).not.toHaveProperty("hidden");
    expect(await stage.calls("GET")).toHaveLength(2);
  });

  test("because a run that was killed has begun it is found once it shows, and paid once", async () => {
    await stage.begin(lapsedAccount({ redemptionMs: 30 * HOUR }));
    await world.simulator.control.addFault({ method: "POST", action: { kind: "drop", when: "after" } });
    await stage.run(program(), undefined, 1_000);
    // The killed run has saved nothing.
    const early = await stage.run(program(), saved());
    expect(early.error).toMatchObject({ cause: { kind: "redemption-refused" } });
    await world.clock.sleep(31 * HOUR);
    await stage.succeeded(program(), early.saved);
    expect(await redemptions()).toBe(1);
  });

  test("and that shows within moments is no failure", async () => {
    await stage.begin(lapsedAccount({ redemptionMs: 10_000 }));
    await world.simulator.control.addFault({ method: "POST", action: { kind: "drop", when: "after" } });
    await stage.run(program(), undefined, 1_000);
    const { state } = await stage.succeeded(program(), saved());
    expect(state).toMatchObject({ expirationDate: REDEEMED });
    expect(await redemptions()).toBe(1);
  });
});

test("a redemption that the first form saved is remembered, and not sent again", async () => {
  await stage.begin(lapsedAccount({ redemptionMs: HOUR, repeatedRedemption: "taken" }));
  const { state, hidden } = stateFromPulumi(redeeming);
  expect(hidden.unfinished).toBe(true);
  const former = registeredDomain.revive(state as unknown as RegisteredDomainState, hidden.form ?? 1);
  expect(stage.changesOf({ ...saved(), state: former }, program())).toMatchObject({ changes: true });
  const { error } = await stage.run(program(), { ...saved(), state: former, unfinished: true }, HOUR / 2);
  expect(error).toBeInstanceOf(InitFailed);
  expect(await calls()).toBe(0);
});

describe("the argument", () => {
  const check = (redeem: unknown) =>
    checkIn(registeredDomain, world.context(), registration({ redeem })).redeem;

  test.each([["2025-12-25"], [EXPIRED], [" 2025-12-25 "]])("takes %j, as a day", expired =>
    expect(check({ expired, priceClass: "REGULAR" })).toEqual({
      expired: "2025-12-25",
      priceClass: "REGULAR",
    }),
  );

  test.each([
    [{ expired: "soon", priceClass: "REGULAR" }, /redeem\.expired .*expiration date that has passed/],
    [{ expired: "2025-13-25", priceClass: "REGULAR" }, /redeem\.expired/],
    [{ expired: "2025-12-25" }, /redeem\.priceClass .*"REGULAR", "PREMIUM"/],
    [{ expired: "2025-12-25", priceClass: "CHEAP" }, /redeem\.priceClass is "CHEAP"/],
    ["2025-12-25", /redeem .*write an object/],
    [{ expired: "2025-12-25", priceClass: "REGULAR", years: 2 }, /years/],
  ])("refuses %j", (redeem, message) => expect(() => check(redeem)).toThrow(message));
});
