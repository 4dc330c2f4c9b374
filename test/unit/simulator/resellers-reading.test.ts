import { beforeEach, describe, expect, test } from "@jest/globals";
import { controlClient, startSimulator } from "../../../simulator/src";
import { CHILD_ACCOUNT, OTHER_ACCOUNT } from "./account";
import {
  bodyOf,
  businessEmail,
  corePlan,
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

const account = resellerAccount(3);

interface QueryAnswer {
  packages: PackageAnswer[];
  metadata: {
    count: number;
    total?: number;
    offset?: number;
    cursors?: { next: string | null; prev: string | null };
  };
}

const query = (body: object, headers = {}) =>
  account.send("POST", `${PACKAGES}/query`, { query: body }, headers);
const found = async (filter: object) =>
  (bodyOf(await query({ filter })) as QueryAnswer).packages.map(({ externalId }) => externalId).sort();
const plan = { catalogProductId: corePlan, billingInfo: yearly };

describe("getting a package", () => {
  test("of nobody is 404", async () => {
    expect(refused(await account.send("GET", `${PACKAGES}/${NOBODY}`))).toEqual([404, "PACKAGE_NOT_FOUND"]);
  });

  test("may show billingInfo under its older name, as querying does", async () => {
    await account.simulator.control.changeSettings({ billingField: "paymentInfo" });
    const { packages } = bodyOf(await query({})) as QueryAnswer;
    for (const content of [await account.shop.read(PLAN_PACKAGE), packages[0]!]) {
      expect(content.productInstances).toMatchObject([{ paymentInfo: yearly }]);
      expect(content.productInstances[0]).not.toHaveProperty("billingInfo");
    }
  });

  test("shows the instances as sent, or in no order when the settings say so", async () => {
    const { id, productInstances } = packageOf(
      await account.shop.buy(Array.from({ length: 6 }, () => ({ ...plan, countryCode: "DE" }))),
    );
    const ids = async () =>
      (await account.shop.read(id)).productInstances.map(({ instanceId }) => instanceId);
    const sent = productInstances.map(({ instanceId }) => instanceId);
    expect(await ids()).toEqual(sent);
    await account.simulator.control.changeSettings({ instanceOrder: "shuffled" });
    const orders = [await ids(), await ids(), await ids()];
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
    expect(orders.map(order => order.toSorted())).toEqual(Array(3).fill(sent.toSorted()));
  });

  test("shows the failure of an instance", async () => {
    const failure = { code: "EXTERNAL_FAILURE", message: "no stock" };
    await account.shop.nextOutcome(corePlan, { status: "FAILED", failure });
    const { id } = await account.shop.bought(plan);
    await account.shop.settle();
    expect((await account.shop.read(id)).productInstances).toMatchObject([{ status: "FAILED", failure }]);
  });
});

describe("querying packages", () => {
  test.each<[string, object, string[]]>([
    ["an external id", { externalId: { $eq: "mail" } }, ["mail"]],
    ["an external id in short", { externalId: "mail" }, ["mail"]],
    ["one of some external ids", { externalId: { $in: ["mail", "x"] } }, ["mail"]],
    ["what it is not", { externalId: { $ne: "mail" } }, ["plan", "sample-plan"]],
    ["a product", { "productInstances.catalogProductId": { $hasSome: [businessEmail, NOBODY] } }, ["mail"]],
    ["all of some statuses", { "productInstances.status": { $hasAll: ["PENDING"] } }, ["plan"]],
    [
      "part of the billing",
      { "productInstances.billingInfo.cycleDuration.unit": { $hasSome: ["YEAR"] } },
      ["mail", "plan", "sample-plan"],
    ],
    ["an instant", { createdDate: { $lt: "2026-01-01T00:00:00Z" } }, ["sample-plan"]],
    [
      "instants on both sides",
      { createdDate: { $gte: "2026-01-01T00:00:00Z", $lt: "2026-01-01T00:00:01Z" } },
      ["mail"],
    ],
    ["two fields at once", { externalId: "mail", createdDate: { $gt: "2026-01-01T00:00:00Z" } }, []],
  ])("finds by %s", async (_what, filter, ids) => {
    await account.shop.bought({ catalogProductId: businessEmail }, { externalId: "mail" });
    await account.simulator.control.advanceClock(1000);
    await account.shop.bought(plan, { externalId: "plan" });
    expect(await found(filter)).toEqual(ids);
  });

  test("finds the package of an instance and of a site", async () => {
    await account.shop.bought(plan, { externalId: "a" });
    expect(await found({ "productInstances.instanceId": { $hasSome: [PLAN_INSTANCE] } })).toEqual([
      "sample-plan",
    ]);
    expect(await found({ "productInstances.siteId": { $hasSome: [PREMIUM_SITE] } })).toEqual(["sample-plan"]);
  });

  test("finds by whether there is an external id", async () => {
    await account.shop.bought(plan);
    expect(await found({ externalId: { $exists: true } })).toEqual(["sample-plan"]);
    expect(await found({ externalId: { $exists: false } })).toEqual([undefined]);
  });

  test("answers with all packages under the parent account, whichever account asks", async () => {
    const asChild = { "wix-account-id": CHILD_ACCOUNT };
    await account.shop.buy([{ ...plan, countryCode: "DE" }], { externalId: "child's" }, asChild);
    for (const headers of [{}, asChild])
      expect((bodyOf(await query({}, headers)) as QueryAnswer).packages).toHaveLength(2);
    expect(await found({ accountId: CHILD_ACCOUNT })).toEqual(["child's"]);
    expect(await found({ accountId: { $eq: OTHER_ACCOUNT } })).toEqual([]);
  });

  test("lags behind by the time that the settings say, for new and for changed packages", async () => {
    await account.simulator.control.changeSettings({ queryLagMs: 5000 });
    await account.shop.bought(plan, { externalId: "a" });
    const statuses = async () => {
      const { packages } = bodyOf(await query({ filter: { externalId: "a" } })) as QueryAnswer;
      return packages.map(({ productInstances }) => productInstances[0]?.status);
    };
    await account.simulator.control.advanceClock(4999);
    expect(await statuses()).toEqual([]);
    await account.simulator.control.advanceClock(1);
    expect(await statuses()).toEqual(["PENDING"]);
    await account.simulator.control.advanceClock(1000);
    expect(await statuses()).toEqual(["ENABLED"]);
  });

  test.each<[string, object, string]>([
    ["a field that cannot be filtered", { filter: { parentAccountId: "x" } }, "UNSUPPORTED_FILTER"],
    ["an operator of another field", { filter: { externalId: { $startsWith: "x" } } }, "UNSUPPORTED_FILTER"],
    ["a value where a list belongs", { filter: { externalId: { $in: "x" } } }, "UNSUPPORTED_FILTER"],
    ["an instance in short", { filter: { "productInstances.instanceId": "x" } }, "UNSUPPORTED_FILTER"],
    ["a word for true", { filter: { externalId: { $exists: "yes" } } }, "UNSUPPORTED_FILTER"],
    ["a sort by external id", { sort: [{ fieldName: "externalId" }] }, "UNSUPPORTED_SORT"],
    ["both ways of paging", { paging: {}, cursorPaging: {} }, "ONE_WAY_OF_PAGING"],
    ["a cursor of another make", { cursorPaging: { cursor: "x" } }, "INVALID_CURSOR"],
    ["a limit beyond 100", { cursorPaging: { limit: 101 } }, "MAX"],
  ])("refuses %s, and notes it", async (_what, body, code) => {
    await account.simulator.control.clearViolations();
    expect(refused(await query(body))).toEqual([400, code]);
    expect(await account.simulator.control.violations()).toHaveLength(1);
  });
});

describe("pages", () => {
  beforeEach(async () => {
    for (const externalId of ["a", "b", "c", "d"]) {
      await account.shop.bought(plan, { externalId });
      await account.simulator.control.advanceClock(10);
    }
  });
  const idsOf = ({ packages }: QueryAnswer) => packages.map(({ externalId }) => externalId).join(" ");
  const page = async (body: object) => bodyOf(await query(body)) as QueryAnswer;

  test("hold the newest first, and lead through the whole list once", async () => {
    const pages = [await page({ cursorPaging: { limit: 2 } })];
    for (let cursor = pages[0]?.metadata.cursors?.next; cursor; cursor = pages.at(-1)?.metadata.cursors?.next)
      pages.push(await page({ cursorPaging: { cursor, limit: 2 } }));
    expect(pages.map(idsOf)).toEqual(["d c", "b a", "sample-plan"]);
    expect(pages.map(({ metadata }) => metadata.count)).toEqual([2, 2, 1]);
  });

  test("are no longer than the settings say, whatever is asked for", async () => {
    await account.simulator.control.changeSettings({ packagesPerPage: 3 });
    const first = await page({ sort: [{ fieldName: "createdDate", order: "ASC" }] });
    expect(idsOf(first)).toBe("sample-plan a b");
    const { next } = first.metadata.cursors!;
    expect(idsOf(await page({ cursorPaging: { cursor: next, limit: 100 } }))).toBe("c d");
  });

  test("keep the filter of the first page, and refuse to be told it again", async () => {
    const filter = { externalId: { $in: ["a", "c"] } };
    const { next } = (await page({ filter, cursorPaging: { limit: 1 } })).metadata.cursors!;
    expect(idsOf(await page({ cursorPaging: { cursor: next } }))).toBe("a");
    for (const repeated of [{ filter }, { sort: [] }])
      expect(refused(await query({ ...repeated, cursorPaging: { cursor: next } }))).toEqual([
        400,
        "INVALID_CURSOR",
      ]);
  });

  test("by offset show the total and no cursors", async () => {
    const answer = await page({ paging: { limit: 2, offset: 1 } });
    expect(idsOf(answer)).toBe("c b");
    expect(answer.metadata).toEqual({ count: 2, offset: 1, total: 5, tooManyToCount: false });
  });
});

test("the ledger is read over HTTP too", async () => {
  await account.shop.bought(plan);
  const simulator = await startSimulator({ state: await account.simulator.control.state() });
  const ledger = await controlClient(simulator.controlUrl).ledger();
  await simulator.close();
  expect(ledger).toEqual(await account.simulator.control.ledger());
  expect(ledger).toMatchObject([{ at: "2026-01-01T00:00:00.000Z", reason: "create", amount: 200 }]);
});

test("packages, what they wait for and what they cost outlive a saved and loaded state", async () => {
  const { id } = await account.shop.bought(plan, { idempotencyKey: "once" });
  const saved = await account.simulator.control.state();
  await account.simulator.control.loadState(resellerState());
  await account.simulator.control.loadState(saved);
  await account.shop.settle();
  expect(await account.shop.statusOf(id)).toEqual(["ENABLED"]);
  expect((await account.shop.bought(plan, { idempotencyKey: "once" })).id).toBe(id);
  expect(await account.simulator.control.ledger()).toHaveLength(1);
});

test("a state with an instance of a product outside the catalog is refused", async () => {
  const state = resellerState();
  const packages = state.resellers?.packages ?? [];
  await expect(
    account.simulator.control.loadState({ ...state, resellers: { catalog: [], packages } }),
  ).rejects.toThrow(/is not in the catalog/);
});
