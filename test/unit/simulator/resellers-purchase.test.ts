import { describe, expect, test } from "@jest/globals";
import { CHILD_ACCOUNT, OTHER_ACCOUNT } from "./account";
import {
  bodyOf,
  businessEmail,
  businessPlan,
  comDomain,
  corePlan,
  CUSTOMER_SITE,
  FREE_SITE,
  monthly,
  NOBODY,
  packageOf,
  PLAN_INSTANCE,
  PREMIUM_SITE,
  refused,
  resellerAccount,
  resellerState,
  yearly,
} from "./reseller-account";

const account = resellerAccount(1);

const plan = { catalogProductId: corePlan, countryCode: "DE", billingInfo: yearly };
const email = { catalogProductId: businessEmail, countryCode: "DE" };
const domain = { catalogProductId: comDomain, countryCode: "DE", billingInfo: yearly };
const amounts = async () => (await account.simulator.control.ledger()).map(({ amount }) => amount);

describe("a purchase", () => {
  test("answers with the whole package, pending, and echoes the key", async () => {
    const reply = await account.shop.buy([{ ...plan, siteId: FREE_SITE }], {
      externalId: "crm-1",
      idempotencyKey: "k",
    });
    expect(bodyOf(reply)).toEqual({
      idempotencyKey: "k",
      package: {
        id: expect.any(String),
        accountId: expect.any(String),
        parentAccountId: expect.any(String),
        externalId: "crm-1",
        createdDate: "2026-01-01T00:00:00.000Z",
        updatedDate: "2026-01-01T00:00:00.000Z",
        productInstances: [
          {
            instanceId: expect.any(String),
            ...plan,
            siteId: FREE_SITE,
            status: "PENDING",
            createdDate: "2026-01-01T00:00:00.000Z",
            updatedDate: "2026-01-01T00:00:00.000Z",
          },
        ],
      },
    });
  });

  test("settles when its time has come, not before", async () => {
    const { id } = await account.shop.bought(plan);
    await account.simulator.control.advanceClock(999);
    expect(await account.shop.statusOf(id)).toEqual(["PENDING"]);
    await account.simulator.control.advanceClock(1);
    expect(await account.shop.read(id)).toMatchObject({
      updatedDate: "2026-01-01T00:00:01.000Z",
      productInstances: [{ status: "ENABLED" }],
    });
  });

  test("is charged for each of its instances", async () => {
    const { id, productInstances } = packageOf(await account.shop.buy([plan, domain]));
    expect(await account.simulator.control.ledger()).toMatchObject([
      { reason: "create", packageId: id, instanceId: productInstances[0]?.instanceId, amount: 200 },
      { reason: "create", packageId: id, catalogProductId: comDomain, billingInfo: yearly, amount: 15 },
    ]);
  });

  test("for a child account is the child's", async () => {
    const reply = await account.shop.buy([plan], {}, { "wix-account-id": CHILD_ACCOUNT });
    expect(packageOf(reply).accountId).toBe(CHILD_ACCOUNT);
    expect(packageOf(reply).parentAccountId).not.toBe(CHILD_ACCOUNT);
  });

  test("takes the only billing cycle of a product, and a wrong discount code in silence", async () => {
    const { productInstances } = await account.shop.bought({ ...email, discountCode: "NO-SUCH-CODE" });
    expect(productInstances).toMatchObject([{ billingInfo: yearly, discountCode: "NO-SUCH-CODE" }]);
    expect(await amounts()).toEqual([60]);
  });

  test("that is refused for one product buys none of the others", async () => {
    await account.shop.buy([plan, { ...plan, catalogProductId: NOBODY }]);
    expect(await amounts()).toEqual([]);
  });

  test.each<[string, { status: string; failure?: { code: string; message: string } }]>([
    ["fails", { status: "FAILED", failure: { code: "DELIVERY_TIMEOUT", message: "deadline passed" } }],
    ["awaits an action", { status: "AWAITING_ACTION" }],
    ["hangs", { status: "PENDING" }],
    ["shows a status that nobody has heard of", { status: "HYPERSPACE" }],
  ])("%s when that is scripted, until somebody settles it", async (_what, outcome) => {
    await account.shop.nextOutcome(corePlan, outcome);
    const { id, productInstances } = await account.shop.bought(plan);
    await account.shop.settle();
    expect((await account.shop.read(id)).productInstances).toMatchObject([outcome]);
    await account.simulator.control.advanceClock(3_600_000);
    expect(await account.shop.statusOf(id)).toEqual([outcome.status]);
    const instanceId = productInstances[0]!.instanceId;
    await account.simulator.control.edit("resellers", instanceId, {
      of: "instance",
      settle: { status: "ENABLED" },
    });
    expect(await account.shop.statusOf(id)).toEqual(["ENABLED"]);
  });

  test("ends as scripted once only, and always when the product says so", async () => {
    await account.shop.nextOutcome(corePlan, { status: "AWAITING_ACTION" });
    const once = packageOf(await account.shop.buy([plan, plan]));
    await account.simulator.control.edit("resellers", corePlan, {
      of: "product",
      outcome: { status: "FAILED" },
    });
    const always = packageOf(await account.shop.buy([plan, plan]));
    await account.shop.settle();
    expect(await account.shop.statusOf(once.id)).toEqual(["AWAITING_ACTION", "ENABLED"]);
    expect(await account.shop.statusOf(always.id)).toEqual(["FAILED", "FAILED"]);
  });
});

