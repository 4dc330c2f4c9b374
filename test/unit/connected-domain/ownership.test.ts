import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Owner } from "../../../provider/src/core/ownership";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import type { ConnectedDomainState } from "../../../provider/src/resources/connected-domain/state";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import { accountId, checkIn, environment, makeWorld, type World } from "../../support/world";
import { OTHER_SITE, registration, SITE } from "../registered-domain/account";
import { makeStage, type Stage } from "../registered-domain/stage";
import { byNameServers, byPointing, ROOT, start, SUB } from "./programs";

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
const requests = async () => (await world.simulator.control.journal()).requests;
const failureOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => {
      throw new Error("it succeeded");
    },
    (error: unknown) => error as Error,
  );

const PRIMARY = { siteId: SITE, assignmentType: "PRIMARY" };
const OTHER_ACCOUNT = "00000000-0000-4000-8000-000000000009";

describe("an earlier generation that ends", () => {
  test("leaves what the present one adopted, without a word or a request", async () => {
    const saved = await stage.succeeded(byPointing({ siteId: SITE }));
    const run = stage.open();
    const next = await run.up("bakery", byPointing({ siteId: SITE }));
    expect(next.error).toBeUndefined();
    await world.simulator.control.clearJournal();
    world.said.length = 0;
    await run.end("bakery", saved);
    expect(await requests()).toEqual([]);
    expect(world.said).toEqual([]);
    expect(await stage.roles()).toEqual({ [ROOT]: `PRIMARY of ${SITE}` });
  });

  test("leaves it to the resource that declares it under another name, and says so", async () => {
    const saved = await stage.succeeded(byPointing());
    const run = stage.open();
    await run.up("shop", byPointing());
    await run.end("bakery", saved);
    expect(await isConnected()).toBe(true);
    expect(world.said.at(-1)).toBe(`${ROOT} stays connected: ConnectedDomain "shop" declares it now`);
  });

  test("leaves a subdomain too, which has no type", async () => {
    const saved = await stage.succeeded({ domain: SUB });
    const run = stage.open();
    run.declare("bakery", { domain: SUB });
    await run.end("bakery", saved);
    expect(await isConnected(SUB)).toBe(true);
  });

  test("is disconnected where the present one connects in another way", async () => {
    const saved = await stage.succeeded(byNameServers());
    const run = stage.open();
    run.declare("bakery", byPointing());
    await run.end("bakery", saved);
    expect(await isConnected()).toBe(false);
    expect((await run.up("bakery", byPointing())).error).toBeUndefined();
  });

  test("leaves what stands as the present one declares it, whatever its own state says", async () => {
    const saved = await stage.succeeded(byNameServers());
    const run = stage.open();
    run.declare("bakery", byNameServers());
    await run.end("bakery", { ...saved, state: { ...saved.state, connectionType: "POINTING" } });
    expect(await isConnected()).toBe(true);
  });

  test("is kept in doubt: while it is not known how the domain is to be connected", async () => {
    const saved = await stage.succeeded(byNameServers());
    const run = stage.open();
    run.declare("bakery", byNameServers({ connectionType: UNKNOWN }));
    await run.end("bakery", saved);
    expect(await isConnected()).toBe(true);
  });

  test("stops where another resource declares it in another way, and stays in the state", async () => {
    const saved = await stage.succeeded(byNameServers());
    const run = stage.open();
    run.declare("shop", byPointing());
    const { message } = await failureOf(run.end("bakery", saved));
    expect(message).toMatch(/ConnectedDomain "shop" declares it, connected in another way.*alias/);
    expect(await isConnected()).toBe(true);
  });

  test("is disconnected where it is declared in another account only", async () => {
    const saved = await stage.succeeded(byPointing());
    const run = stage.open();
    run.declare("shop", byPointing({ accountId: OTHER_ACCOUNT }));
    await run.end("bakery", saved);
    expect(await isConnected()).toBe(false);
  });
});

