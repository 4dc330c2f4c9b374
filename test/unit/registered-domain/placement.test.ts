import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import type { RegisteredDomainState } from "../../../provider/src/resources/registered-domain/state";
import { makeWorld, type World } from "../../support/world";
import { account, DOMAIN, OTHER_SITE, registration, SITE } from "./account";
import { makeStage, type Stage } from "./stage";

let world: World;
let stage: Stage<RegisteredDomainState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, registeredDomain);
});
afterAll(() => world.close());
beforeEach(() => stage.begin(account()));

describe("a domain's place", () => {
  test("is the site that is declared, where it is primary if it is the only one", async () => {
    const program = registration({ siteId: SITE });
    const saved = await stage.refresh(await stage.succeeded(program));
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
    expect(stage.changesOf(saved, program).changes).toBe(false);
    expect(await stage.calls("PATCH")).toEqual([]);
  });

  test("beside a primary domain is that of a redirect, which can be promoted without displacing anybody", async () => {
    await stage.putOn("example.org", SITE, "PRIMARY");
    const saved = await stage.succeeded(registration({ siteId: SITE }));
    expect(await stage.roles()).toEqual({
      "example.org": `PRIMARY of ${SITE}`,
      [DOMAIN]: `REDIRECT of ${SITE}`,
    });
    const program = registration({ siteId: SITE, assignmentType: "PRIMARY" });
    const promoted = await stage.succeeded(program, saved);
    expect(await stage.roles()).toEqual({
      "example.org": `REDIRECT of ${SITE}`,
      [DOMAIN]: `PRIMARY of ${SITE}`,
    });
    expect(world.said).toContain(`${DOMAIN} is primary of site ${SITE} now; example.org redirects to it`);
    expect(stage.changesOf(await stage.refresh(promoted), program).changes).toBe(false);
  });

  test("as primary is taken only once the world sees the domain", async () => {
    await stage.begin(account({ propagationMs: 600_000 }));
    await stage.putOn("example.org", SITE, "PRIMARY");
    await stage.succeeded(registration({ siteId: SITE, assignmentType: "PRIMARY" }));
    expect(world.said.findIndex(line => line.startsWith("waiting for DNS propagation"))).toBeGreaterThan(-1);
    expect((await stage.roles())[DOMAIN]).toBe(`PRIMARY of ${SITE}`);
  });

  test("moves with siteId, and is given up with it", async () => {
    const first = await stage.succeeded(registration({ siteId: SITE }));
    const second = await stage.succeeded(registration({ siteId: OTHER_SITE }), first);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${OTHER_SITE}` });
    const third = await stage.succeeded(registration(), second);
    expect(await stage.roles()).toEqual({});
    expect(stage.changesOf(await stage.refresh(third), registration()).changes).toBe(false);
  });

  test("is not given up where that would take other domains off the site", async () => {
    const saved = await stage.succeeded(registration({ siteId: SITE }));
    await stage.putOn("example.org", SITE, "REDIRECT");
    const before = await stage.roles();
    const { error } = await stage.run(registration({ siteId: OTHER_SITE }), saved);
    expect(error).toMatchObject({ cause: { kind: "takes-others-along" } });
    expect((error as Error).message).toMatch(/example\.org.*promote it in Wix/);
    expect(await stage.roles()).toEqual(before);
  });

  test("on a site that somebody else chose is left alone until a refresh takes it over", async () => {
    const saved = await stage.succeeded(registration({ siteId: SITE, waitFor: "ACTIVE" }));
    await stage.putOn(DOMAIN, OTHER_SITE, "REDIRECT");
    const program = registration({ siteId: SITE });
    const { error } = await stage.run(program, saved);
    expect((error as Error).message).toMatch(new RegExp(`serves site ${OTHER_SITE}[^]*pulumi refresh`));
    const refreshed = await stage.refresh(saved);
    expect(refreshed.state.siteId).toBe(OTHER_SITE);
    await stage.succeeded(program, refreshed);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
  });

  test("is not touched where the program declares none", async () => {
    const saved = await stage.succeeded(registration());
    await stage.putOn(DOMAIN, SITE, "PRIMARY");
    const refreshed = await stage.refresh(saved);
    expect(stage.changesOf(refreshed, registration()).changes).toBe(false);
    await stage.succeeded(registration({ allowPremium: true }), refreshed);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
  });
});
