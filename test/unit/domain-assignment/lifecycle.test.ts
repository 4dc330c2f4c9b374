import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { domainAssignment } from "../../../provider/src/resources/domain-assignment/lifecycle";
import type { DomainAssignmentState } from "../../../provider/src/resources/domain-assignment/state";
import { environment, makeWorld, type World } from "../../support/world";
import { account, FREE_SITE, OTHER_SITE, SITE } from "../registered-domain/account";
import { makeStage, type Stage } from "../registered-domain/stage";

let world: World;
let stage: Stage<DomainAssignmentState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, domainAssignment, "DomainAssignment");
});
afterAll(async () => {
  expect(await world.simulator.control.violations()).toEqual([]);
  await world.close();
});
beforeEach(() => stage.begin(account()));

/** The world sees it; it does not see `UNSEEN`. */
const DOMAIN = "example.com";
const RIVAL = "example.org";
const UNSEEN = "example.net";

const on = (siteId: string, more: Record<string, unknown> = {}) => ({ domain: DOMAIN, siteId, ...more });
const PRIMARY = { assignmentType: "PRIMARY" };
const messageOf = (error: unknown): string => (error as Error).message;
const writes = async () =>
  (await world.simulator.control.journal()).requests.filter(({ method }) => method !== "GET");

describe("a domain", () => {
  test("is put on a site as a redirect, however it is spelled, and is primary of one without others", async () => {
    const { id, state } = await stage.succeeded(on(SITE, { domain: "Example.COM." }));
    expect([id, state]).toEqual([DOMAIN, { domain: DOMAIN, siteId: SITE }]);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
    expect(await writes()).toMatchObject([
      { method: "POST", body: { domainAssignment: { siteInfo: { assignmentType: "REDIRECT" } } } },
    ]);
  });

  test("that is declared a redirect and shown as primary is no drift", async () => {
    for (const more of [{}, { assignmentType: "REDIRECT" }]) {
      const saved = await stage.succeeded(on(SITE, more));
      const { state } = await stage.refresh(saved);
      expect(state).toEqual(saved.state);
      expect(stage.changesOf({ ...saved, state }, on(SITE, more))).toEqual({ changes: false });
    }
  });

  test("that is as declared is adopted without a write, and stays where it was found", async () => {
    await stage.putOn(DOMAIN, SITE, "PRIMARY");
    const saved = await stage.succeeded(on(SITE, PRIMARY));
    await stage.destroy(saved);
    expect(await writes()).toEqual([]);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
    expect(world.said).toEqual([`${DOMAIN} stays on site ${SITE}, where it was found`]);
  });

  test("moves to another site in place, and is taken off again", async () => {
    const saved = await stage.succeeded(on(SITE));
    await stage.putOn(RIVAL, OTHER_SITE, "PRIMARY");
    const moved = await stage.succeeded(on(OTHER_SITE), saved);
    expect((await stage.roles())[DOMAIN]).toBe(`REDIRECT of ${OTHER_SITE}`);
    await stage.destroy(moved);
    expect(await stage.roles()).toEqual({ [RIVAL]: `PRIMARY of ${OTHER_SITE}` });
    expect(world.said.at(-1)).toBe(`${DOMAIN} serves no site now`);
  });

  test("on a site that nobody declared is left there, with the way out", async () => {
    await stage.putOn(DOMAIN, OTHER_SITE, "PRIMARY");
    const { error, saved } = await stage.run(on(SITE));
    expect(saved).toBeUndefined();
    expect(messageOf(error)).toMatch(
      new RegExp(`serves site ${OTHER_SITE}.*declare siteId: "${OTHER_SITE}"`),
    );
    expect(await writes()).toEqual([]);
  });

  test("cannot serve a site without a plan: nothing is saved", async () => {
    const { error, saved } = await stage.run(on(FREE_SITE));
    expect(saved).toBeUndefined();
    expect(messageOf(error)).toContain("Premium plan");
    // The simulator counts what it refuses.
    await stage.begin(account());
  });

  test("that has left its site is found gone, on Wix's word only", async () => {
    const saved = await stage.succeeded(on(SITE));
    await stage.edit("domain-assignments", DOMAIN, { site: null });
    expect(await domainAssignment.read(world.context(), DOMAIN, saved.state)).toBe(NOT_FOUND);
    await world.simulator.control.addFault({
      action: { kind: "status", status: 404, code: "TARGET_ACCOUNT_NOT_FOUND" },
    });
    await expect(domainAssignment.read(world.context(), DOMAIN, saved.state)).rejects.toThrow(
      /TARGET_ACCOUNT_NOT_FOUND/,
    );
  });

  test("shows drift of its site, and of a primary role that it lost", async () => {
    const saved = await stage.succeeded(on(SITE, PRIMARY));
    await stage.putOn(RIVAL, OTHER_SITE, "PRIMARY");
    await stage.edit("domain-assignments", DOMAIN, { site: null });
    await stage.putOn(DOMAIN, OTHER_SITE, "REDIRECT");
    const seen = await stage.refresh(saved);
    expect(seen.state).toMatchObject({ siteId: OTHER_SITE, assignmentType: "REDIRECT" });
    expect(stage.changesOf(seen, on(SITE, PRIMARY))).toEqual({ changes: true });
  });

  test("that is not managed here is read by its name", async () => {
    await stage.putOn(DOMAIN, SITE, "PRIMARY");
    const found = await domainAssignment.read(world.context(), DOMAIN, {});
    const inputs = { domain: DOMAIN, siteId: SITE, assignmentType: "PRIMARY" };
    const { domain: _domain, ...place } = inputs;
    expect(found).toEqual({ id: DOMAIN, inputs, state: { ...inputs, hidden: { found: place } } });
  });

  test("is replaced where the program names another one, and judged at preview", () => {
    const olds = { domain: DOMAIN, siteId: SITE };
    expect(domainAssignment.diff(olds, { domain: RIVAL, siteId: OTHER_SITE })).toEqual({
      changes: true,
      replaces: ["domain"],
    });
    const { failures } = domainAssignment.check(
      undefined,
      { domain: "no_domain", siteId: "bakery", assignmentType: "MAIN" },
      environment(),
    );
    expect(failures.map(({ property }) => property).sort()).toEqual(["assignmentType", "domain", "siteId"]);
  });
});

