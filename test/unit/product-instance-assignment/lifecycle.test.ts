import { beforeEach, describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { productInstanceAssignment } from "../../../provider/src/resources/product-instance-assignment/lifecycle";
import { befallen, numbered } from "../../support/runs";
import { environment } from "../../support/world";
import {
  account,
  businessEmail,
  corePlan,
  customerId,
  freeSite,
  plan,
  premiumSite,
  secondSite,
} from "../package/programs";
import { robot, runOnce, runWith, type Mishap, type Program } from "../package/robot";
import { assignmentsUnderTest, place, type SavedAssignment } from "./assignments-under-test";

const {
  laboratory,
  control,
  contextFor,
  run,
  succeed,
  failure,
  read,
  site,
  moveOutside,
  writes,
  ...current
} = assignmentsUnderTest();
const { on } = current;
let instance: string;
beforeEach(() => {
  instance = current.instance();
});

describe("a product instance", () => {
  test("is put on its site, and the state tells its package and status", async () => {
    const saved = await succeed(on(freeSite.toUpperCase()));
    expect(await site()).toBe(freeSite);
    expect(saved).toMatchObject({
      id: instance,
      state: { siteId: freeSite, status: "ENABLED", packageId: expect.any(String) },
    });
    expect(await read(saved)).toEqual({ inputs: saved.inputs, state: saved.state });
    expect(productInstanceAssignment.diff(saved.state, saved.inputs)).toEqual({ changes: false });
  });

  test("that is there already is taken over, and nothing is sent", async () => {
    await moveOutside(freeSite);
    await succeed(on(freeSite));
    expect(await writes()).toEqual([]);
  });

  test("is found though the index shows its package only after a while", async () => {
    await control().changeSettings({ queryLagMs: 60_000 });
    const late = { externalId: "late", products: [plan(undefined)] };
    const { saved } = await runOnce(wixPackage, laboratory().context(), undefined, late);
    const [productInstanceId = ""] = saved?.state.productInstanceIds ?? [];
    await succeed({ productInstanceId, siteId: freeSite });
    expect(await site(productInstanceId)).toBe(freeSite);
  });

  test("that nobody knows is an error that names the account", async () => {
    const { message } = await failure({ productInstanceId: customerId, siteId: freeSite });
    expect(message).toMatch(
      /no package of account \S+ that holds product instance[^]*Check productInstanceId and accountId/,
    );
  });

  test("on a site that this resource did not choose stays there, unless it is allowed to move it", async () => {
    await moveOutside(secondSite);
    const { message } = await failure(on(freeSite));
    expect(message).toContain(`is on site ${secondSite}`);
    expect(message).toContain(`declared is site ${freeSite}`);
    expect(message).toMatch(/allowMove: true/);
    expect(await writes()).toEqual([]);
    await succeed(on(freeSite, { allowMove: true }));
    expect(await site()).toBe(freeSite);
  });

  test("is moved off its old site first", async () => {
    const saved = await succeed(on(freeSite));
    await control().clearJournal();
    const moved = await succeed(on(secondSite), saved);
    expect(await writes()).toEqual(["instance/unassign", `instance/${secondSite}`]);
    expect(await read(moved)).toEqual({ inputs: moved.inputs, state: moved.state });
  });

  test.each([
    [
      "cannot be put on a site that has such a product",
      premiumSite,
      /PRODUCT_TYPE_ALREADY_ASSIGNED[^]*Take that one off/,
    ],
    ["cannot be put on a site of nobody", customerId, /SITE_NOT_FOUND/],
  ])("%s: it goes back, and the error names both sites", async (_name, target, reason) => {
    const saved = await succeed(on(freeSite));
    const { message, saved: half } = await failure(on(target), saved);
    expect(message).toContain(
      `cannot go from site ${freeSite} to site ${target}; it is on site ${freeSite} now`,
    );
    expect(message).toMatch(reason);
    expect(await site()).toBe(freeSite);
    expect(half?.halfMade).toBe(true);
    await succeed(on(freeSite), half);
  });

  test("that cannot go back either is said to be on no site", async () => {
    const saved = await succeed(on(freeSite));
    await control().addFault({
      method: "PATCH",
      nth: 2,
      times: "unlimited",
      action: { kind: "status", status: 428, code: "PRODUCT_NOT_SUPPORTED_ON_SITE" },
    });
    const { message, saved: half } = await failure(on(secondSite), saved);
    expect(message).toMatch(/it is on no site now/);
    await control().clearFaults();
    await succeed(on(freeSite), half);
    expect(await site()).toBe(freeSite);
  });

  test("that somebody has moved shows as drift, stays there without a refresh, and comes back after one", async () => {
    const saved = await succeed(on(freeSite));
    await moveOutside(secondSite);
    const blind = await failure(on(freeSite, { allowMove: false }), { ...saved, halfMade: true });
    expect(blind.message).toMatch(/where this resource did not put it/);
    const found = await read(saved);
    if (found === NOT_FOUND) throw new Error("it is there");
    expect(found.inputs).toEqual({ productInstanceId: instance, siteId: secondSite });
    await succeed(on(freeSite), { ...saved, ...found });
    expect(await site()).toBe(freeSite);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["floats", () => moveOutside(null)],
    [
      "is cancelled",
      () => control().edit("resellers", instance, { of: "instance", settle: { status: "CANCELED" } }),
    ],
    ["is not there", () => control().loadState(account())],
  ])("that %s has no assignment", async (_name, happen) => {
    const saved = await succeed(on(freeSite));
    await happen();
    expect(await read(saved)).toBe(NOT_FOUND);
    expect(await run(undefined, saved)).toEqual({ saved: undefined });
  });

  test("that is cancelled is put on no site", async () => {
    await control().edit("resellers", instance, { of: "instance", settle: { status: "CANCELED" } });
    expect((await failure(on(freeSite))).message).toMatch(/is CANCELED and can be put on no site/);
    expect(await writes()).toEqual([]);
  });

  test("that awaits an action is assigned, and the run says what is awaited", async () => {
    await control().edit("resellers", corePlan, {
      of: "product",
      nextOutcomes: [{ status: "AWAITING_ACTION" }],
    });
    const { message, saved } = await failure(on(freeSite));
    expect(message).toMatch(/AWAITING_ACTION/);
    expect(saved).toMatchObject({ id: instance, halfMade: true });
    await control().edit("resellers", instance, { of: "instance", settle: { status: "ENABLED" } });
    await succeed(on(freeSite), saved);
  });

  test("can be looked up by its id", async () => {
    await succeed(on(freeSite));
    expect(await productInstanceAssignment.read(contextFor(), instance, {})).toMatchObject({
      inputs: { productInstanceId: instance, siteId: freeSite },
    });
  });

  test("is taken off its site on destroy, and stays where somebody else has put it", async () => {
    const saved = await succeed(on(freeSite));
    await moveOutside(secondSite);
    await run(undefined, saved);
    expect(await site()).toBe(secondSite);
    expect(laboratory().said).toContainEqual(
      expect.stringMatching(new RegExp(`stays on site ${secondSite}`)),
    );
    await moveOutside(freeSite);
    await run(undefined, saved);
    expect(await site()).toBeUndefined();
  });

  test("stays on its site where another resource has declared it since", async () => {
    const saved = await succeed(on(freeSite));
    const shared = { session: laboratory().session() };
    await succeed(on(freeSite), undefined, { ...shared, owner: { name: "renamed" } });
    await run(undefined, saved, shared);
    expect(await site()).toBe(freeSite);
    expect(laboratory().said).toContainEqual(
      expect.stringMatching(/stays on its site: ProductInstanceAssignment "renamed" declares it now/),
    );
  });
});

describe("package and assignment side by side", () => {
  test("do not fight: the package without a site leaves placement to the assignment", async () => {
    const program = { externalId: "crm-4711", products: [plan(undefined)] };
    let bought = (await runOnce(wixPackage, laboratory().context(), undefined, program)).saved;
    let placed: SavedAssignment | undefined;
    for (const target of [freeSite, secondSite]) {
      placed = await succeed(on(target), placed);
      const found = bought && (await wixPackage.read(laboratory().context(), bought.id, bought.state));
      if (bought === undefined || found === undefined || found === NOT_FOUND) throw new Error("it is there");
      expect(found.inputs).toEqual(bought.inputs);
      bought = { ...bought, ...found };
      expect(wixPackage.diff(bought.state, bought.inputs)).toEqual({ changes: false });
      await control().clearJournal();
      bought = (await runOnce(wixPackage, laboratory().context(), { ...bought, halfMade: true }, program))
        .saved;
      expect(await writes()).toEqual([]);
      expect(await site()).toBe(target);
    }
  });
});

describe("a wrong program is refused at preview", () => {
  const right: Program = { productInstanceId: customerId, siteId: freeSite };
  test.each<[string, Program, string, RegExp]>([
    ["no instance", { productInstanceId: undefined }, "productInstanceId", /is missing; write a GUID/],
    ["a package's name", { productInstanceId: "plan" }, "productInstanceId", /is "plan": not a GUID/],
    ["no site", { siteId: undefined }, "siteId", /is missing; write a GUID/],
    ["a site's name", { siteId: "bakery" }, "siteId", /is "bakery": not a GUID/],
    ["a word for a flag", { allowMove: "yes" }, "allowMove", /is "yes": allowed: true, false/],
    ["an unknown argument", { packageId: customerId }, "packageId", /allowed: productInstanceId, siteId/],
  ])("%s", (_name, wrong, property, reason) => {
    const { failures } = productInstanceAssignment.check(
      undefined,
      { ...right, ...wrong },
      environment(place),
    );
    expect(failures).toEqual([{ property, reason: expect.stringMatching(reason) }]);
  });

  test("and what is not known yet passes", () => {
    const unknown = { productInstanceId: UNKNOWN, siteId: UNKNOWN, allowMove: UNKNOWN, accountId: UNKNOWN };
    const checked = productInstanceAssignment.check(undefined, unknown, environment(place));
    expect(checked).toEqual({ inputs: unknown, failures: [], claims: [], lines: [] });
  });

  test("another instance takes the old one off its site first", async () => {
    const { state } = await succeed(on(freeSite));
    const news = { ...state, productInstanceId: businessEmail };
    expect(productInstanceAssignment.diff(state, news)).toEqual({
      changes: true,
      replaces: ["productInstanceId"],
      deleteBeforeReplace: true,
    });
  });
});

describe("whatever befalls a request, the instance ends on its site", () => {
  const MISHAPS: Record<string, Mishap> = {
    "killed before": { kind: "killed", when: "before" },
    "killed, and it never arrives": { kind: "killed", when: "lost" },
    "killed after": { kind: "killed", when: "after" },
    "dropped before": { kind: "fault", action: { kind: "drop", when: "before" } },
    "dropped after": { kind: "fault", action: { kind: "drop", when: "after" } },
    "500, done": { kind: "fault", action: { kind: "status", status: 500, applied: true } },
    "503, not done": { kind: "fault", action: { kind: "status", status: 503, applied: false } },
    truncated: { kind: "fault", action: { kind: "truncate" } },
    "429": { kind: "fault", action: { kind: "throttle" } },
  };

  test.each<[string, boolean, string | undefined]>([
    ["assign", false, freeSite],
    ["move", true, secondSite],
    ["destroy", true, undefined],
  ])("%s", async (_name, standing, target) => {
    const saved = standing ? await succeed(on(freeSite)) : undefined;
    const program = target === undefined ? undefined : on(target);
    const start = await control().state();
    await control().clearJournal();
    await run(program, saved);
    const { requests } = await control().journal();
    for (const [what, mishap, number] of numbered(MISHAPS))
      for (const nth of befallen(requests.length, number)) {
        await control().loadState(start);
        const first = await runWith(laboratory(), productInstanceAssignment, saved, program, {
          mishap,
          nth,
        });
        expect({ what, nth, met: first.met }).toEqual({ what, nth, met: true });
        await robot(laboratory(), productInstanceAssignment, first, program);
        expect({ what, nth, site: await site() }).toEqual({ what, nth, site: target });
      }
  });
});

describe("an instance", () => {
  test("that Wix calls ACTIVE counts as ENABLED: for the wait, and for the next run", async () => {
    await control().edit("resellers", corePlan, { of: "product", outcome: { status: "ACTIVE" } });
    const saved = await succeed(on(freeSite));
    expect(saved.state.status).toBe("ACTIVE");
    expect(await read(saved)).toEqual({ inputs: saved.inputs, state: saved.state });
    expect(productInstanceAssignment.diff(saved.state, saved.inputs)).toEqual({ changes: false });
    await succeed(on(secondSite), saved);
    expect(await site()).toBe(secondSite);
  });

  test("that does not renew itself and ends soon is told at refresh, with its date as an output", async () => {
    const saved = await succeed(on(freeSite));
    const expirationDate = new Date(contextFor().clock.now() + 5.5 * 86_400_000).toISOString();
    await control().edit("resellers", instance, { of: "instance", expirationDate });
    laboratory().said.length = 0;
    expect(await read(saved)).toMatchObject({ state: { expirationDate } });
    expect(laboratory().said).toEqual([
      expect.stringMatching(new RegExp(`^product instance ${instance} .* ends in 5 days`)),
    ]);
  });
});
