import { describe, expect, test } from "@jest/globals";
import type { Wix } from "../../../provider/src/wix/client";
import type { FaultRule } from "../../../simulator/src";
import { keyOf, packagesUnderTest, two } from "./account-under-test";
import {
  businessEmail,
  businessPlan,
  comDomain,
  corePlan,
  customerId,
  customerSite,
  domain,
  freeSite,
  monthly,
  netDomain,
  plan,
  secondSite,
  yearly,
} from "./programs";
import { type Program } from "./robot";

const { control, session, run, said, succeed, failure, read, writes, charges, bought, settings, pass } =
  packagesUnderTest();

describe("creating a package", () => {
  test("buys all of its products in one request, and waits until they are enabled", async () => {
    const { id, state } = await succeed(two());
    const [purchase, ...others] = await writes();
    expect(others).toEqual([]);
    expect(purchase).toMatchObject({
      method: "POST",
      path: "/resellers/v2/packages",
      body: {
        externalId: "crm-4711",
        products: [
          { catalogProductId: corePlan, countryCode: "DE", siteId: freeSite, billingInfo: yearly() },
          { catalogProductId: netDomain, countryCode: "DE", billingInfo: yearly() },
        ],
        idempotencyKey: expect.stringMatching(/^pulumi-[0-9a-f]{40}$/),
      },
    });
    expect(state).toMatchObject({
      packageId: id,
      productInstances: [
        { catalogProductId: corePlan, siteId: freeSite, status: "ENABLED" },
        { catalogProductId: netDomain, status: "ENABLED" },
      ],
      createdDate: expect.any(String),
    });
    expect(said()).toEqual([
      expect.stringMatching(/looking whether a package with the external id "crm-4711" was bought before/),
      expect.stringMatching(/waiting for package .*: 2 PENDING \(for up to 29m \d+s\)/),
    ]);
  });

  test("keeps the declared order, whatever order and names Wix answers with", async () => {
    await settings({ instanceOrder: "shuffled", billingField: "paymentInfo" });
    const products = [
      domain({ billingInfo: yearly(2) }),
      plan(freeSite),
      domain(),
      domain({ catalogProductId: comDomain }),
    ];
    const saved = await succeed(two({ products }));
    expect(
      saved.state.productInstances.map(({ catalogProductId, billingInfo }) => [
        catalogProductId,
        billingInfo,
      ]),
    ).toEqual(products.map(({ catalogProductId, billingInfo }) => [catalogProductId, billingInfo]));
    expect(saved.state.productInstanceIds).toEqual(
      saved.state.productInstances.map(({ instanceId }) => instanceId),
    );
    for (let looks = 0; looks < 5; looks++)
      expect(await read(saved)).toEqual({ inputs: saved.inputs, state: saved.state });
  });

  test("buys for a customer's account, whose site it is", async () => {
    const saved = await succeed(two({ accountId: customerId, products: [plan(customerSite)] }));
    expect(await bought()).toMatchObject([{ accountId: customerId }]);
    expect(saved.state.hidden.owner).toBe(customerId);
  });

  test("gets a companion free of charge", async () => {
    const main = await succeed(two());
    const [referenceProductInstanceId] = main.state.productInstanceIds;
    const mail = {
      catalogProductId: businessEmail,
      countryCode: "DE",
      siteId: freeSite,
      referenceProductInstanceId,
    };
    const companion = await succeed(two({ externalId: "mail", products: [mail] }));
    expect(await charges()).toBe(2);
    expect(await read(companion)).toEqual({ inputs: companion.inputs, state: companion.state });
  });

  test("takes over a live package of its external id that is what is declared, in any order, and buys nothing", async () => {
    await settings({ packagesPerPage: 1 });
    for (const externalId of ["a", "b", "crm-4711"])
      await succeed(two({ externalId, products: [domain(), plan(undefined)] }));
    await control().clearJournal();
    const { state } = await succeed(
      two({ products: [plan(undefined, { billingInfo: undefined }), domain()] }),
    );
    expect(state.productInstances.map(({ catalogProductId }) => catalogProductId)).toEqual([
      corePlan,
      netDomain,
    ]);
    expect(await writes()).toEqual([]);
    expect(said()).toContainEqual(expect.stringMatching(/^takes over package .* "crm-4711"$/));
  });

  test.each<[string, Program[], RegExp]>([
    ["another site", [plan(secondSite), domain()], new RegExp(`site ${secondSite}`)],
    [
      "another product",
      [plan(freeSite, { catalogProductId: businessPlan }), domain()],
      new RegExp(businessPlan),
    ],
    ["another country", [plan(freeSite, { countryCode: "FR" }), domain()], /\(FR/],
    ["another cycle", [plan(freeSite, { billingInfo: monthly }), domain()], /every 1 MONTH/],
    [
      "fewer products",
      [plan(freeSite)],
      /declared:\n {2}product \S+ \(DE, site \S+, every 1 YEAR\)\nDeclare/,
    ],
    ["more products", [plan(freeSite), domain(), domain()], /declared:/],
  ])("refuses a package of its external id with %s, naming both", async (_name, products, named) => {
    const { id } = await succeed(two());
    await control().clearJournal();
    const { message, saved } = await failure(two({ products }));
    expect(message).toContain(`found package ${id}`);
    expect(message).toMatch(named);
    expect(message).toMatch(/give this Package another externalId/);
    expect(saved).toBeUndefined();
    expect(await writes()).toEqual([]);
  });

  test("refuses to choose among several live packages of its external id", async () => {
    await settings({ idempotencyKey: "ignored" });
    const ids = [];
    for (const externalId of ["a", "b"]) {
      const { id } = await succeed(two({ externalId, products: [domain()] }));
      ids.push(id);
      await control().edit("resellers", id, { of: "package", externalId: "crm-4711" });
    }
    const { message } = await failure(two({ products: [domain()] }));
    for (const id of ids) expect(message).toContain(id);
    expect(await charges()).toBe(2);
  });

  test("does not take a customer's package of the same external id for its own", async () => {
    await succeed(two({ accountId: customerId, products: [domain()] }));
    await succeed(two({ products: [domain()] }));
    expect((await bought()).map(({ accountId }) => accountId)).toEqual([
      customerId,
      expect.not.stringMatching(customerId),
    ]);
  });

  test("buys anew, under another key, after the former package was cancelled", async () => {
    const { id, state } = await succeed(two({ onDestroy: "cancel" }));
    await run(undefined, { id, state, inputs: state, halfMade: false });
    const again = await succeed(two({ onDestroy: "cancel" }));
    expect(again.id).not.toBe(id);
    expect(await charges()).toBe(4);
    const keys = (await writes()).filter(({ path }) => path.endsWith("v2/packages")).map(keyOf);
    expect(new Set(keys).size).toBe(2);
  });

  test("buys anew where Wix answers with the package that was cancelled, which its index does not show yet", async () => {
    await settings({ queryLagMs: 3_600_000 });
    const { id, state } = await succeed(two({ onDestroy: "cancel" }));
    await run(undefined, { id, state, inputs: state, halfMade: false });
    await pass(600_000);
    const again = await succeed(two({ onDestroy: "cancel" }));
    expect(again.id).not.toBe(id);
    expect(again.state.productInstances.map(({ status }) => status)).toEqual(["ENABLED", "ENABLED"]);
  });

  test("sends the same key in every run, and another for other products", async () => {
    const lost: FaultRule = {
      route: "/resellers/v2/packages",
      times: "unlimited",
      action: { kind: "drop", when: "before" },
    };
    await control().addFault(lost);
    for (const products of [[domain()], [domain()], [plan(freeSite)]]) await failure(two({ products }));
    const keys = (await writes()).map(keyOf);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
  });

  test("that does not know what became of its purchase says so, and that the next run looks first", async () => {
    await control().addFault({ route: "/resellers/v2/packages", action: { kind: "drop", when: "before" } });
    const { message, saved } = await failure(two());
    expect(message).toMatch(/whether Wix did "buy package crm-4711" is unknown/);
    expect(message).toMatch(/No package with the external id "crm-4711" has shown for 2m\./);
    expect(message).toMatch(/next run looks for the package before it buys/);
    expect(saved).toBeUndefined();
  });

  test("that cannot look for its purchase says that as well", async () => {
    await control().addFault({ route: "/resellers/v2/packages", action: { kind: "drop", when: "after" } });
    const looksAfter = { route: "/resellers/v1/packages/query", times: "unlimited" } as const;
    const blind = async () => {
      const purchased = (await control().journal()).requests.some(({ path }) => path.endsWith("v2/packages"));
      if (purchased && (await control().faults()).length === 1)
        await control().addFault({
          ...looksAfter,
          action: { kind: "status", status: 403, code: "FORBIDDEN" },
        });
    };
    const intercept = (wix: Wix): Wix => ({
      ...wix,
      call: async request => {
        await blind();
        return wix.call(request);
      },
    });
    const { message } = await failure(two(), undefined, { intercept });
    expect(message).toMatch(
      /is unknown[^]*Looking for a package .* failed: could not query packages: Wix says FORBIDDEN/,
    );
    await control().clearFaults();
    await succeed(two());
    expect(await charges()).toBe(2);
  });

  test("refuses a second resource of one program that has the same external id", async () => {
    const shared = session();
    const outcomes = await Promise.all(
      ["a", "b"].map(name => run(two(), undefined, { session: shared, owner: { name } })),
    );
    expect(outcomes.map(({ error }) => (error as Error | undefined)?.message)).toEqual([
      undefined,
      expect.stringMatching(/"crm-4711" of account \S+ is declared by Package "a" as well/),
    ]);
    expect(await charges()).toBe(2);
  });

  test("may be tried again in the same process after Wix has refused it", async () => {
    const shared = { session: session() };
    await control().addFault({
      route: "/resellers/v2/packages",
      action: { kind: "status", status: 428, code: "INVALID_PRODUCTS" },
    });
    await failure(two(), undefined, shared);
    await succeed(two(), undefined, shared);
  });
});

describe("a purchase that Wix refuses names the code and the way out, and saves nothing", () => {
  test.each<[string, number, RegExp]>([
    ["PRODUCT_NOT_FOUND", 404, /Check catalogProductId/],
    ["ACCOUNT_NOT_FOUND", 404, /Check accountId/],
    ["SITE_NOT_FOUND", 404, /not in the account/],
    ["PRODUCT_LIMIT_EXCEEDED", 428, /as many of this product as it may/],
    ["PRODUCT_SETTINGS_NOT_FOUND", 428, /Ask Wix/],
    ["MISSING_BILLING_CYCLE", 428, /declare one in billingInfo/],
    ["INCOMPATIBLE_BILLING_CYCLE", 428, /no such billing cycle/],
    ["INVALID_BILLING_CYCLE", 428, /none that Wix allows/],
    ["INVALID_PRODUCTS", 428, /does not sell/],
    ["MULTIPLE_PRODUCT_ASSIGNMENTS", 428, /do not go together on one site/],
    ["PRODUCT_TYPE_ALREADY_ASSIGNED", 428, /Take that one off the site first/],
    ["PRODUCT_NOT_SUPPORTED_ON_SITE", 428, /lacks a product that this one needs/],
  ])("%s", async (code, status, remediation) => {
    await control().addFault({ route: "/resellers/v2/packages", action: { kind: "status", status, code } });
    const { message, saved } = await failure(two());
    expect(message).toContain(`Wix says ${code}`);
    expect(message).toMatch(/request id simulated-/);
    expect(message).toMatch(remediation);
    expect(saved).toBeUndefined();
  });
});
