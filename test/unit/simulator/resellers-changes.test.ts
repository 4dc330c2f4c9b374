import { describe, expect, test } from "@jest/globals";
import { CHILD_ACCOUNT } from "./account";
import {
  biennial,
  bodyOf,
  businessEmail,
  businessPlan,
  comDomain,
  corePlan,
  CUSTOMER_SITE,
  FREE_SITE,
  monthly,
  NOBODY,
  type PackageAnswer,
  packageOf,
  PACKAGES,
  PLAN_INSTANCE,
  PLAN_PACKAGE,
  PREMIUM_SITE,
  refused,
  resellerAccount,
  resellerState,
  yearly,
} from "./reseller-account";

const account = resellerAccount(2);

const call = (method: string, path = "", body: unknown = {}) =>
  account.shop.instance(method, PLAN_INSTANCE, path, body);
const plan = async () => (await account.shop.read(PLAN_PACKAGE)).productInstances[0]!;
const isPremium = async (siteId: string) => {
  const { sites } = bodyOf(await account.send("POST", "/site-list/v2/sites/query", { query: {} })) as {
    sites: { id: string; premium: boolean }[];
  };
  return sites.find(({ id }) => id === siteId)?.premium;
};
const charges = async () =>
  (await account.simulator.control.ledger()).map(({ reason, amount }) => `${reason} ${amount}`);
const newPlan = async (more: object = {}) =>
  (await account.shop.bought({ catalogProductId: corePlan, billingInfo: yearly, ...more }))
    .productInstances[0]!.instanceId;
const settleAs = (status: string) =>
  account.simulator.control.edit("resellers", PLAN_INSTANCE, { of: "instance", settle: { status } });

describe("assigning", () => {
  test("moves an instance at once, pending until it settles, and charges nothing", async () => {
    const moved = packageOf(await call("PATCH", `/${FREE_SITE}`));
    expect(moved.productInstances).toMatchObject([{ siteId: FREE_SITE, status: "PENDING" }]);
    expect(await Promise.all([isPremium(PREMIUM_SITE), isPremium(FREE_SITE)])).toEqual([false, true]);
    await account.shop.settle();
    expect(await plan()).toMatchObject({ siteId: FREE_SITE, status: "ENABLED" });
    expect(await charges()).toEqual([]);
  });

  test("again to the same site changes nothing but the wait", async () => {
    expect((await call("PATCH", `/${PREMIUM_SITE}`)).status).toBe(200);
    await account.shop.settle();
    expect(await plan()).toMatchObject({ siteId: PREMIUM_SITE, status: "ENABLED" });
  });

  test("comes without a body too", async () => {
    expect((await call("PATCH", `/${FREE_SITE}`, undefined)).status).toBe(200);
  });

  test("to a site that has such a product is refused, and leaves all as it is", async () => {
    const other = await newPlan({ siteId: FREE_SITE });
    const reply = await account.shop.instance("PATCH", other, `/${PREMIUM_SITE}`);
    expect(refused(reply)).toEqual([428, "PRODUCT_TYPE_ALREADY_ASSIGNED"]);
    const { siteId } = (await account.simulator.control.state()).resellers!.packages![1]!
      .productInstances[0]!;
    expect(siteId).toBe(FREE_SITE);
  });

  test("that is refused may leave the instance floating, when the settings say so", async () => {
    await account.simulator.control.changeSettings({ refusedMove: "floats" });
    expect(refused(await call("PATCH", `/${CUSTOMER_SITE}`))).toEqual([404, "SITE_NOT_FOUND"]);
    expect(await plan()).not.toHaveProperty("siteId");
  });

  test("needs the product's prerequisite on the site, enabled", async () => {
    const { productInstances } = await account.shop.bought({ catalogProductId: businessEmail });
    const { instanceId } = productInstances[0]!;
    const toFree = () => account.shop.instance("PATCH", instanceId, `/${FREE_SITE}`);
    await newPlan({ siteId: FREE_SITE });
    expect(refused(await toFree())).toEqual([428, "PRODUCT_NOT_SUPPORTED_ON_SITE"]);
    await account.shop.settle();
    expect((await toFree()).status).toBe(200);
  });

  test("keeps a delivery that hangs hanging", async () => {
    await account.shop.nextOutcome(corePlan, { status: "PENDING" });
    const { id, productInstances } = await account.shop.bought({
      catalogProductId: corePlan,
      billingInfo: yearly,
    });
    await account.shop.instance("PATCH", productInstances[0]!.instanceId, `/${FREE_SITE}`);
    await account.shop.settle();
    expect(await account.shop.statusOf(id)).toEqual(["PENDING"]);
  });
});

