import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { makeStack, type Program, type Stack } from "../support/stack";
import {
  account,
  businessEmail,
  businessPlan,
  corePlan,
  customerId,
  freeSite,
  netDomain,
  secondSite,
} from "../unit/package/programs";

jest.setTimeout(240_000);

const ACCOUNT = "00000000-0000-4000-8000-000000000001";

let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  const { control } = simulator;
  await control.clearFaults();
  await control.loadState({ ...account(), settings: { settleMs: 200, instanceOrder: "shuffled" } });
  await control.clearJournal();
});
afterEach(() => stack.dispose());

const begin = async (program: Program, config: Record<string, string>): Promise<void> => {
  stack = await makeStack({
    program,
    config: {
      "wix:baseUrl": simulator.url,
      "wix:accountId": ACCOUNT,
      "wix:pollInterval": "50ms",
      ...config,
    },
    secrets: { "wix:apiKey": "simulated-api-key" },
  });
};

const succeeds = async (run: Promise<{ code: number | undefined; text: string }>): Promise<string> => {
  const { code, text } = await run;
  expect(text).not.toMatch(/error:|Undefined value/);
  expect(code).toBe(0);
  return text;
};

const isSilent = () => succeeds(stack.preview("--refresh", "--expect-no-changes", "--diff"));

/** Packages bought by the stack: those that the account began with left out. */
const bought = async () => {
  const { resellers } = await simulator.control.state();
  return (resellers?.packages ?? []).filter(({ externalId }) => externalId !== "sample-plan");
};
const instances = async () => (await bought()).flatMap(({ productInstances }) => productInstances);
const charges = async () => (await simulator.control.ledger()).length;

