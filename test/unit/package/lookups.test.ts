import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";
import { startSimulator, type Simulator } from "../../../simulator/src";
import { accountId } from "../../support/world";
import {
  account,
  businessPlan,
  customerId,
  customerSite,
  freeSite,
  premiumSite,
  secondSite,
} from "./programs";

const samplePackage = "30000000-0000-4000-8000-000000000001";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 7, clock: "frozen" });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control.loadState(account());
  pulumi.runtime.setAllConfig({
    "wix:baseUrl": simulator.url,
    "wix:apiKey": "simulated-api-key",
    "wix:accountId": accountId,
  });
});

const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
  new Promise(resolve => output.apply(value => resolve(value)));

describe("a package", () => {
  const sample = {
    packageId: samplePackage,
    accountId,
    externalId: "sample-plan",
    productInstances: [{ catalogProductId: businessPlan, siteId: premiumSite, status: "ENABLED" }],
  };

  test("is found by its id, however it is spelled", async () => {
    expect(await wix.getPackage({ packageId: ` ${samplePackage.toUpperCase()}` })).toMatchObject(sample);
  });

  test("is found by its external id", async () => {
    expect(await wix.getPackage({ externalId: "sample-plan" })).toMatchObject(sample);
  });

  test("can be asked for with Outputs", async () => {
    expect(await valueOf(wix.getPackageOutput({ externalId: pulumi.output("sample-plan") }))).toMatchObject(
      sample,
    );
  });

  test.each<[string, object, RegExp]>([
    ["that is not there", { packageId: customerId }, /no package "00000000-.*" in account/],
    [
      "of another account",
      { packageId: samplePackage, accountId: customerId },
      new RegExp(`in account ${customerId}`),
    ],
    ["of an external id that nobody gave", { externalId: "crm-1" }, /no package "crm-1"/],
    ["of a name", { packageId: "plan" }, /packageId: is "plan": not a GUID/],
    ["of nothing", {}, /packageId: is missing; write packageId or externalId$/],
    [
      "of two things",
      { packageId: samplePackage, externalId: "sample-plan" },
      /packageId: stands beside externalId; write one of them$/,
    ],
  ])("%s is an error that says so", async (_name, args, message) => {
    await expect(wix.getPackage(args as wix.GetPackageArgs)).rejects.toThrow(message);
  });
});

describe("sites", () => {
  const ids = async (args?: wix.GetSitesArgs) => (await wix.getSites(args)).map(({ id }) => id);

  test("are those of the account", async () => {
    expect(new Set(await ids())).toEqual(new Set([premiumSite, freeSite, secondSite]));
    expect(await ids({ accountId: customerId })).toEqual([customerSite]);
  });

  test("are found by what they are", async () => {
    expect(await ids({ premium: true })).toEqual([premiumSite]);
    expect(await ids({ name: "flor" })).toEqual([freeSite]);
    expect(await ids({ namespaces: ["HEADLESS"] })).toEqual([]);
  });

  test("come from all pages", async () => {
    await simulator.control.changeSettings({ sitesPerPage: 1, querySitesPagingKey: "cursorPaging" });
    expect(await ids()).toHaveLength(3);
  });

  test("whose pages come again for ever are an error", async () => {
    await simulator.control.changeSettings({ sitesPerPage: 1 });
    const sites = [{ id: freeSite, name: "florist", displayName: "Florist" }];
    await simulator.control.addFault({
      route: "/site-list/v2/sites/query",
      times: 2,
      action: { kind: "status", status: 200, body: { sites, metadata: { cursors: { next: "again" } } } },
    });
    await expect(wix.getSites()).rejects.toThrow("answers with pages that it gave before");
  });

  test("can be asked for with Outputs", async () => {
    const sites = wix.getSitesOutput({ premium: pulumi.output(true) });
    expect(await valueOf(sites)).toMatchObject([{ id: premiumSite, name: "bakery", premium: true }]);
  });
});

describe("one site", () => {
  const addSites = async (
    ...sites: readonly { id: string; name: string; displayName: string; trashedDate?: string }[]
  ) => {
    const state = account();
    const added = sites.map(({ id, ...site }) => [id, { ownerAccountId: accountId, ...site }] as const);
    await simulator.control.loadState({ ...state, sites: { ...state.sites, ...Object.fromEntries(added) } });
  };
  const newId = "20000000-0000-4000-8000-0000000000e1";
  const trashedDate = "2025-06-01T00:00:00.000Z";

  test.each<[string, wix.GetSiteArgs]>([
    ["its id, however it is spelled", { siteId: freeSite.toUpperCase() }],
    ["its name", { name: "florist" }],
    ["its display name", { name: "Florist" }],
  ])("is found by %s, and tells whether it has a plan", async (_by, args) => {
    expect(await wix.getSite(args)).toMatchObject({ id: freeSite, premium: false });
  });

  test("is found on any page, also where it is headless", async () => {
    await simulator.control.changeSettings({ sitesPerPage: 1 });
    expect(await wix.getSite({ siteId: secondSite })).toMatchObject({ name: "cobbler" });
  });

  test("is not found by a part of its name, or by its name in another case", async () => {
    for (const name of ["flor", "FLORIST", "florist.example"])
      await expect(wix.getSite({ name })).rejects.toMatchObject({
        kind: "not-found",
        sought: "site",
        id: name,
      });
  });

  test("is never one in the trash, which is named", async () => {
    await addSites({ id: newId, name: "tailor", displayName: "Tailor", trashedDate });
    for (const args of [{ siteId: newId }, { name: "tailor" }]) {
      const error: unknown = await wix.getSite(args).catch((thrown: unknown) => thrown);
      if (!wix.isNotFoundError(error)) throw error;
      expect(error.message).toMatch(/is in the trash \(20000000-/);
    }
  });

  test("of a name that a site in the trash has too is the one that is not there", async () => {
    await addSites({ id: newId, name: "florist", displayName: "Florist", trashedDate });
    expect(await wix.getSite({ name: "florist" })).toMatchObject({ id: freeSite });
  });

  test("of a name that several have is an error with their ids", async () => {
    await addSites({ id: newId, name: "florist-2", displayName: "florist" });
    const error: unknown = await wix.getSite({ name: "florist" }).catch((thrown: unknown) => thrown);
    if (!wix.isSeveralSitesError(error)) throw error;
    expect(error.siteIds.toSorted()).toEqual([freeSite, newId]);
    expect(error.message).toContain(newId);
    expect(wix.isNotFoundError(error)).toBe(false);
  });

  test.each<[string, object, RegExp]>([
    ["a site of another account", { siteId: customerSite }, /no site "20000000-/],
    ["what is no id", { siteId: "florist" }, /siteId: is "florist": not a GUID/],
    ["nothing", {}, /siteId: is missing; write siteId or name$/],
    ["two things", { siteId: freeSite, name: "florist" }, /siteId: stands beside name; write one of them$/],
  ])("by %s is an error that says so", async (_by, args, message) => {
    await expect(wix.getSite(args as wix.GetSiteArgs)).rejects.toThrow(message);
  });

  test("can be asked for with Outputs", async () => {
    const site = wix.getSiteOutput({ name: pulumi.output("bakery") });
    expect(await valueOf(site)).toMatchObject({ id: premiumSite, premium: true });
  });
});
