import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import { domainAssignment } from "../../../provider/src/resources/domain-assignment/lifecycle";
import type { DomainAssignmentState } from "../../../provider/src/resources/domain-assignment/state";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import { SimulatedStack } from "../../support/simulated-stack";
import { checkIn, environment, makeWorld, up, type Saved, type World } from "../../support/world";
import { account, OTHER_SITE, registration, SITE } from "../registered-domain/account";
import { makeStage, type Stage } from "../registered-domain/stage";

let world: World;
let stage: Stage<DomainAssignmentState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, domainAssignment, "DomainAssignment");
});
afterAll(() => world.close());
beforeEach(() => stage.begin(account()));

const DOMAIN = "example.com";
const OTHER = "example.org";
const THIRD = "example.net";
const on = (siteId: string, more: Record<string, unknown> = {}) => ({ domain: DOMAIN, siteId, ...more });
const PRIMARY = { assignmentType: "PRIMARY" };

describe("a primary domain that ends", () => {
  test("stays where it would take others along, and says so", async () => {
    const saved = await stage.succeeded(on(SITE));
    await stage.putOn(OTHER, SITE, "REDIRECT");
    await stage.destroy(saved);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}`, [OTHER]: `REDIRECT of ${SITE}` });
    expect(world.said.at(-1)).toContain(`would take ${OTHER} off as well`);
  });

  test.each([
    ["the primary first", [0, 1, 2]],
    ["the primary last", [1, 2, 0]],
    ["the primary between", [1, 0, 2]],
  ])("leaves with the others that end in the same run: %s", async (_order, order) => {
    const made: Saved<DomainAssignmentState>[] = [];
    for (const domain of [DOMAIN, OTHER, THIRD]) made.push(await stage.succeeded(on(SITE, { domain })));
    const run = stage.open();
    await Promise.all(
      order.map(index => {
        const saved = made[index];
        if (saved === undefined) throw new Error("not made");
        return run.end(saved.id, saved);
      }),
    );
    expect(await stage.roles()).toEqual({});
  });

  const promoted = async () => {
    await stage.putOn(OTHER, SITE, "PRIMARY");
    const run = stage.open();
    run.declare("old", on(SITE, { domain: OTHER }));
    const { saved } = await run.up("new", on(SITE, PRIMARY));
    if (saved === undefined) throw new Error("nothing was saved");
    return saved;
  };

  test("gives the role back to the domain that it displaced", async () => {
    const saved = await promoted();
    await stage.destroy(saved);
    expect(await stage.roles()).toEqual({ [OTHER]: `PRIMARY of ${SITE}` });
    expect(world.said).toContain(`${OTHER} is primary of site ${SITE} now; ${DOMAIN} redirects to it`);
  });

  test("stays where the world does not see that one any more", async () => {
    const saved = await promoted();
    await stage.edit("dns-propagation", OTHER, { status: "FAILED" });
    await stage.destroy(saved);
    expect((await stage.roles())[DOMAIN]).toBe(`PRIMARY of ${SITE}`);
    expect(world.said.at(-1)).toContain("stays primary");
  });

  test("that was found as a redirect is one again", async () => {
    await stage.putOn(OTHER, SITE, "PRIMARY");
    await stage.putOn(DOMAIN, SITE, "REDIRECT");
    const run = stage.open();
    run.declare("old", on(SITE, { domain: OTHER }));
    const { saved } = await run.up("new", on(SITE, PRIMARY));
    if (saved === undefined) throw new Error("nothing was saved");
    await stage.destroy(saved);
    expect(await stage.roles()).toEqual({ [OTHER]: `PRIMARY of ${SITE}`, [DOMAIN]: `REDIRECT of ${SITE}` });
    expect(world.said.at(-1)).toBe(`${DOMAIN} stays on site ${SITE}, where it was found`);
  });
});

describe("an end", () => {
  test("is done where the domain is gone from the site, or somebody else has moved it", async () => {
    const saved = await stage.succeeded(on(SITE));
    await stage.edit("domain-assignments", DOMAIN, { site: null });
    await stage.destroy(saved);
    await stage.putOn(DOMAIN, OTHER_SITE, "PRIMARY");
    await stage.destroy(saved);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${OTHER_SITE}` });
    expect(world.said.at(-1)).toBe(`${DOMAIN} stays on site ${OTHER_SITE}, where somebody else has put it`);
  });

  test("leaves what its own next generation declares, without a word or a request", async () => {
    const saved = await stage.succeeded(on(SITE));
    const run = stage.open();
    run.declare("bakery", on(SITE));
    await world.simulator.control.clearJournal();
    await run.end("bakery", saved);
    expect((await world.simulator.control.journal()).requests).toEqual([]);
    expect(world.said).toEqual([]);
  });

  test("leaves what a resource of another name or class declares, and says whose it is", async () => {
    const saved = await stage.succeeded(on(SITE));
    const renamed = stage.open();
    renamed.declare("shop", on(SITE));
    await renamed.end("bakery", saved);
    expect(world.said.at(-1)).toBe(`${DOMAIN} stays on its site: DomainAssignment "shop" declares that now`);
    const moved = stage.open();
    const ctx = world.context(moved.session, { owner: { type: "RegisteredDomain", name: "name" } });
    checkIn(registeredDomain, ctx, registration({ domain: DOMAIN, siteId: SITE }));
    await moved.end("bakery", saved);
    expect(world.said.at(-1)).toBe(`${DOMAIN} stays on its site: RegisteredDomain "name" declares that now`);
    expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
  });
});

