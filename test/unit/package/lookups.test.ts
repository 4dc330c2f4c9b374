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

  test.each<[string, wix.GetPackageArgs, RegExp]>([
    ["that is not there", { packageId: customerId }, /no package "00000000-.*" in account/],
    [
      "of another account",
      { packageId: samplePackage, accountId: customerId },
      new RegExp(`in account ${customerId}`),
    ],
    ["of an external id that nobody gave", { externalId: "crm-1" }, /no package "crm-1"/],
    ["of a name", { packageId: "plan" }, /packageId: is "plan": not a GUID/],
    ["of nothing", {}, /either a packageId or an externalId/],
    [
      "of two things",
      { packageId: samplePackage, externalId: "sample-plan" },
      /either a packageId or an externalId/,
    ],
  ])("%s is an error that says so", async (_name, args, message) => {
    await expect(wix.getPackage(args)).rejects.toThrow(message);
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

  test("can be asked for with Outputs", async () => {
    const sites = wix.getSitesOutput({ premium: pulumi.output(true) });
    expect(await valueOf(sites)).toMatchObject([{ id: premiumSite, name: "bakery", premium: true }]);
  });
});