describe("the idempotency key", () => {
  test("brings back the first answer and buys nothing", async () => {
    const first = await account.shop.buy([plan], { idempotencyKey: "once" });
    await account.shop.settle();
    const second = await account.shop.buy([plan], { idempotencyKey: "once" });
    expect(second.text).toBe(first.text);
    expect(await amounts()).toEqual([200]);
  });

  test("counts for one account and one operation", async () => {
    const { id } = await account.shop.bought(plan, { idempotencyKey: "once" });
    const other = await account.shop.buy(
      [plan],
      { idempotencyKey: "once" },
      { "wix-account-id": CHILD_ACCOUNT },
    );
    expect(packageOf(other).id).not.toBe(id);
    const cancelled = await account.send("DELETE", `/resellers/v1/packages/${id}`, {
      idempotencyKey: "once",
    });
    expect(packageOf(cancelled).id).toBe(id);
    await account.shop.settle();
    expect(await account.shop.statusOf(id)).toEqual(["CANCELED"]);
  });

  test("of a refused purchase is not used up", async () => {
    await account.shop.buy([{ ...plan, catalogProductId: NOBODY }], { idempotencyKey: "once" });
    expect((await account.shop.buy([plan], { idempotencyKey: "once" })).status).toBe(200);
  });

  test("does nothing when the settings say so", async () => {
    await account.simulator.control.changeSettings({ idempotencyKey: "ignored" });
    await account.shop.buy([plan], { idempotencyKey: "once" });
    await account.shop.buy([plan], { idempotencyKey: "once" });
    expect(await amounts()).toEqual([200, 200]);
  });
});

describe("a free companion", () => {
  test("is not charged, while its reference is pending or enabled, once", async () => {
    const { productInstances } = await account.shop.bought(plan);
    const companion = { ...domain, referenceProductInstanceId: productInstances[0]!.instanceId };
    expect((await account.shop.buy([companion])).status).toBe(200);
    expect(await amounts()).toEqual([200]);
    expect(refused(await account.shop.buy([companion]))).toEqual([400, "REFERENCE_USED"]);
  });

  test("cannot be two of one purchase", async () => {
    const companion = { ...domain, referenceProductInstanceId: PLAN_INSTANCE };
    expect(refused(await account.shop.buy([companion, companion]))).toEqual([400, "REFERENCE_USED"]);
  });

  test.each([
    ["nobody's", NOBODY, "REFERENCE_NOT_FOUND"],
    ["cancelled", PLAN_INSTANCE, "REFERENCE_NOT_ACTIVE"],
  ])("whose reference is %s is refused", async (_what, referenceProductInstanceId, code) => {
    await account.simulator.control.edit("resellers", PLAN_INSTANCE, {
      of: "instance",
      settle: { status: "CANCELED" },
    });
    expect(refused(await account.shop.buy([{ ...domain, referenceProductInstanceId }]))).toEqual([400, code]);
  });
});