describe("a domain whose place a DomainAssignment declares", () => {
  const owner = { type: "ConnectedDomain", name: "bakery" };
  const connection = { domain: THIRD, connectionType: "POINTING" };

  test("cannot be placed by its own resource too: that is told at preview, whichever comes first", () => {
    for (const first of ["assignment", "domain"]) {
      const session = world.session();
      const assignment = () =>
        checkIn(
          domainAssignment,
          world.context(session, { owner: { type: "DomainAssignment", name: "shop" } }),
          on(SITE, { domain: THIRD }),
        );
      const domain = () =>
        checkIn(connectedDomain, world.context(session, { owner }), { ...connection, siteId: OTHER_SITE });
      const [one, two] = first === "assignment" ? [assignment, domain] : [domain, assignment];
      one();
      expect(two).toThrow(new RegExp(`the site of ${THIRD}.* is declared by .* as well`));
    }
  });

  test("collides also where the other's site is only known later, and never where it names none", () => {
    const keysOf = (siteId: unknown) =>
      connectedDomain
        .check(undefined, { ...connection, siteId }, environment(owner))
        .claims.map(({ key }) => key)
        .filter(key => key.startsWith("the site of"));
    expect([keysOf(UNKNOWN).length, keysOf(undefined).length]).toEqual([1, 0]);
  });

  test("stays there when its own resource lets go of the site", async () => {
    const session = world.session();
    const ctx = world.context(session, { owner });
    const { saved } = await up(connectedDomain, ctx, undefined, { ...connection, siteId: SITE });
    checkIn(connectedDomain, ctx, connection);
    checkIn(
      domainAssignment,
      world.context(session, { owner: { type: "DomainAssignment", name: "shop" } }),
      on(SITE, { domain: THIRD }),
    );
    const { error } = await up(connectedDomain, ctx, saved, connection);
    expect(error).toBeUndefined();
    expect(await stage.roles()).toEqual({ [THIRD]: `PRIMARY of ${SITE}` });
    expect(world.said.at(-1)).toBe(`${THIRD} stays on its site: DomainAssignment "shop" declares that now`);
  });

  test("is not disconnected while it is declared", async () => {
    const session = world.session();
    const ctx = world.context(session, { owner });
    const { saved } = await up(connectedDomain, world.context(), undefined, connection);
    if (saved === undefined) throw new Error("nothing was saved");
    checkIn(
      domainAssignment,
      world.context(session, { owner: { type: "DomainAssignment", name: "shop" } }),
      on(SITE, { domain: THIRD }),
    );
    await expect(connectedDomain.delete(ctx, saved.id, saved.state)).rejects.toThrow(
      'DomainAssignment "shop" declares which site it serves',
    );
    expect((await world.simulator.control.state()).domains).toHaveProperty([THIRD]);
  });
});

test("a replacement that Pulumi makes without showing the old one is told what will be forgotten", async () => {
  const stack = new SimulatedStack(world, "DomainAssignment", domainAssignment);
  const program = [{ name: "bakery", args: on(SITE) }];
  const replacing = { replace: ["bakery"], deleteBeforeReplace: false };
  await stack.up(program);
  await stack.up(program, replacing);
  await stack.up(program, replacing);
  await stack.destroy();
  expect(await stage.roles()).toEqual({ [DOMAIN]: `PRIMARY of ${SITE}` });
  expect(world.said).toEqual([
    `DomainAssignment bakery: ${DOMAIN} stays on its site: its replacement declares that now, and takes it for a place ` +
      "that was found: it leaves it there in the end",
    `DomainAssignment bakery: ${DOMAIN} stays on site ${SITE}, where it was found`,
  ]);
});