/** As a user writes it: mixed spellings, a cycle left to Wix, a companion free of charge. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const plan = new wix.Package("plan", {
  externalId: config.get("externalId"),
  onDestroy: config.get("onDestroy") as "keep" | "cancel" | undefined,
  products: [
    { catalogProductId: config.get("plan") ?? "${corePlan}", countryCode: "de", siteId: "${freeSite}".toUpperCase(),
      billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } } },
    ...(config.getBoolean("without") ? [] : [
      { catalogProductId: "${netDomain}".toUpperCase(), countryCode: config.get("country") ?? "DE",
        billingInfo: { type: "RECURRING" as const, cycleDuration: { unit: "YEAR" as const, count: config.getNumber("years") ?? 1 } } },
    ]),
  ],
});
const mail = new wix.Package("mail", {
  onDestroy: "cancel",
  products: [
    { catalogProductId: "${businessEmail}", countryCode: "DE", siteId: "${freeSite}",
      referenceProductInstanceId: plan.productInstanceIds[0] },
  ],
});
export const products = plan.productInstances.apply(all => all.map(one => one.catalogProductId));
export const found = wix.getPackageOutput({ packageId: mail.packageId }).externalId;
export const premium = plan.id.apply(async () => (await wix.getSites({ premium: true })).map(site => site.id));
export const seen = wix.Package.get("seen", plan.packageId).productInstances.apply(all => all.length);
`;

describe("packages on the real engine", () => {
  test("are bought once, changed in place, and kept or cancelled", async () => {
    await begin({ typescript: program }, {});
    const up = await succeeds(stack.up());
    expect(up).toMatch(new RegExp(`"${corePlan}"[^]*"${netDomain}"`));
    expect(up).toMatch(/found +: "pulumi\/test\/test\/mail"/);
    expect(up).toContain(freeSite);
    expect(await charges()).toBe(2);
    await isSilent();

    await stack.configure({ plan: businessPlan, years: "2", externalId: "crm-4711" });
    await succeeds(stack.up());
    expect(await charges()).toBe(4);
    expect((await bought()).map(({ externalId }) => externalId)).toContain("crm-4711");
    await isSilent();

    await stack.configure({ country: "FR" });
    const refused = await stack.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("products[1].countryCode");
    expect(refused.text).toMatch(/second Package/);
    await stack.configure({ country: "DE", without: "true" });
    const kept = await stack.preview();
    expect(kept.code).not.toBe(0);
    expect(kept.text).toMatch(/onDestroy: "cancel"/);

    await stack.configure({ onDestroy: "cancel" });
    await succeeds(stack.up());
    await isSilent();
    expect((await instances()).filter(({ status }) => status === "CANCELED")).toHaveLength(1);

    await stack.configure({ onDestroy: "keep" });
    await succeeds(stack.up());
    const destroyed = await succeeds(stack.destroy());
    expect(destroyed).toMatch(/stays at Wix/);
    const statuses = new Map(
      (await instances()).map(({ catalogProductId, status }) => [catalogProductId, status]),
    );
    expect(statuses).toEqual(
      new Map([
        [businessPlan, "ENABLED"],
        [netDomain, "CANCELED"],
        [businessEmail, "CANCELED"],
      ]),
    );
    expect(await charges()).toBe(4);
  });

  test("show as drift what somebody else does to them", async () => {
    await begin({ typescript: program }, {});
    await succeeds(stack.up());
    const [plan, name] = await instances();
    const { control } = simulator;
    await control.edit("resellers", plan?.instanceId ?? "", { of: "instance", siteId: secondSite });
    await control.edit("resellers", name?.instanceId ?? "", {
      of: "instance",
      settle: { status: "CANCELED" },
    });
    expect(await succeeds(stack.refresh("--diff"))).toMatch(new RegExp(secondSite));
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.text).toMatch(/nor bring a cancelled one back/);

    await stack.configure({ without: "true" });
    await succeeds(stack.up());
    expect((await instances())[0]?.siteId).toBe(freeSite);
    expect(await charges()).toBe(2);
    await isSilent();
  });

  test.each([
    ["takes the create up again", []],
    ["has forgotten the create", ["--clear-pending-creates"]],
  ])("are bought once where an engine was killed and the next one %s", async (_name, flags) => {
    await begin({ typescript: program }, {});
    const { control } = simulator;
    const { id } = await control.addFault({
      route: "/resellers/v2/packages",
      action: { kind: "hold", when: "after" },
    });
    const run = stack.start("up", "--yes", "--skip-preview");
    await control.untilHeld(id);
    run.kill();
    await run.finished;
    await control.clearFaults();
    await stack.pulumi("cancel", "--yes");
    if (flags.length > 0) await succeeds(stack.refresh(...flags));
    await succeeds(stack.up());
    expect(await charges()).toBe(2);
    expect(await bought()).toHaveLength(2);
    await isSilent();
  });

  test("adopt nothing and buy nothing in a preview", async () => {
    await begin({ typescript: program }, {});
    await succeeds(stack.preview());
    const { requests } = await simulator.control.journal();
    expect(requests.filter(({ path }) => path.startsWith("/resellers"))).toEqual([]);
  });

  test("that did not settle in time are saved, and the next run waits on", async () => {
    await simulator.control.edit("resellers", corePlan, {
      of: "product",
      nextOutcomes: [{ status: "PENDING" }],
    });
    await begin(
      {
        typescript: `
import * as wix from "pulumi-wix";
const args = { products: [{ catalogProductId: "${corePlan}", countryCode: "DE",
  billingInfo: { type: "RECURRING" as const, cycleDuration: { unit: "YEAR" as const, count: 1 } } }] };
const timeouts = { customTimeouts: { create: "8s", update: "20s" } };
export const status = new wix.Package("plan", args, timeouts).productInstances[0].status;`,
      },
      {},
    );
    const stopped = await stack.up();
    expect(stopped.code).not.toBe(0);
    expect(stopped.text).toMatch(/did not settle within 8s/);
    const { resources } = await stack.exportState();
    expect(resources.find(({ type }) => type.endsWith(":Package"))).toMatchObject({
      id: (await bought())[0]?.id,
      initErrors: [expect.stringContaining("last status: PENDING")],
    });
    const [plan] = await instances();
    await simulator.control.edit("resellers", plan?.instanceId ?? "", {
      of: "instance",
      settle: { status: "ENABLED" },
    });
    expect(await succeeds(stack.up())).toMatch(/status *: "ENABLED"/);
    expect(await charges()).toBe(1);
  });
});

describe("the examples", () => {
  test("reassign a service: the plan moves to another site and is charged once", async () => {
    await begin(
      { example: "reassign-a-service" },
      { "reassign-a-service:planProductId": corePlan, "reassign-a-service:siteId": freeSite },
    );
    await succeeds(stack.up());
    await isSilent();
    expect((await instances())[0]?.siteId).toBe(freeSite);

    await stack.configure({ "reassign-a-service:siteId": secondSite });
    await succeeds(stack.up());
    await isSilent();
    expect((await instances())[0]?.siteId).toBe(secondSite);

    await succeeds(stack.destroy());
    expect((await instances()).map(({ siteId, status }) => ({ siteId, status }))).toEqual([
      { siteId: undefined, status: "ENABLED" },
    ]);
    expect(await charges()).toBe(1);
  });

  test("hand over a site: it changes its account once and has a plan there", async () => {
    await begin(
      { example: "hand-over-a-site" },
      {
        "hand-over-a-site:siteId": freeSite,
        "hand-over-a-site:agencyAccountId": ACCOUNT,
        "hand-over-a-site:customerAccountId": customerId,
        "hand-over-a-site:planProductId": corePlan,
      },
    );
    await succeeds(stack.up());
    await isSilent();
    const { sites } = await simulator.control.state();
    expect(sites?.[freeSite]?.ownerAccountId).toBe(customerId);
    expect(await bought()).toMatchObject([{ accountId: customerId }]);
    expect(await succeeds(stack.destroy())).toMatch(/a transfer is not undone/);
    const transfers = (await simulator.control.journal()).requests.filter(({ path }) =>
      path.endsWith("/transfer-site"),
    );
    expect(transfers).toHaveLength(1);
  });
});
