import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { InitFailed } from "../../../provider/src/lifecycle/lifecycle";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import type { RegisteredDomainState } from "../../../provider/src/resources/registered-domain/state";
import { checkIn, makeWorld, type World } from "../../support/world";
import { account, DOMAIN, INSTANCE, OTHER_INSTANCE, registration, SITE } from "./account";
import { makeStage, type Stage } from "./stage";

let world: World;
let stage: Stage<RegisteredDomainState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, registeredDomain, "RegisteredDomain");
});
afterAll(() => world.close());
beforeEach(() => stage.begin(account()));

const requests = async () => (await world.simulator.control.journal()).requests;
const create = (
  saved: { id: string; state: RegisteredDomainState } | undefined,
  program = registration(),
) => {
  const ctx = world.context();
  return registeredDomain.create(ctx, checkIn(registeredDomain, ctx, program), saved);
};

describe("an earlier generation that ends", () => {
  test.each(["bakery", "renamed"])("says nothing of a domain that %s declares now", async name => {
    const saved = await stage.succeeded(registration());
    const run = stage.open();
    expect((await run.up(name, registration())).error).toBeUndefined();
    await world.simulator.control.clearJournal();
    world.said.length = 0;
    await run.end("bakery", saved);
    expect(await requests()).toEqual([]);
    expect(world.said).toEqual([]);
  });

  test("says that it forgets where another domain is declared", async () => {
    const saved = await stage.succeeded(registration());
    const run = stage.open();
    run.declare("bakery", registration({ domain: "other-bakery.com" }));
    await run.end("bakery", saved);
    expect(world.said.at(-1)).toMatch(/is forgotten, and stays registered/);
  });
});

describe("a replacement", () => {
  test("adopts what stands, and pays nothing", async () => {
    const saved = await stage.succeeded(registration());
    await world.simulator.control.clearJournal();
    const { state } = await create(saved);
    expect(state.status).toBe("ACTIVE");
    expect(await stage.calls("POST")).toEqual([]);
  });

  test("of a registration that stopped half-way resumes it, also while Wix does not show it", async () => {
    await stage.begin(account({ readLagMs: 60_000 }));
    const slow = await stage.run(registration(), undefined, 1_000);
    expect(slow.saved?.state.status).toBe("PENDING_REGISTRATION");
    const { state } = await create(slow.saved);
    expect(state.status).toBe("ACTIVE");
    expect(await stage.calls("POST")).toHaveLength(1);
  });

  test("of one that is gone is not bought again", async () => {
    const saved = await stage.succeeded(registration());
    await stage.begin(account());
    await expect(create(saved)).rejects.toMatchObject({ kind: "no-longer-registered" });
    expect(await stage.calls("POST")).toEqual([]);
  });

  test("is not announced for an unknown name", async () => {
    const saved = await stage.succeeded(registration());
    const program = registration({ domain: UNKNOWN, productInstanceId: UNKNOWN, contacts: UNKNOWN });
    expect(stage.changesOf(saved, program)).toEqual({ changes: true });
  });
});

describe("a registration that Wix shows otherwise than declared", () => {
  const shows = (registeredDomain: Record<string, unknown>) =>
    world.simulator.control.addFault({
      method: "POST",
      route: "/domains/v1/registered-domains",
      action: {
        kind: "status",
        status: 200,
        effect: "done",
        body: { registeredDomain: { status: "PENDING_REGISTRATION", ...registeredDomain } },
      },
    });

  test.each([
    [
      "through another product instance",
      { domain: DOMAIN, productInstanceId: OTHER_INSTANCE },
      OTHER_INSTANCE,
    ],
    ["of another domain", { domain: "other-bakery.com", productInstanceId: INSTANCE }, INSTANCE],
  ])("%s is saved as it is shown, and not bought again", async (_what, answer, productInstanceId) => {
    await shows(answer);
    const { error, saved } = await stage.run(registration());
    expect(error).toBeInstanceOf(InitFailed);
    expect((error as Error).message).toMatch(/differently than it was declared[^]*nothing is bought again/);
    expect(saved).toMatchObject({
      id: DOMAIN,
      unfinished: true,
      state: { domain: DOMAIN, productInstanceId, status: "PENDING_REGISTRATION" },
    });
    expect(await stage.calls("POST")).toHaveLength(1);
  });

  test("is taken over once the program declares it so", async () => {
    await shows({ domain: DOMAIN, productInstanceId: OTHER_INSTANCE });
    const { saved } = await stage.run(registration());
    await stage.begin(account());
    await stage.succeeded(registration({ productInstanceId: OTHER_INSTANCE }));
    const { state } = await stage.succeeded(registration({ productInstanceId: OTHER_INSTANCE }), saved);
    expect(state).toMatchObject({ status: "ACTIVE", productInstanceId: OTHER_INSTANCE });
    expect(await stage.calls("POST")).toHaveLength(1);
  });

  test("only in that it does not name the payer is one as declared", async () => {
    await shows({ domain: DOMAIN });
    expect((await stage.succeeded(registration())).state.status).toBe("ACTIVE");
  });
});

test("a domain that another one is declared primary before is not even bought", async () => {
  const ctx = world.context();
  const inputs = checkIn(registeredDomain, ctx, registration({ siteId: SITE, assignmentType: "PRIMARY" }));
  // Its check comes later, so ours could not know of it.
  ctx.session.ledger.announce({ type: "ConnectedDomain", name: "rival" }, [
    { key: `the primary domain of site ${SITE}`, property: "assignmentType" },
  ]);
  await expect(registeredDomain.create(ctx, inputs)).rejects.toThrow(/ConnectedDomain "rival" declares/);
  expect(await stage.calls("POST")).toEqual([]);
});

test("a proxy's answer neither drops a registration nor says that it was not made", async () => {
  const saved = await stage.succeeded(registration());
  const answer = (status: number) =>
    world.simulator.control.addFault({
      action: { kind: "status", status, body: { message: "no Route matched with those values" } },
    });
  await answer(404);
  await expect(registeredDomain.read(world.context(), saved.id, saved.state)).rejects.toThrow(/not Wix's/);
  await stage.begin(account());
  await world.simulator.control.addFault({
    method: "POST",
    action: { kind: "status", status: 404, body: { message: "no Route matched" }, effect: "done" },
  });
  expect((await stage.succeeded(registration())).state.status).toBe("ACTIVE");
  expect(await stage.calls("POST")).toHaveLength(1);
});

test("a lost answer that repeats contacts shows none of them", async () => {
  await world.simulator.control.addFault({
    method: "POST",
    action: {
      kind: "status",
      status: 502,
      effect: "none",
      body: { message: "no route for ada.baker@example.net of 1 Mill Street, +16175550142" },
    },
  });
  const { error } = await stage.run(registration());
  expect(error).toMatchObject({ cause: { kind: "registration-unknown" } });
  expect((error as Error).message).not.toMatch(/ada\.baker|Mill|5550142/);
});
