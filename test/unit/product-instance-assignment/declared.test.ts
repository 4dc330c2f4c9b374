import { describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { productInstanceAssignment } from "../../../provider/src/resources/product-instance-assignment/lifecycle";
import { instanceThing, placementThing } from "../../../provider/src/lifecycle/things";
import type { FaultAction } from "../../../simulator/src";
import { environment } from "../../support/world";
import { showingInstances } from "../package/distorted";
import { businessEmail, freeSite, plan, premiumSite, secondSite, yearly } from "../package/programs";
import { runOnce, runWith } from "../package/robot";
import { assignmentsUnderTest, place, type SavedAssignment } from "./assignments-under-test";

const { laboratory, control, run, succeed, failure, read, site, moveOutside, writes, ...current } =
  assignmentsUnderTest();
const { on } = current;
const said = () => laboratory().said;
const lost = (nth = 1) =>
  control().addFault({ method: "PATCH", nth, action: { kind: "status", status: 500, applied: true } });
/** The index and the packages show nothing of what was done until the faults are cleared. */
const blind = (nth: number) =>
  control().addFault({
    method: "GET",
    nth,
    times: "unlimited",
    action: { kind: "status", status: 403, code: "FORBIDDEN" },
  });

describe("what the program declares stays on its site", () => {
  test("at the end of an earlier generation of the same resource", async () => {
    const saved = await succeed(on(freeSite));
    await control().clearJournal();
    const shared = { session: laboratory().session() };
    await succeed(on(freeSite), undefined, shared);
    await run(undefined, saved, shared);
    expect(await site()).toBe(freeSite);
    expect(await writes()).toEqual([]);
    expect(said()).toContainEqual(
      expect.stringMatching(/stays on its site: its replacement declares it now$/),
    );
  });

  test("where a package has come to declare it", async () => {
    const saved = await succeed(on(freeSite));
    const session = laboratory().session();
    const program = { externalId: "crm-4711", products: [plan(freeSite)] };
    await runOnce(wixPackage, laboratory().context({ session }), undefined, program);
    await run(undefined, saved, { session });
    expect(await site()).toBe(freeSite);
    expect(said()).toContainEqual(
      expect.stringMatching(/stays on its site: Package "plan" declares it now$/),
    );
  });

  test("but not what an earlier generation of the same resource had, and this one has not", async () => {
    const saved = await succeed(on(freeSite));
    const mail = {
      externalId: "mail",
      products: [{ catalogProductId: businessEmail, countryCode: "DE", billingInfo: yearly() }],
    };
    const bought = await runOnce(wixPackage, laboratory().context(), undefined, mail);
    const [other = ""] = bought.saved?.state.productInstanceIds ?? [];
    const session = laboratory().session();
    await succeed(on(premiumSite, { productInstanceId: other }), undefined, { session });
    await run(undefined, saved, { session });
    expect(await site()).toBeUndefined();
    expect(await site(other)).toBe(premiumSite);
  });
});

describe("resources of one program", () => {
  test("may put two instances on one site", async () => {
    const session = laboratory().session();
    await succeed(on(freeSite), undefined, { session });
    const mail = {
      externalId: "mail",
      products: [{ catalogProductId: businessEmail, countryCode: "DE", billingInfo: yearly() }],
    };
    const bought = await runOnce(wixPackage, laboratory().context(), undefined, mail);
    const [other = ""] = bought.saved?.state.productInstanceIds ?? [];
    const more = { session, owner: { name: "mail" } };
    await succeed(on(freeSite, { productInstanceId: other }), undefined, more);
    expect(await site(other)).toBe(freeSite);
  });

  test("may not both place one instance", async () => {
    const session = laboratory().session();
    await succeed(on(freeSite), undefined, { session });
    const { message } = await failure(on(secondSite), undefined, { session, owner: { name: "other" } });
    expect(message).toMatch(
      /^productInstanceId the site of product instance \S+ is declared by ProductInstanceAssignment "place" as well/,
    );
  });

  test("may not place an instance elsewhere than its package does", async () => {
    const session = laboratory().session();
    const program = { externalId: "crm-4711", products: [plan(freeSite)] };
    await moveOutside(freeSite);
    await runOnce(wixPackage, laboratory().context({ session }), undefined, program);
    await control().clearJournal();
    const { message } = await failure(on(secondSite, { allowMove: true }), undefined, { session });
    expect(message).toMatch(
      new RegExp(
        `Package "plan" has product instance \\S+ on site ${freeSite}.*take the product's siteId out`,
      ),
    );
    expect(await writes()).toEqual([]);
    await succeed(on(freeSite), undefined, { session });
  });

  test("may exchange their instances: one that is declared for another has only yet to leave", async () => {
    const session = laboratory().session();
    const owner = { ...place, name: "other" };
    await moveOutside(freeSite);
    session.ledger.hold(owner, [{ key: placementThing(current.instance()), detail: { siteId: freeSite } }]);
    session.ledger.declare(owner, [{ key: placementThing("another"), property: "productInstanceId" }]);
    await succeed(on(secondSite, { allowMove: true }), undefined, { session });
    expect(await site()).toBe(secondSite);
  });

  test("tell the ledger what they declare and hold", async () => {
    const { state } = await succeed(on(freeSite));
    const { claims } = productInstanceAssignment.check(undefined, on(freeSite), environment(place));
    const property = "productInstanceId";
    const instance = current.instance();
    expect(claims).toEqual([
      { key: placementThing(instance), property, detail: { siteId: freeSite } },
      { key: instanceThing(instance), property, shared: true },
    ]);
    expect(productInstanceAssignment.holdings(state, () => "")).toEqual([
      { key: placementThing(instance), detail: { siteId: freeSite } },
    ]);
  });
});

describe("a resource knows every site on which it may have put the instance", () => {
  const stuck = async (): Promise<SavedAssignment> => {
    const saved = await succeed(on(freeSite));
    await lost(2);
    await blind(3);
    const outcome = await failure(on(secondSite), saved);
    await control().clearFaults();
    expect(await site()).toBe(secondSite);
    if (outcome.saved === undefined) throw new Error("nothing was saved");
    return outcome.saved;
  };

  test("so the next run takes it from there, to a third", async () => {
    const saved = await stuck();
    expect(saved).toMatchObject({ halfMade: true, state: { hidden: { perhapsOn: [secondSite] } } });
    const third = await succeed(on(freeSite), saved);
    expect(third.state.hidden).toEqual({ owner: third.state.hidden.owner });
    expect(await site()).toBe(freeSite);
  });

  test("so a destroy takes it off", async () => {
    await run(undefined, await stuck());
    expect(await site()).toBeUndefined();
  });

  test("also after a refresh", async () => {
    const saved = await stuck();
    expect(await read(saved)).toMatchObject({
      state: { siteId: secondSite, hidden: { perhapsOn: [secondSite] } },
    });
  });

  test("also where it was to be created, and the answer was lost", async () => {
    await lost();
    await blind(2);
    const { saved } = await failure(on(freeSite));
    await control().clearFaults();
    expect(saved).toMatchObject({ id: current.instance(), halfMade: true, state: { siteId: freeSite } });
    await run(undefined, saved);
    expect(await site()).toBeUndefined();
  });
});

describe("a move that is stopped half-way", () => {
  test("is finished by the next create, which knows of nothing", async () => {
    await moveOutside(secondSite);
    const program = on(freeSite, { allowMove: true });
    await control().clearJournal();
    await run(program);
    const { requests } = await control().journal();
    const off = requests.findIndex(({ path }) => path.endsWith("/unassign")) + 1;
    await moveOutside(secondSite);
    const first = await runWith(laboratory(), productInstanceAssignment, undefined, program, {
      mishap: { kind: "killed", when: "after" },
      nth: off,
    });
    expect(first.met).toBe(true);
    expect(await site()).toBeUndefined();
    await succeed(program);
    expect(await site()).toBe(freeSite);
  });

  test("goes back where Wix refuses it, and nothing is saved of what never was", async () => {
    await moveOutside(secondSite);
    const { message, saved } = await failure(on(premiumSite, { allowMove: true }));
    expect(message).toContain(`it is on site ${secondSite} now`);
    expect(await site()).toBe(secondSite);
    expect(saved).toBeUndefined();
  });

  test.each<[string, FaultAction]>([
    ["refuses", { kind: "status", status: 403, code: "FORBIDDEN", applied: false }],
    ["throttles", { kind: "throttle" }],
  ])("that Wix %s from the first saves nothing either", async (_name, action) => {
    await moveOutside(secondSite);
    await control().addFault({ method: "PATCH", times: "unlimited", action });
    const { message, saved } = await failure(on(freeSite, { allowMove: true }));
    expect(message).toMatch(/could not unassign/);
    expect(saved).toBeUndefined();
    expect(await site()).toBe(secondSite);
  });
});

test("an instance that is ACTIVE in Wix's prose is usable", async () => {
  const active = showingInstances(seen => ({ ...seen, status: "ACTIVE" }));
  const saved = await succeed(on(freeSite), undefined, active);
  expect(saved.state.status).toBe("ACTIVE");
  expect(productInstanceAssignment.diff(saved.state, saved.inputs)).toEqual({ changes: false });
});

test("an instance that is not known yet announces no replacement", async () => {
  const { state, inputs } = await succeed(on(freeSite));
  for (const argument of ["productInstanceId", "siteId"] as const)
    expect(productInstanceAssignment.diff(state, { ...inputs, [argument]: UNKNOWN })).toEqual({
      changes: true,
    });
});