describe("unassigning", () => {
  test("floats the instance, which stays enabled, and takes the plan from the site", async () => {
    expect(await isPremium(PREMIUM_SITE)).toBe(true);
    const floating = packageOf(await call("PATCH", "/unassign")).productInstances[0]!;
    expect(floating.status).toBe("ENABLED");
    expect(floating).not.toHaveProperty("siteId");
    expect(await isPremium(PREMIUM_SITE)).toBe(false);
  });

  test("can be undone", async () => {
    await call("PATCH", "/unassign");
    await call("PATCH", `/${PREMIUM_SITE}`);
    expect(await isPremium(PREMIUM_SITE)).toBe(true);
  });
});

describe("cancelling", () => {
  test("an instance takes its use away at once, and reads PENDING until it settles", async () => {
    expect(packageOf(await call("DELETE")).productInstances).toMatchObject([{ status: "PENDING" }]);
    expect(await isPremium(PREMIUM_SITE)).toBe(false);
    await account.shop.settle();
    expect((await plan()).status).toBe("CANCELED");
  });

  test("a package cancels all its instances and leaves it readable", async () => {
    const { id } = packageOf(
      await account.shop.buy([
        { catalogProductId: corePlan, countryCode: "DE", billingInfo: yearly },
        { catalogProductId: comDomain, countryCode: "DE", billingInfo: yearly },
      ]),
    );
    await account.send("DELETE", `${PACKAGES}/${id}`);
    await account.shop.settle();
    expect(await account.shop.statusOf(id)).toEqual(["CANCELED", "CANCELED"]);
  });

  test("answers CANCELED at once when the settings say so", async () => {
    await account.simulator.control.changeSettings({ cancelAnswers: "CANCELED" });
    expect(packageOf(await call("DELETE")).productInstances).toMatchObject([{ status: "CANCELED" }]);
  });

  test.each(["", "/unassign", `/${FREE_SITE}`])("leaves nothing to be changed (PATCH %s)", async path => {
    await call("DELETE");
    const reply = await call("PATCH", path, path === "" ? { catalogProductId: corePlan } : {});
    expect(refused(reply)).toEqual([428, "INCOMPATIBLE_PRODUCT_INSTANCE_STATUS"]);
  });

  test("again changes nothing", async () => {
    await call("DELETE");
    await account.shop.settle();
    const before = await account.shop.read(PLAN_PACKAGE);
    await account.simulator.control.advanceClock(5000);
    for (const path of [PLAN_PACKAGE, `product-instances/${PLAN_INSTANCE}`])
      expect(packageOf(await account.send("DELETE", `${PACKAGES}/${path}`))).toEqual(before);
  });

  test.each(["query", "body"])(
    "again under the same key, in the %s, brings back the first answer",
    async place => {
      for (const path of [`product-instances/${PLAN_INSTANCE}`, PLAN_PACKAGE]) {
        const cancel = () =>
          place === "query"
            ? account.send("DELETE", `${PACKAGES}/${path}?idempotencyKey=once`)
            : account.send("DELETE", `${PACKAGES}/${path}`, { idempotencyKey: "once" });
        const first = packageOf(await cancel());
        await account.simulator.control.advanceClock(5000);
        await account.send("PATCH", `${PACKAGES}/update/${PLAN_PACKAGE}/${place}-${path.length}`, {});
        expect(packageOf(await cancel())).toEqual(first);
      }
    },
  );

  test("overtakes a delivery that has not ended", async () => {
    const { id, productInstances } = await account.shop.bought({
      catalogProductId: corePlan,
      billingInfo: yearly,
    });
    await account.simulator.control.advanceClock(500);
    await account.shop.instance("DELETE", productInstances[0]!.instanceId);
    await account.simulator.control.advanceClock(500);
    expect(await account.shop.statusOf(id)).toEqual(["PENDING"]);
    await account.simulator.control.advanceClock(500);
    expect(await account.shop.statusOf(id)).toEqual(["CANCELED"]);
  });
});