describe("a primary domain that leaves", () => {
  const beside = () => ({ domain: SUB, siteId: SITE });
  /** A primary domain, and a redirect beside it. */
  const both = async () => {
    const primary = await stage.succeeded(byPointing({ siteId: SITE }));
    const redirect = await stage.succeeded(beside());
    return { primary, redirect };
  };

  test("is refused while a domain that it would take along is declared, and goes once that is primary", async () => {
    const { primary, redirect } = await both();
    const before = await stage.roles();
    const run = stage.open();
    run.declare("shop", beside());
    const error = await failureOf(run.end("bakery", primary));
    expect(error).toMatchObject({ kind: "takes-others-along" });
    expect(error.message).toMatch(/shop\.outside-bakery\.com \(ConnectedDomain "shop"\).*primary first/);
    expect(await stage.roles()).toEqual(before);

    await stage.edit("dns-propagation", SUB, { status: "SUCCEEDED" });
    const later = stage.open();
    const promoted = await later.up("shop", { ...beside(), assignmentType: "PRIMARY" }, redirect);
    expect(promoted.error).toBeUndefined();
    await later.end("bakery", primary);
    expect(await isConnected()).toBe(false);
    expect(await stage.roles()).toEqual({ [SUB]: `PRIMARY of ${SITE}` });
  });

  test("is refused for the sake of its own successor of another name", async () => {
    const { primary } = await both();
    const run = stage.open();
    run.declare("bakery", beside());
    expect(await failureOf(run.end("bakery", primary))).toMatchObject({ kind: "takes-others-along" });
    expect(await isConnected()).toBe(true);
  });

  test("goes where the others are declared on another site, or nobody declares them", async () => {
    const { primary } = await both();
    const run = stage.open();
    run.declare("shop", { ...beside(), siteId: OTHER_SITE });
    await run.end("bakery", primary);
    expect(await isConnected()).toBe(false);
  });

  test("goes where Wix does not tell who else is on the site, unless somebody declares to be", async () => {
    const { primary } = await both();
    await world.simulator.control.addFault({
      method: "GET",
      route: "/domains/v1/domain-assignments",
      action: { kind: "status", status: 403, code: "PERMISSION_DENIED" },
      times: "unlimited",
    });
    const run = stage.open();
    run.declare("shop", beside());
    expect(await failureOf(run.end("bakery", primary))).toMatchObject({ kind: "takes-others-along" });
    await stage.open().end("bakery", primary);
    expect(await isConnected()).toBe(false);
  });
});

describe("a zone that would be lost", () => {
  const RECORDS: Owner = { type: "DnsZoneRecords", name: "mail" };
  const claimZone = (run: ReturnType<typeof stage.open>, account: string) =>
    run.session.ledger.declare(
      RECORDS,
      dnsZoneRecords.check(
        undefined,
        { domainName: ROOT, records: [] },
        { ...environment(RECORDS), account: () => account },
      ).claims,
    );

  test.each([false, true])("while records of it are declared keeps its domain (force: %s)", async force => {
    const saved = await stage.succeeded(byNameServers({ force }));
    const run = stage.open();
    claimZone(run, accountId);
    const { message } = await failureOf(run.end("bakery", saved));
    expect(message).toMatch(/DnsZoneRecords "mail" declares records in it/);
    expect(await isConnected()).toBe(true);
  });

  test("of another account keeps nobody", async () => {
    const saved = await stage.succeeded(byNameServers());
    const run = stage.open();
    claimZone(run, OTHER_ACCOUNT);
    await run.end("bakery", saved);
    expect(await isConnected()).toBe(false);
  });
});

describe("two resources", () => {
  test("that declare one site's primary domain collide at preview, by name, whatever their classes", () => {
    const { session } = stage.open();
    const check = (type: string, name: string, work: (ctx: ReturnType<World["context"]>) => unknown) =>
      work(world.context(session, { owner: { type, name } }));
    check("ConnectedDomain", "a", ctx => checkIn(connectedDomain, ctx, byPointing(PRIMARY)));
    expect(() =>
      check("ConnectedDomain", "b", ctx => checkIn(connectedDomain, ctx, { domain: SUB, ...PRIMARY })),
    ).toThrow(/assignmentType the primary domain of site .* is declared by ConnectedDomain "a" as well/);
    expect(() =>
      check("RegisteredDomain", "c", ctx => checkIn(registeredDomain, ctx, registration(PRIMARY))),
    ).toThrow(/is declared by ConnectedDomain "[ab]" as well/);
  });

  test("that declare one domain collide, also under two components with one name", () => {
    const { session } = stage.open();
    const under = (component: string | undefined) =>
      world.context(session, { owner: { type: "ConnectedDomain", name: "shop", under: component } });
    checkIn(connectedDomain, under("my:index:Shop"), byPointing());
    expect(() => checkIn(connectedDomain, under(undefined), byPointing())).toThrow(
      /ConnectedDomain "shop" in my:index:Shop as well/,
    );
  });

  test("may be redirects of one site", () => {
    const run = stage.open();
    run.declare("a", byPointing({ siteId: SITE }));
    run.declare("b", { domain: SUB, siteId: SITE, assignmentType: "REDIRECT" });
    expect(run.session.ledger.declarers(`a place on site ${SITE}`)).toHaveLength(2);
  });

  test.each([
    ["before anything is made", undefined],
    ["when it changes", { siteId: SITE }],
  ])("never take the primary role from each other: %s", async (_when, before) => {
    await stage.putOn("example.org", SITE, "PRIMARY");
    const saved = before && (await stage.succeeded({ domain: SUB, ...before }));
    if (saved !== undefined) await stage.edit("dns-propagation", SUB, { status: "SUCCEEDED" });
    const roles = await stage.roles();
    const ctx = world.context();
    const inputs = checkIn(connectedDomain, ctx, { domain: SUB, ...PRIMARY });
    const rival = { type: "ConnectedDomain", name: "rival" };
    // Its check comes later, so ours could not know of it.
    ctx.session.ledger.announce(
      rival,
      connectedDomain.check(
        undefined,
        { domain: "example.org", connectionType: "POINTING", ...PRIMARY },
        {
          owner: rival,
          account: () => accountId,
        },
      ).claims,
    );
    const { message } = await failureOf(
      saved === undefined
        ? connectedDomain.create(ctx, inputs)
        : connectedDomain.update(ctx, saved.id, saved.state, inputs),
    );
    expect(message).toMatch(/ConnectedDomain "rival" declares example\.org PRIMARY there/);
    expect(await stage.roles()).toEqual(roles);
  });
});