describe("a domain that is to be primary", () => {
  test("is never sent as such, and displaces nobody on a site without others", async () => {
    await stage.succeeded(on(SITE, PRIMARY));
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
  });

  test("is refused beside a primary that nobody here declares, before it joins the site", async () => {
    await stage.putOn(RIVAL, SITE, "PRIMARY");
    const { error, saved } = await stage.run(on(SITE, PRIMARY));
    expect([saved, (error as { kind?: string }).kind]).toEqual([undefined, "would-displace"]);
    expect(messageOf(error)).toContain(`by a DomainAssignment of ${RIVAL}`);
    expect(await writes()).toEqual([]);
    expect(await stage.roles()).toEqual({ [RIVAL]: `PRIMARY of ${SITE}` });
  });

  test("is promoted over one whose declaration says that it steps down, and nobody is unassigned", async () => {
    await stage.putOn(RIVAL, SITE, "PRIMARY");
    await stage.putOn(UNSEEN, SITE, "REDIRECT");
    const run = stage.open();
    run.declare("old", on(SITE, { domain: RIVAL, assignmentType: "REDIRECT" }));
    const { error } = await run.up("new", on(SITE, PRIMARY));
    expect(error).toBeUndefined();
    expect(await stage.roles()).toEqual({
      [DOMAIN]: `PRIMARY of ${SITE}`,
      [RIVAL]: `REDIRECT of ${SITE}`,
      [UNSEEN]: `REDIRECT of ${SITE}`,
    });
    expect(world.said).toEqual([`${DOMAIN} is primary of site ${SITE} now; ${RIVAL} redirects to it`]);
  });

  test("is refused beside one that is declared on this site as its primary, or without a role that is known", async () => {
    await stage.putOn(RIVAL, SITE, "PRIMARY");
    const run = stage.open();
    run.declare("old", on(SITE, { domain: RIVAL, assignmentType: "PRIMARY" }));
    expect(() => run.declare("new", on(SITE, PRIMARY))).toThrow(
      `the primary domain of site ${SITE} is declared by DomainAssignment "old" as well`,
    );
  });

  test("takes the role from one that is declared on another site", async () => {
    await stage.putOn(RIVAL, SITE, "PRIMARY");
    const run = stage.open();
    run.declare("old", on(OTHER_SITE, { domain: RIVAL, assignmentType: "PRIMARY" }));
    expect((await run.up("new", on(SITE, PRIMARY))).error).toBeUndefined();
    expect((await stage.roles())[RIVAL]).toBe(`REDIRECT of ${SITE}`);
  });

  test("is refused while the world does not see it, since the site would be out of reach", async () => {
    await stage.putOn(RIVAL, SITE, "PRIMARY");
    const run = stage.open();
    run.declare("old", on(SITE, { domain: RIVAL }));
    const { error } = await run.up("new", on(SITE, { ...PRIMARY, domain: UNSEEN }));
    expect(messageOf(error)).toMatch(/out of reach[^]*depend on a DomainPropagation/);
    expect(await stage.roles()).toEqual({ [RIVAL]: `PRIMARY of ${SITE}` });
  });

  test("takes the role from the domain that it replaces", async () => {
    const saved = await stage.succeeded(on(SITE, { ...PRIMARY, domain: RIVAL }));
    const ctx = world.context();
    const made = await domainAssignment.create(
      ctx,
      { domain: DOMAIN, siteId: SITE, assignmentType: "PRIMARY" },
      saved,
    );
    expect(made.state.hidden).toEqual({ displaced: RIVAL });
    await stage.destroy(saved);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
  });

  test("may be declared a redirect later: it stays primary until another one is promoted", async () => {
    const saved = await stage.succeeded(on(SITE, PRIMARY));
    await world.simulator.control.clearJournal();
    await stage.succeeded(on(SITE, { assignmentType: "REDIRECT" }), saved);
    expect(await writes()).toEqual([]);
  });

  test("does not move while others are on its site", async () => {
    const saved = await stage.succeeded(on(SITE));
    await stage.putOn(RIVAL, SITE, "REDIRECT");
    const { error, saved: kept } = await stage.run(on(OTHER_SITE), saved);
    expect((error as { cause?: { kind?: string } }).cause?.kind).toBe("takes-others-along");
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}`, [RIVAL]: `REDIRECT of ${SITE}` });
    // The program goes back to what it was: nothing is lost, and the next run is done at once.
    expect((await stage.succeeded(on(SITE), kept)).state).toEqual({ domain: DOMAIN, siteId: SITE });
  });
});

describe("a run that stopped half-way", () => {
  test("between two sites is gone on from, or back from", async () => {
    const saved = await stage.succeeded(on(SITE));
    const half = { ...saved, unfinished: true, state: { ...saved.state, hidden: { perhapsOn: OTHER_SITE } } };
    await stage.edit("domain-assignments", DOMAIN, { site: null });
    await stage.putOn(DOMAIN, OTHER_SITE, "PRIMARY");
    const back = await stage.succeeded(on(SITE), half);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
    expect(back.state).toEqual({ domain: DOMAIN, siteId: SITE });
  });

  test("is destroyed on whichever site the domain is", async () => {
    const saved = await stage.succeeded(on(SITE));
    await stage.edit("domain-assignments", DOMAIN, { site: null });
    await stage.putOn(DOMAIN, OTHER_SITE, "PRIMARY");
    await stage.destroy({ ...saved, state: { ...saved.state, hidden: { perhapsOn: OTHER_SITE } } });
    expect(await stage.roles()).toEqual({});
  });

  test("after the domain joined the site, and before it was promoted, saves it", async () => {
    await stage.putOn(RIVAL, SITE, "PRIMARY");
    const run = stage.open();
    run.declare("old", on(SITE, { domain: RIVAL }));
    await world.simulator.control.addFault({
      method: "PATCH",
      action: { kind: "status", status: 403 },
    });
    const { saved, error } = await run.up("new", on(SITE, PRIMARY));
    expect(error).toBeDefined();
    expect(saved).toMatchObject({ id: DOMAIN, unfinished: true });
    expect((await stage.roles())[DOMAIN]).toBe(`REDIRECT of ${SITE}`);
  });
});