describe("a site that loses its plan", () => {
  test.each([
    ["unassigned", "PATCH", "/unassign"],
    ["moved away", "PATCH", `/${FREE_SITE}`],
    ["cancelled", "DELETE", ""],
  ])("because it is %s loses its domains", async (_how, method, path) => {
    const assignment = { siteId: PREMIUM_SITE, assignmentType: "PRIMARY" as const };
    await account.simulator.control.loadState({
      ...resellerState(),
      domainAssignments: { "example.org": assignment },
    });
    await call(method, path);
    expect((await account.simulator.control.state()).domainAssignments).toEqual({});
  });
});

describe("adjusting", () => {
  const adjust = (change: object) => call("PATCH", "", change);

  test("to a dearer product of the type charges, and keeps the instance, the cycle and its use", async () => {
    const instanceId = await newPlan({ siteId: FREE_SITE });
    await account.shop.settle();
    const reply = await account.shop.instance("PATCH", instanceId, "", { catalogProductId: businessPlan });
    expect(packageOf(reply).productInstances).toMatchObject([
      { instanceId, catalogProductId: businessPlan, billingInfo: yearly, status: "PENDING" },
    ]);
    expect(await isPremium(FREE_SITE)).toBe(true);
    expect(await charges()).toEqual(["create 200", "adjust 300"]);
  });

  test("to a cheaper product of the same cycle charges nothing", async () => {
    expect((await adjust({ catalogProductId: corePlan })).status).toBe(200);
    await account.shop.settle();
    expect(await plan()).toMatchObject({ catalogProductId: corePlan, status: "ENABLED" });
    expect(await charges()).toEqual([]);
  });

  test("to another cycle charges, and does so again for each needless repetition without a key", async () => {
    await adjust({ billingInfo: monthly, idempotencyKey: "once" });
    await adjust({ billingInfo: monthly, idempotencyKey: "once" });
    expect((await plan()).billingInfo).toEqual(monthly);
    expect(await charges()).toEqual(["adjust 30"]);
    await adjust({ billingInfo: monthly });
    expect(await charges()).toEqual(["adjust 30", "adjust 30"]);
  });

  test("takes a discount code only with a new product", async () => {
    const instances = async (change: object) => packageOf(await adjust(change)).productInstances;
    const discountCode = "SPRING";
    expect(await instances({ billingInfo: monthly, discountCode })).not.toMatchObject([{ discountCode }]);
    expect(await instances({ catalogProductId: corePlan, discountCode })).toMatchObject([{ discountCode }]);
  });

  test.each<[string, object, number, string]>([
    ["nothing", {}, 428, "MISSING_PRODUCT_DETAILS"],
    ["a discount code alone", { discountCode: "SPRING" }, 428, "MISSING_PRODUCT_DETAILS"],
    ["a cycle without unit", { billingInfo: { type: "RECURRING" } }, 428, "MISSING_PRODUCT_DETAILS"],
    ["a product of another type", { catalogProductId: comDomain }, 428, "INCOMPATIBLE_PRODUCT"],
    ["a cycle not on offer", { billingInfo: biennial }, 428, "INCOMPATIBLE_BILLING_CYCLE"],
    ["one payment", { billingInfo: { type: "ONE_TIME" } }, 428, "INVALID_BILLING_CYCLE"],
    ["an unknown product", { catalogProductId: NOBODY }, 404, "PRODUCT_NOT_FOUND"],
  ])("to %s is refused and charges nothing", async (_what, change, status, code) => {
    expect(refused(await adjust(change))).toEqual([status, code]);
    expect(await charges()).toEqual([]);
  });

  test("of a failed instance is refused", async () => {
    await settleAs("FAILED");
    expect(refused(await adjust({ catalogProductId: corePlan }))).toEqual([
      428,
      "INCOMPATIBLE_PRODUCT_INSTANCE_STATUS",
    ]);
  });
});

