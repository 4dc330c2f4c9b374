import { describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { showing } from "./distorted";
import { keyOf, packagesUnderTest, two } from "./account-under-test";
import {
  businessEmail,
  businessPlan,
  corePlan,
  customerId,
  domain,
  freeSite,
  monthly,
  plan,
  premiumSite,
  secondSite,
  yearly,
} from "./programs";
import { type Program } from "./robot";

const { control, succeed, failure, read, writes, charges, settings, cancelOutside } = packagesUnderTest();

describe("updating a package", () => {
  test("sends nothing for another order, and answers in it", async () => {
    const saved = await succeed(two());
    await control().clearJournal();
    const again = await succeed(two({ products: [domain(), plan(freeSite)] }), saved);
    expect(await writes()).toEqual([]);
    expect(again.state.productInstanceIds).toEqual([...saved.state.productInstanceIds].reverse());
    expect(wixPackage.diff(again.state, again.inputs)).toEqual({ changes: false });
  });

  test("does not touch the placement of a product that declares none", async () => {
    const saved = await succeed(two({ products: [plan(undefined), domain()] }));
    const [instanceId = ""] = saved.state.productInstanceIds;
    await control().edit("resellers", instanceId, { of: "instance", siteId: freeSite });
    expect(await read(saved)).toMatchObject({ inputs: saved.inputs });
    await control().clearJournal();
    await succeed(two({ onDestroy: "cancel", products: [plan(undefined), domain()] }), saved);
    expect(await writes()).toEqual([]);
  });

  test("adjusts once where an adjustment may charge, and again with another key after a return", async () => {
    const business = two({ products: [plan(freeSite, { catalogProductId: businessPlan }), domain()] });
    let saved = await succeed(two());
    for (const program of [business, two(), business]) saved = await succeed(program, saved);
    const adjustments = (await writes()).filter(({ method }) => method === "PATCH");
    const keys = adjustments.map(keyOf);
    expect(new Set(keys).size).toBe(3);
    expect(saved.state.productInstances[0]?.catalogProductId).toBe(businessPlan);
  });

  test("names the way out where Wix has another type of product, and saves nothing", async () => {
    const saved = await succeed(two());
    const outcome = await failure(
      two({ products: [plan(freeSite), domain({ catalogProductId: businessEmail })] }),
      saved,
    );
    expect(outcome.message).toMatch(/INCOMPATIBLE_PRODUCT[^]*Declare a second Package/);
    expect(outcome.saved).toBe(saved);
  });

  test("that is refused half-way saves what it reached, and goes on from there", async () => {
    const saved = await succeed(two());
    const program = two({
      externalId: "crm-4712",
      products: [plan(premiumSite), domain({ billingInfo: yearly(2) })],
    });
    const outcome = await failure(program, saved);
    expect(outcome.message).toMatch(/PRODUCT_TYPE_ALREADY_ASSIGNED/);
    expect(outcome.saved).toMatchObject({
      halfMade: true,
      state: { externalId: "crm-4712", products: [{ siteId: freeSite }, { billingInfo: yearly(2) }] },
    });
    const done = await succeed(
      two({ externalId: "crm-4712", products: [plan(secondSite), domain({ billingInfo: yearly(2) })] }),
      outcome.saved,
    );
    expect(await charges()).toBe(3);
    expect(await read(done)).toEqual({ inputs: done.inputs, state: done.state });
  });

  test("waits for an instance to settle before it adjusts it", async () => {
    await settings({ settleMs: 60_000 });
    const { saved } = await failure(two(), undefined, { timeout: 30_000 });
    await succeed(two({ products: [plan(freeSite, { catalogProductId: businessPlan }), domain()] }), saved);
    expect(await charges()).toBe(3);
  });

  test("does not give away an external id that another live package has", async () => {
    const other = await succeed(two({ externalId: "crm-4712", products: [domain()] }));
    const saved = await succeed(two());
    const outcome = await failure(two({ externalId: "crm-4712" }), saved);
    expect(outcome.message).toContain(other.id);
    // Neither is one too many: whoever cancels one loses what was paid for.
    expect(outcome.message).not.toMatch(/too many|[Cc]ancel/);
    expect(outcome.saved).toBe(saved);
  });

  test("does not send a change twice that Wix takes and does not show", async () => {
    const saved = await succeed(two());
    await control().addFault({
      method: "PATCH",
      times: "unlimited",
      action: { kind: "status", status: 500, applied: false },
    });
    const outcome = await failure(two({ products: [plan(secondSite), domain()] }), saved);
    expect(outcome.message).toMatch(/whether Wix did "assign product instance/);
    expect((await writes()).filter(({ method }) => method === "PATCH")).toHaveLength(1);
    expect(outcome.saved?.state.products[0]?.siteId).toBe(freeSite);
  });

  test.each<[string, Program, RegExp]>([
    [
      "a move",
      two({ products: [plan(secondSite), domain()] }),
      /accepted to assign product instance \S+ to site/,
    ],
    [
      "another external id",
      two({ externalId: "crm-4712" }),
      /accepted to change the external id to "crm-4712"/,
    ],
    [
      "an adjustment",
      two({ products: [plan(freeSite, { catalogProductId: businessPlan }), domain()] }),
      /accepted to adjust product instance/,
    ],
  ])("says so where Wix takes %s and never shows it, and sends it once", async (_name, program, reason) => {
    const saved = await succeed(two());
    await control().clearJournal();
    const asBefore = showing(seen => ({
      ...seen,
      externalId: "crm-4711",
      productInstances: seen.productInstances.map(instance =>
        instance.siteId === undefined
          ? instance
          : { ...instance, siteId: freeSite, catalogProductId: corePlan },
      ),
    }));
    const outcome = await failure(program, saved, asBefore);
    expect(outcome.message).toMatch(reason);
    expect(outcome.message).toMatch(/does not show it:\npackage[^]*It was not sent twice/);
    expect(outcome.saved?.halfMade).toBe(true);
    expect(await writes()).toHaveLength(1);
  });

  test("refuses to take it to another account", async () => {
    const saved = await succeed(two());
    expect((await failure(two({ accountId: customerId }), saved)).message).toMatch(/Wix cannot move it/);
  });

  test("of a package that somebody has cancelled says to refresh, and buys nothing", async () => {
    const saved = await succeed(two());
    await cancelOutside(saved, 0, 1);
    expect((await failure(two({ onDestroy: "cancel" }), saved)).message).toMatch(/pulumi refresh/);
    expect(await charges()).toBe(2);
  });

  test("does not go on to cancel what the program has come to keep", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await control().addFault({
      method: "DELETE",
      times: "unlimited",
      action: { kind: "status", status: 500, applied: false },
    });
    const without = { products: [plan(freeSite)] };
    const stopped = await failure(two({ onDestroy: "cancel", ...without }), saved);
    await control().clearFaults();
    expect(stopped.saved?.state.productInstances).toHaveLength(2);
    const kept = await failure(two({ onDestroy: "keep", ...without }), stopped.saved);
    expect(kept.message).toMatch(/has more than is declared[^]*pulumi refresh/);
    const done = await succeed(two({ onDestroy: "cancel", ...without }), kept.saved);
    expect(done.state.productInstances).toHaveLength(1);
  });
});

describe("what somebody else does shows as drift", () => {
  const edits = {
    "another site": { siteId: secondSite },
    "no site": { siteId: null },
    "another cycle": { billingInfo: { type: "RECURRING", cycleDuration: { unit: "MONTH", count: 1 } } },
    "another product": { catalogProductId: businessPlan },
  } as const;
  const shown: Record<keyof typeof edits, Program> = {
    "another site": plan(secondSite),
    "no site": plan(undefined),
    "another cycle": plan(freeSite, { billingInfo: monthly }),
    "another product": plan(freeSite, { catalogProductId: businessPlan }),
  };

  test.each(Object.keys(edits) as (keyof typeof edits)[])("%s, which the next run sets right", async name => {
    const saved = await succeed(two());
    await control().edit("resellers", saved.state.productInstanceIds[0] ?? "", {
      of: "instance",
      ...edits[name],
    });
    const found = await read(saved);
    if (found === NOT_FOUND) throw new Error("it is there");
    expect(found.inputs).toEqual({ externalId: "crm-4711", products: [shown[name], domain()] });
    const again = await succeed(two(), { ...saved, ...found });
    expect(await read(again)).toEqual({ inputs: saved.inputs, state: again.state });
  });

  test("another external id", async () => {
    const saved = await succeed(two());
    await control().edit("resellers", saved.id, { of: "package", externalId: "crm-1" });
    expect(await read(saved)).toMatchObject({ inputs: { externalId: "crm-1" } });
  });

  test("a cancelled instance, which a program can only do without", async () => {
    const saved = await succeed(two());
    await cancelOutside(saved, 0);
    const found = await read(saved);
    if (found === NOT_FOUND) throw new Error("it is there");
    expect(found.inputs).toEqual({ externalId: "crm-4711", products: [domain()] });
    const refreshed = { ...saved, ...found };
    expect((await failure(two(), refreshed)).message).toMatch(
      /products\[1\].*nor bring a cancelled one back/,
    );
    const without = await succeed(two({ products: [domain()] }), refreshed);
    expect(wixPackage.diff(without.state, without.inputs)).toEqual({ changes: false });
    expect(await charges()).toBe(2);
  });
});
