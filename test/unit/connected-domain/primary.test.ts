import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import type { ConnectedDomainState } from "../../../provider/src/resources/connected-domain/state";
import { accountId, makeWorld, type World } from "../../support/world";
import { SITE } from "../registered-domain/account";
import { makeStage, type Stage } from "../registered-domain/stage";
import { byPointing, ROOT, start } from "./programs";

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

describe("a domain that is to be primary", () => {
  const PRIMARY = { siteId: SITE, assignmentType: "PRIMARY" };
  const taken = async () => {
    await stage.putOn("example.org", SITE, "PRIMARY");
    await stage.putOn("example.net", SITE, "REDIRECT");
  };

  test("simply is, on a site without others, and is never sent as such", async () => {
    await stage.succeeded(byPointing(PRIMARY));
    expect(await stage.roles()).toEqual({ [ROOT]: `PRIMARY of ${SITE}` });
    const { requests } = await world.simulator.control.journal();
    const request = requests.find(({ method }) => method === "POST");
    expect(request).toMatchObject({
      siteId: SITE,
      body: { connectedDomain: { siteInfo: { assignmentType: "REDIRECT" } } },
    });
  });

  test("is refused beside another one before anything is made, unless it waits until the world sees it", async () => {
    await taken();
    const { error, saved } = await stage.run(byPointing(PRIMARY));
    expect(saved).toBeUndefined();
    expect((error as Error).message).toMatch(
      /example\.org is, and the site would be out of reach[^]*waitFor/,
    );
    expect(await isConnected()).toBe(false);
  });

  test("finds the other one among more domains than Wix lists at once", async () => {
    const state = start();
    const names = Array.from({ length: 120 }, (_, index) => `redirect-${index}.com`);
    const assigned = (name: string, assignmentType: "PRIMARY" | "REDIRECT") =>
      [name, { siteId: SITE, assignmentType }] as const;
    await stage.begin({
      ...state,
      domains: {
        ...state.domains,
        ...Object.fromEntries(
          [...names, "www-bakery.com"].map(name => [
            name,
            { kind: "connected" as const, accountId, connectionType: "POINTING" as const },
          ]),
        ),
      },
      domainAssignments: Object.fromEntries([
        ...names.map(name => assigned(name, "REDIRECT")),
        assigned("www-bakery.com", "PRIMARY"),
      ]),
    });
    const { error } = await stage.run(byPointing(PRIMARY));
    expect((error as Error).message).toContain("www-bakery.com is, and the site would be out of reach");
  });

  test("takes the place of another one once the world sees it, and displaces nobody", async () => {
    await stage.begin(start({ registrarChangeMs: 60_000 }));
    await taken();
    await stage.succeeded(byPointing({ ...PRIMARY, waitFor: "propagated" }));
    expect(await stage.roles()).toEqual({
      [ROOT]: `PRIMARY of ${SITE}`,
      "example.org": `REDIRECT of ${SITE}`,
      "example.net": `REDIRECT of ${SITE}`,
    });
    expect(world.said).toContain(`${ROOT} is primary of site ${SITE} now; example.org redirects to it`);
  });

  test("is promoted later, when the world sees it by then", async () => {
    await taken();
    const saved = await stage.succeeded(byPointing({ siteId: SITE }));
    const early = await stage.run(byPointing(PRIMARY), saved);
    expect(early.error).toMatchObject({ cause: { kind: "would-go-dark" } });
    await stage.edit("dns-propagation", ROOT, { status: "SUCCEEDED" });
    await stage.succeeded(byPointing(PRIMARY), early.saved);
    expect((await stage.roles())[ROOT]).toBe(`PRIMARY of ${SITE}`);
  });

  test("shows as drift when somebody else was promoted, and is promoted again", async () => {
    await stage.edit("dns-propagation", "example.org", { status: "SUCCEEDED" });
    const saved = await stage.succeeded(byPointing(PRIMARY));
    await stage.edit("dns-propagation", ROOT, { status: "SUCCEEDED" });
    await stage.putOn("example.org", SITE, "REDIRECT");
    await world.simulator.control.changeSettings({ primaryDisplacement: "demote-primary" });
    await stage.putOn("example.org", SITE, "PRIMARY");
    const drifted = await stage.refresh(saved);
    expect(drifted.state.assignmentType).toBe("REDIRECT");
    await stage.succeeded(byPointing(PRIMARY), drifted);
    expect(await stage.roles()).toEqual({
      [ROOT]: `PRIMARY of ${SITE}`,
      "example.org": `REDIRECT of ${SITE}`,
    });
  });

  test("that is declared a redirect stays primary until another one is promoted", async () => {
    const saved = await stage.succeeded(byPointing(PRIMARY));
    const program = byPointing({ siteId: SITE, assignmentType: "REDIRECT" });
    const after = await stage.refresh(await stage.succeeded(program, saved));
    expect(stage.changesOf(after, program).changes).toBe(false);
    expect(await stage.roles()).toEqual({ [ROOT]: `PRIMARY of ${SITE}` });
  });
});