describe("a replacement", () => {
  test("goes on from where the earlier generation left the domain", async () => {
    const saved = await stage.succeeded(byPointing({ siteId: SITE }));
    const program = byPointing({ siteId: OTHER_SITE });
    const ctx = world.context();
    const made = await connectedDomain.create(ctx, checkIn(connectedDomain, ctx, program), saved);
    expect(made.state.siteId).toBe(OTHER_SITE);
    expect(await stage.roles()).toEqual({ [ROOT]: `PRIMARY of ${OTHER_SITE}` });
    expect((await stage.calls("POST")).filter(path => path.endsWith("connected-domains"))).toHaveLength(1);
  });

  test("resumes a connection that stopped half-way", async () => {
    const first = await stage.run(byPointing({ waitFor: "propagated" }), undefined, 60_000);
    if (first.saved === undefined) throw new Error("nothing was saved");
    await stage.edit("dns-propagation", ROOT, { registrarChanged: true });
    const ctx = world.context();
    const inputs = checkIn(connectedDomain, ctx, byPointing({ waitFor: "propagated" }));
    const { state } = await connectedDomain.create(ctx, inputs, first.saved);
    expect(state.dnsPropagationStatus).toBe("COMPLETED");
    expect(await stage.calls("POST")).toHaveLength(1);
  });

  test.each(["domain", "connectionType"] as const)("is not announced for an unknown %s", async field => {
    const saved = await stage.succeeded(byPointing());
    expect(stage.changesOf(saved, byPointing({ [field]: UNKNOWN }))).toEqual({ changes: true });
  });
});

describe("proof", () => {
  const PROXY = { message: "no Route matched with those values" };

  test("that a domain is gone is Wix's alone: a proxy's 404 drops nothing and ends no deletion", async () => {
    const saved = await stage.succeeded(byPointing());
    await world.simulator.control.addFault({
      route: "/domains/v1/connected-domains/{connectedDomainId}",
      action: { kind: "status", status: 404, body: PROXY },
      times: "unlimited",
    });
    await expect(connectedDomain.read(world.context(), saved.id, saved.state)).rejects.toThrow(/not Wix's/);
    await expect(stage.destroy(saved)).rejects.toThrow();
    expect(await isConnected()).toBe(true);
  });

  test("of a disconnection is looked for until the deletion's time is up", async () => {
    const saved = await stage.succeeded(byPointing());
    await world.simulator.control.addFault({
      method: "DELETE",
      action: { kind: "drop", when: "before" },
      times: "unlimited",
    });
    const began = world.clock.now();
    const { message } = await failureOf(stage.open().end("bakery", saved, 90_000));
    expect(message).toMatch(/still connected.*Run again/);
    expect(world.clock.now() - began).toBeLessThan(120_000);
    await world.simulator.control.clearFaults();
    await stage.destroy(saved);
    expect(await isConnected()).toBe(false);
  });

  test.each(["before", "after"] as const)(
    "of a connection whose answer was lost %s the work is had within the run",
    async when => {
      await world.simulator.control.addFault({ method: "POST", action: { kind: "drop", when } });
      const saved = await stage.succeeded(byPointing());
      expect(saved.state.requiredRecords).toHaveLength(2);
      expect(await stage.calls("POST")).toHaveLength(when === "before" ? 2 : 1);
    },
  );

  test("of a connection that never shows is not made up", async () => {
    await world.simulator.control.addFault({
      method: "POST",
      action: { kind: "drop", when: "before" },
      times: "unlimited",
    });
    const { error, saved } = await stage.run(byPointing());
    expect((error as Error).message).toMatch(/does not show as connected[^]*looks before it connects/);
    expect(saved).toBeUndefined();
  });
});
