import { describe, expect, test } from "@jest/globals";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { packagesUnderTest, two } from "./account-under-test";
import { businessPlan, corePlan, domain, netDomain, plan, freeSite } from "./programs";

const { context, control, succeed, read, settleAs, charges } = packagesUnderTest();

/** Prose of Wix's says `ACTIVE` where the enum says `ENABLED` (docs/wix/README.md#enabled-or-active). */
describe("an instance that Wix calls ACTIVE counts as ENABLED", () => {
  const active = async () => {
    for (const product of [corePlan, netDomain, businessPlan])
      await control().edit("resellers", product, { of: "product", outcome: { status: "ACTIVE" } });
  };

  test("where a purchase is waited for", async () => {
    await active();
    const { state, halfMade } = await succeed(two());
    expect(halfMade).toBe(false);
    expect(state.productInstances.map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE"]);
  });

  test("where the next run asks whether anything is to be done, also after a refresh", async () => {
    await active();
    const saved = await succeed(two());
    expect(await read(saved)).toEqual({ inputs: saved.inputs, state: saved.state });
    expect(wixPackage.diff(saved.state, saved.inputs)).toEqual({ changes: false });
  });

  test("where a package is taken over", async () => {
    await active();
    await succeed(two());
    expect((await succeed(two())).halfMade).toBe(false);
    expect(await charges()).toBe(2);
  });

  test("where an instance must be settled before it is adjusted", async () => {
    await active();
    const saved = await succeed(two());
    const began = context().clock.now();
    const other = { ...plan(freeSite), catalogProductId: businessPlan };
    const { state } = await succeed(two({ products: [other, domain()] }), saved);
    expect(state.productInstances[0]).toMatchObject({ catalogProductId: businessPlan, status: "ACTIVE" });
    expect(context().clock.now() - began).toBeLessThan(60_000);
  });

  test("where another one of the package is not usable yet", async () => {
    await settleAs(corePlan, "ACTIVE");
    await settleAs(netDomain, "AWAITING_ACTION");
    await expect(succeed(two())).rejects.toThrow(/not usable as a whole:\n {2}instance .* AWAITING_ACTION/);
  });
});