describe("a purchase is refused", () => {
  const onPremium = { siteId: PREMIUM_SITE };
  test.each<[string, object[], number, string]>([
    ["for an unknown product", [{ ...plan, catalogProductId: NOBODY }], 404, "PRODUCT_NOT_FOUND"],
    ["for an unknown site", [{ ...plan, siteId: NOBODY }], 404, "SITE_NOT_FOUND"],
    ["for a site of another account", [{ ...plan, siteId: CUSTOMER_SITE }], 404, "SITE_NOT_FOUND"],
    ["without one of several cycles", [{ ...plan, billingInfo: undefined }], 428, "MISSING_BILLING_CYCLE"],
    ["for a cycle not on offer", [{ ...email, billingInfo: monthly }], 428, "INCOMPATIBLE_BILLING_CYCLE"],
    [
      "for another kind of billing",
      [{ ...plan, billingInfo: { type: "ONE_TIME" } }],
      428,
      "INVALID_BILLING_CYCLE",
    ],
    ["for half a cycle", [{ ...plan, billingInfo: { type: "RECURRING" } }], 428, "INVALID_BILLING_CYCLE"],
    [
      "for one product twice on a site",
      [
        { ...domain, ...onPremium },
        { ...domain, ...onPremium },
      ],
      428,
      "MULTIPLE_PRODUCT_ASSIGNMENTS",
    ],
    [
      "for two plans on one site",
      [
        { ...plan, siteId: FREE_SITE },
        { ...plan, catalogProductId: businessPlan, siteId: FREE_SITE },
      ],
      428,
      "MULTIPLE_PRODUCT_ASSIGNMENTS",
    ],
    ["for a second plan of a site", [{ ...plan, ...onPremium }], 428, "PRODUCT_TYPE_ALREADY_ASSIGNED"],
    ["on a site without the plan", [{ ...email, siteId: FREE_SITE }], 428, "PRODUCT_NOT_SUPPORTED_ON_SITE"],
    [
      "for plan and dependent in one",
      [
        { ...plan, siteId: FREE_SITE },
        { ...email, siteId: FREE_SITE },
      ],
      428,
      "PRODUCT_NOT_SUPPORTED_ON_SITE",
    ],
  ])("%s", async (_what, products, status, code) => {
    expect(refused(await account.shop.buy(products))).toEqual([status, code]);
    expect(await amounts()).toEqual([]);
  });

  test.each([
    ["that is not sold", { sellable: false }, "INVALID_PRODUCTS"],
    ["without cancellation settings", { cancellationConfigured: false }, "PRODUCT_SETTINGS_NOT_FOUND"],
    ["of which the account has enough", { maxPerAccount: 1 }, "PRODUCT_LIMIT_EXCEEDED"],
  ])("for a product %s", async (_what, change, code) => {
    await account.simulator.control.loadState(resellerState({ [corePlan]: change }));
    expect(refused(await account.shop.buy([plan, plan]))).toEqual([428, code]);
  });

  test("for an account that is none, or another's, or with a wrong key", async () => {
    const as = (headers: object) => account.shop.buy([plan], {}, headers);
    expect(refused(await as({ "wix-account-id": NOBODY }))).toEqual([404, "ACCOUNT_NOT_FOUND"]);
    expect(refused(await as({ "wix-account-id": OTHER_ACCOUNT }))).toEqual([404, "ACCOUNT_NOT_FOUND"]);
    expect(refused(await as({ authorization: "wrong" }))).toEqual([401, "UNAUTHENTICATED"]);
    expect(refused(await as({ authorization: "reading-key" }))).toEqual([403, "PERMISSION_DENIED"]);
  });

  test.each<[string, unknown, string]>([
    ["without a country", { products: [{ catalogProductId: corePlan }] }, "invalid-field"],
    ["with a country in lower case", { products: [{ ...plan, countryCode: "de" }] }, "invalid-field"],
    ["with a country that is none", { products: [{ ...plan, countryCode: "XK" }] }, "invalid-field"],
    [
      "with a product id that is no GUID",
      { products: [{ ...plan, catalogProductId: "x" }] },
      "invalid-field",
    ],
    ["without products", { products: [] }, "invalid-field"],
    ["with productInstances", { productInstances: [plan], products: [plan] }, "unknown-field"],
    ["with a status", { products: [{ ...plan, status: "ENABLED" }] }, "unknown-field"],
    ["with external_id", { products: [plan], external_id: "x" }, "unknown-field"],
    ["with a long external id", { products: [plan], externalId: "x".repeat(101) }, "limit-exceeded"],
    ["with a long key", { products: [plan], idempotencyKey: "x".repeat(101) }, "limit-exceeded"],
    [
      "with a long discount code",
      { products: [{ ...plan, discountCode: "x".repeat(26) }] },
      "limit-exceeded",
    ],
  ])("%s, and that is noted", async (_what, body, kind) => {
    await account.simulator.control.clearViolations();
    expect((await account.send("POST", "/resellers/v2/packages", body)).status).toBe(400);
    expect((await account.simulator.control.violations()).map(violation => violation.kind)).toEqual([kind]);
  });

  test("by the path of version 1, which is gone", async () => {
    await account.simulator.control.clearViolations();
    expect((await account.send("POST", "/resellers/v1/packages", { products: [plan] })).status).toBe(404);
    expect(await account.simulator.control.violations()).toMatchObject([{ kind: "unknown-route" }]);
  });
});
