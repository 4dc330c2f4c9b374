import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import type { RegisteredDomainState } from "../../../provider/src/resources/registered-domain/state";
import { makeWorld, type Saved, type World } from "../../support/world";
import { account, DOMAIN, registration } from "./account";
import { makeStage, type Stage } from "./stage";

let world: World;
let stage: Stage<RegisteredDomainState>;
let saved: Saved<RegisteredDomainState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, registeredDomain);
});
afterAll(() => world.close());
beforeEach(async () => {
  await stage.begin(account());
  saved = await stage.succeeded(registration());
  world.said.length = 0;
});

const DAY = 86_400_000;
const daysFromNow = (days: number): string => new Date(world.clock.now() + days * DAY).toISOString();
const becomes = (change: object) => stage.edit("registered-domains", DOMAIN, change);
const difference = () => stage.changesOf(saved, registration());
const refreshed = async (): Promise<RegisteredDomainState> => {
  saved = await stage.refresh(saved);
  return saved.state;
};

describe("a refresh", () => {
  test("is silent about a healthy domain, also after a renewal moved its expiration date", async () => {
    const expirationDate = daysFromNow(700);
    await becomes({ expirationDate });
    const state = await refreshed();
    expect(state).toMatchObject({ status: "ACTIVE", expirationDate, createdDate: expect.any(String) });
    expect(state).not.toHaveProperty("trouble");
    expect(world.said).toEqual([]);
    expect(difference()).toEqual({ changes: false });
  });

  test("warns of a domain that expires soon, which is no difference yet", async () => {
    await becomes({ expirationDate: daysFromNow(12.5) });
    await refreshed();
    expect(world.said).toEqual([
      expect.stringMatching(/^example-bakery\.com expires in 12 days, on 2026-.*manage\.wix\.com/),
    ]);
    expect(difference()).toEqual({ changes: false });
  });

  test("does not warn of one that expires later than that", async () => {
    await becomes({ expirationDate: daysFromNow(30.1) });
    await refreshed();
    expect(world.said).toEqual([]);
  });

  test("says until when whose confirmation is awaited, without an address in the clear", async () => {
    await becomes({ icann: { status: "PENDING", expirationDate: "2026-02-14T00:00:00.000Z" } });
    const state = await refreshed();
    expect(state.icannConfirmationDeadline).toBe("2026-02-14T00:00:00.000Z");
    expect(world.said).toEqual([
      expect.stringMatching(/^ICANN waits .* by a\*\*\*@example\.net until 2026-02-14 00:00 UTC; .*inactive/),
    ]);
    expect(difference()).toEqual({ changes: false });
  });

  test("says each once in a run", async () => {
    await becomes({
      expirationDate: daysFromNow(3),
      icann: { status: "PENDING", expirationDate: "2026-02-14T00:00:00.000Z" },
    });
    const ctx = world.context();
    await registeredDomain.read(ctx, saved.id, saved.state);
    await registeredDomain.read(ctx, saved.id, saved.state);
    expect(world.said).toHaveLength(2);
    await registeredDomain.read(world.context(), saved.id, saved.state);
    expect(world.said).toHaveLength(4);
  });
});

describe.each<[string, () => object, Partial<RegisteredDomainState>, RegExp]>([
  [
    "has expired",
    () => ({ expirationDate: "2026-01-31T08:00:00.000Z" }),
    { status: "ACTIVE", trouble: "LAPSED" },
    /expired on 2026-01-31 08:00 UTC, .*manage\.wix\.com.*redeem: \{ expired: "2026-01-31", priceClass: "REGULAR" \}/,
  ],
  [
    "has expired under a status that nobody knows",
    () => ({ status: "REDEMPTION_PERIOD", expirationDate: "2026-01-31T08:00:00.000Z" }),
    { status: "REDEMPTION_PERIOD", trouble: "LAPSED" },
    /expired on 2026-01-31/,
  ],
  [
    "was not confirmed in time",
    () => ({ icann: { status: "EXPIRED" } }),
    { status: "ACTIVE", trouble: "ICANN_EXPIRED" },
    /inactive.*Only Wix.*ask Wix, then run `pulumi refresh`/,
  ],
  [
    "failed to be registered, while nobody watched",
    () => ({
      outcome: {
        failure: { code: "OTHER", message: "no answer from ada.baker@example.net in 1 Mill Street" },
      },
      status: "FAILED_REGISTRATION",
    }),
    { status: "FAILED_REGISTRATION", trouble: "FAILED_REGISTRATION" },
    /failed, OTHER, no answer from a\*\*\*@example\.net in \[contact data\]\. The next `pulumi up` tries once more/,
  ],
])("a domain that %s", (_what, change, state, line) => {
  beforeEach(() => becomes(change()));

  test("is told at refresh, in outputs, and as a difference that says why", async () => {
    expect(await refreshed()).toMatchObject(state);
    expect(world.said).toEqual([expect.stringMatching(line)]);
    expect(world.said.join()).not.toMatch(/ada\.baker|Mill Street/);
    expect(difference()).toEqual({ changes: true, because: world.said[0] });
  });

  test("is silent again once it is in order", async () => {
    await refreshed();
    await becomes({
      status: "ACTIVE",
      expirationDate: daysFromNow(400),
      icann: { status: "CONFIRMED_BY_ALL" },
    });
    world.said.length = 0;
    expect(await refreshed()).not.toHaveProperty("trouble");
    expect(world.said).toEqual([]);
    expect(difference()).toEqual({ changes: false });
  });
});

test("a registration that was left pending and failed is tried again by the next run, which the preview shows", async () => {
  await stage.begin(account());
  const program = registration({ waitFor: "PENDING_REGISTRATION" });
  saved = await stage.succeeded(program);
  await becomes({ status: "FAILED_REGISTRATION" });
  expect(stage.changesOf(saved, program)).toEqual({ changes: false });
  await refreshed();
  expect(stage.changesOf(saved, program)).toMatchObject({ changes: true });
  saved = await stage.succeeded(program, saved);
  expect(saved.state).toMatchObject({ status: "PENDING_REGISTRATION" });
  expect(saved.state).not.toHaveProperty("trouble");
});

test("a cancelled registration is told before it is dropped", async () => {
  await becomes({ status: "CANCELED" });
  expect(await registeredDomain.read(world.context(), saved.id, saved.state)).toBe(NOT_FOUND);
  expect(world.said).toEqual([expect.stringContaining("is cancelled at Wix")]);
});

test("a run on a lapsed domain ends with what to do, pays nothing, and saves it as half-made", async () => {
  await becomes({ expirationDate: "2025-12-25T08:00:00.000Z" });
  await world.simulator.control.clearJournal();
  const { error, saved: after } = await stage.run(registration({ allowPremium: true }), saved);
  expect(error).toMatchObject({ cause: { kind: "domain-lapsed" } });
  expect((error as Error).message).toMatch(/Nothing was paid.*manage\.wix\.com.*expired: "2025-12-25"/);
  expect(after).toMatchObject({ unfinished: true, state: { trouble: "LAPSED" } });
  expect(await stage.calls("POST")).toEqual([]);
});