describe("the external id", () => {
  const rename = (externalId: string, packageId = PLAN_PACKAGE) =>
    account.send("PATCH", `${PACKAGES}/update/${packageId}/${encodeURIComponent(externalId)}`, {});

  test("may hold slashes and blanks, up to 100 characters", async () => {
    const externalId = `pulumi/shop/dev/my plan ${"/".repeat(76)}`;
    const { updatedPackage } = bodyOf(await rename(externalId)) as { updatedPackage: PackageAnswer };
    expect(updatedPackage).toMatchObject({ id: PLAN_PACKAGE, externalId });
    expect((await account.shop.read(PLAN_PACKAGE)).externalId).toBe(externalId);
  });

  test("beyond 100 characters is refused and noted", async () => {
    await account.simulator.control.clearViolations();
    expect((await rename("x".repeat(101))).status).toBe(400);
    expect(await account.simulator.control.violations()).toMatchObject([{ kind: "limit-exceeded" }]);
  });

  test("needs no body, and takes none with fields but those of the path", async () => {
    const path = `${PACKAGES}/update/${PLAN_PACKAGE}/x`;
    expect((await account.send("PATCH", path)).status).toBe(200);
    expect((await account.send("PATCH", path, { externalId: "x" })).status).toBe(200);
    expect((await account.send("PATCH", path, { externalId: "y" })).status).toBe(400);
    expect((await account.send("PATCH", path, { name: "x" })).status).toBe(400);
  });

  test("of an unknown package is 404", async () => {
    expect(refused(await rename("x", NOBODY))).toEqual([404, "PACKAGE_NOT_FOUND"]);
  });
});

describe("what another account owns", () => {
  const asChild = { "wix-account-id": CHILD_ACCOUNT };
  test("is no package of this one", async () => {
    for (const method of ["GET", "DELETE"])
      expect(refused(await account.send(method, `${PACKAGES}/${PLAN_PACKAGE}`, undefined, asChild))).toEqual([
        404,
        "PACKAGE_NOT_FOUND",
      ]);
  });

  test.each([
    ["PATCH", "", { catalogProductId: corePlan }],
    ["PATCH", "/unassign", {}],
    ["PATCH", `/${CUSTOMER_SITE}`, {}],
    ["DELETE", "", {}],
  ])("is no instance of this one (%s %s)", async (method, path, body) => {
    const reply = await account.send(
      method,
      `${PACKAGES}/product-instances/${PLAN_INSTANCE}${path}`,
      body,
      asChild,
    );
    expect(refused(reply)).toEqual([428, "PRODUCT_INSTANCE_NOT_FOUND"]);
  });
});

describe("a second writer", () => {
  test("moves, floats, adjusts and cancels past the rules, charging nothing", async () => {
    const edit = (change: object) =>
      account.simulator.control.edit("resellers", PLAN_INSTANCE, { of: "instance", ...change });
    await edit({ siteId: FREE_SITE, catalogProductId: corePlan, billingInfo: monthly });
    expect(await plan()).toMatchObject({
      siteId: FREE_SITE,
      catalogProductId: corePlan,
      billingInfo: monthly,
      status: "ENABLED",
    });
    await edit({ siteId: null });
    expect(await plan()).not.toHaveProperty("siteId");
    await edit({ settle: { status: "CANCELED" } });
    expect((await plan()).status).toBe("CANCELED");
    expect(await charges()).toEqual([]);
  });

  test("says until when an instance runs, and that it renews itself again", async () => {
    const ends = (expirationDate: string | null) =>
      account.simulator.control.edit("resellers", PLAN_INSTANCE, { of: "instance", expirationDate });
    expect(await plan()).not.toHaveProperty("expirationDate");
    await ends("2026-06-01T00:00:00.000Z");
    expect(await plan()).toMatchObject({ expirationDate: "2026-06-01T00:00:00.000Z" });
    await ends(null);
    expect(await plan()).not.toHaveProperty("expirationDate");
  });

  test("may call an instance ACTIVE, which can be used as one that is ENABLED", async () => {
    await settleAs("ACTIVE");
    expect(await plan()).toMatchObject({ status: "ACTIVE" });
    expect(await isPremium(PREMIUM_SITE)).toBe(true);
  });

  test("renames a package, or takes its external id away", async () => {
    const rename = (externalId: string | null) =>
      account.simulator.control.edit("resellers", PLAN_PACKAGE, { of: "package", externalId });
    await rename("theirs");
    expect((await account.shop.read(PLAN_PACKAGE)).externalId).toBe("theirs");
    await rename(null);
    expect(await account.shop.read(PLAN_PACKAGE)).not.toHaveProperty("externalId");
  });

  test.each([
    [{ of: "instance" as const, siteId: null }, "no product instance"],
    [{ of: "package" as const, externalId: "x" }, "no package"],
    [{ of: "product" as const }, "no product"],
  ])("is told what does not exist (%j)", async (change, message) => {
    await expect(account.simulator.control.edit("resellers", NOBODY, change)).rejects.toThrow(message);
  });
});
