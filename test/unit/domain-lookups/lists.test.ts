import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";
import { startSimulator, type Simulator, type StateDocument } from "../../../simulator/src";
import { accountId } from "../../support/world";
import { account, INSTANCE, OTHER_SITE, SITE } from "../registered-domain/account";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 7, clock: "frozen" });
});
afterAll(async () => {
  expect(await simulator.control.violations()).toEqual([]);
  await simulator.close();
});

const CUSTOMER = "00000000-0000-4000-8000-000000000003";
const SITES = 500;
const DATE = "2025-01-01T00:00:00.000Z";
const numbered = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => name(i));
const guidOf = (first: string, index: number) =>
  `${first}0000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

/** An operator's account: 500 sites, each with a plan, a connected domain and, of some, a registered one. */
const large = (): StateDocument => {
  const state = account();
  const site = state.sites?.[SITE];
  const [sample] = state.resellers?.packages ?? [];
  const [instance] = sample?.productInstances ?? [];
  if (site === undefined || sample === undefined || instance === undefined) throw new Error("no sample");
  const siteIds = numbered(SITES, index => guidOf("a", index));
  return {
    ...state,
    sites: Object.fromEntries(siteIds.map((id, index) => [id, { ...site, name: `site-${index}` }])),
    domains: {
      ...Object.fromEntries(
        numbered(SITES, index => `connected-${index}.com`).map(name => [
          name,
          { kind: "connected" as const, accountId, connectionType: "POINTING" as const },
        ]),
      ),
      ...Object.fromEntries(
        numbered(350, index => `registered-${index}.com`).map(name => [
          name,
          { kind: "registered" as const, accountId },
        ]),
      ),
    },
    domainAssignments: Object.fromEntries(
      siteIds.map((siteId, index) => [
        `connected-${index}.com`,
        { siteId, assignmentType: "PRIMARY" as const, createdDate: DATE, updatedDate: DATE },
      ]),
    ),
    dnsPropagations: {},
    dnsZones: {},
    resellers: {
      ...state.resellers,
      packages: siteIds.map((siteId, index) => ({
        ...sample,
        id: guidOf("b", index),
        externalId: `shop-${index}`,
        productInstances: [{ ...instance, instanceId: guidOf("c", index), siteId }],
      })),
    },
  };
};

const begin = async (state: StateDocument) => {
  await simulator.control.loadState(state);
  await configured();
};

const configured = async () => {
  await simulator.control.clearJournal();
  pulumi.runtime.setAllConfig({
    "wix:baseUrl": simulator.url,
    "wix:apiKey": "simulated-api-key",
    "wix:accountId": accountId,
    "wix:requestsPerMinute": "9999999",
  });
};

const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
  new Promise(resolve => output.apply(value => resolve(value)));
const requests = async () => (await simulator.control.journal()).requests;

describe("an account with 500 sites", () => {
  beforeAll(() => begin(large()));
  beforeEach(configured);

  test("lists all connected domains, each once, with its site and role", async () => {
    const found = await wix.listConnectedDomains();
    expect(found.map(({ domain }) => domain).sort()).toEqual(
      numbered(SITES, index => `connected-${index}.com`).sort(),
    );
    expect(found.find(({ domain }) => domain === "connected-7.com")).toEqual({
      domain: "connected-7.com",
      connectionType: "POINTING",
      siteId: guidOf("a", 7),
      assignmentType: "PRIMARY",
      dnsPropagationStatus: expect.any(String),
    });
    expect(await requests()).toHaveLength(10);
  });

  test("lists all registered domains, without contacts", async () => {
    const found = await wix.listRegisteredDomains();
    expect(found.map(({ domain }) => domain).sort()).toEqual(
      numbered(350, index => `registered-${index}.com`).sort(),
    );
    expect(found.every(one => one.status === "ACTIVE" && !("contacts" in one))).toBe(true);
    expect(await requests()).toHaveLength(8);
  });

  test("lists all packages", async () => {
    const found = await wix.listPackages();
    expect(found.map(({ externalId }) => externalId).sort()).toEqual(
      numbered(SITES, index => `shop-${index}`).sort(),
    );
    expect(found[0]).toMatchObject({ accountId, productInstances: [{ status: "ENABLED" }] });
  });

  test("lists the domains of all sites, or of those that are named", async () => {
    const all = await wix.listDomainAssignments();
    expect(new Set(all.map(({ domain }) => domain)).size).toBe(SITES);
    expect(all).toHaveLength(SITES);
    const siteIds = [guidOf("a", 7), guidOf("A", 8).toUpperCase(), guidOf("a", 7)];
    const some = await valueOf(wix.listDomainAssignmentsOutput({ siteIds: pulumi.output(siteIds) }));
    expect(some).toEqual([
      { domain: "connected-7.com", siteId: guidOf("a", 7), assignmentType: "PRIMARY" },
      { domain: "connected-8.com", siteId: guidOf("a", 8), assignmentType: "PRIMARY" },
    ]);
    await configured();
    expect(await wix.listDomainAssignments({ siteIds: [] })).toEqual([]);
    expect(await requests()).toEqual([]);
  });

  const crowded = (): StateDocument => {
    const state = large();
    const redirects = numbered(250, index => `registered-${index}.com`);
    const assigned = {
      siteId: guidOf("a", 0),
      assignmentType: "REDIRECT" as const,
      createdDate: DATE,
      updatedDate: DATE,
    };
    return {
      ...state,
      domainAssignments: {
        ...state.domainAssignments,
        ...Object.fromEntries(redirects.map(name => [name, assigned])),
      },
    };
  };

  test("lists the redirects of one site, more than a page holds", async () => {
    await begin(crowded());
    const found = await wix.listDomainAssignments({ siteIds: [guidOf("a", 0)] });
    expect(found).toHaveLength(251);
    expect(found.filter(({ assignmentType }) => assignmentType === "PRIMARY")).toHaveLength(1);
  });

  test("loses nothing where a domain leaves its page while the list is read", async () => {
    await begin(crowded());
    // After it stood on the first page, so that all others move up by one.
    await simulator.control.addFault({
      nth: 2,
      action: {
        kind: "edit",
        family: "domain-assignments",
        subject: "registered-100.com",
        change: { site: null },
      },
    });
    const found = await wix.listDomainAssignments({ siteIds: [guidOf("a", 0)] });
    const { domainAssignments = {} } = await simulator.control.state();
    const there = Object.keys(domainAssignments).filter(
      name => domainAssignments[name]?.siteId === guidOf("a", 0),
    );
    expect(there).toHaveLength(250);
    expect(found.map(({ domain }) => domain).sort()).toEqual(there.sort());
  });
});

describe("packages", () => {
  beforeEach(() => begin(account()));
  const ids = async (args?: wix.ListPackagesArgs) =>
    (await wix.listPackages(args)).map(({ packageId }) => packageId);

  test("are found by site, product and external id, all of which must fit", async () => {
    const sample = "30000000-0000-4000-8000-000000000001";
    expect(await ids({ siteId: SITE })).toEqual([sample]);
    expect(await ids({ externalId: "sample-plan", siteId: SITE })).toEqual([sample]);
    expect(await ids({ externalId: "sample-plan", siteId: OTHER_SITE })).toEqual([]);
    expect(await ids({ catalogProductId: "10000000-0000-4000-8000-000000000003" })).toContain(
      INSTANCE.replace(/^4/, "3"),
    );
  });

  test("of other accounts under the same parent are listed where they are asked for", async () => {
    const state = account();
    const [sample] = state.resellers?.packages ?? [];
    if (sample === undefined) throw new Error("no sample");
    const customers = { ...sample, id: guidOf("d", 1), accountId: CUSTOMER, externalId: "customer" };
    await begin({ ...state, resellers: { ...state.resellers, packages: [sample, customers] } });
    expect(await ids()).toEqual([sample.id]);
    expect((await ids({ allAccounts: true })).sort()).toEqual([sample.id, customers.id].sort());
    expect(await ids({ accountId: CUSTOMER })).toEqual([customers.id]);
  });

  test("are not looked for by what is no id", async () => {
    await expect(wix.listPackages({ siteId: "bakery" })).rejects.toThrow(
      /listPackages was not asked[^]*siteId: .*not a GUID/,
    );
    await expect(wix.listDomainAssignments({ siteIds: [SITE, "bakery"] })).rejects.toThrow(
      /siteIds\[1\]: .*not a GUID/,
    );
    expect(await requests()).toEqual([]);
  });
});

describe("lists", () => {
  beforeEach(() => begin(account()));

  test("can be asked for with Outputs, and in another account", async () => {
    const args = { accountId: pulumi.output(CUSTOMER) };
    expect(await valueOf(wix.listRegisteredDomainsOutput(args))).toEqual([]);
    expect(await valueOf(wix.listConnectedDomainsOutput(args))).toEqual([]);
    expect(await valueOf(wix.listPackagesOutput(args))).toEqual([]);
    expect((await requests()).map(one => one.accountId)).toEqual([CUSTOMER, CUSTOMER, CUSTOMER]);
  });

  test("fit what the resources take", async () => {
    await simulator.control.edit("domain-assignments", "example.com", {
      site: { id: SITE, assignmentType: "PRIMARY" },
    });
    const [first] = await wix.listDomainAssignments();
    const args: wix.DomainAssignmentArgs | undefined = first;
    expect(args).toEqual({ domain: "example.com", siteId: SITE, assignmentType: "PRIMARY" });
  });

  test("that Wix refuses are no empty lists", async () => {
    await simulator.control.addFault({ action: { kind: "status", status: 403, code: "PERMISSION_DENIED" } });
    await expect(wix.listRegisteredDomains()).rejects.toMatchObject({
      kind: "wix",
      code: "PERMISSION_DENIED",
    });
  });

  test("that name no domain are no answer", async () => {
    await simulator.control.addFault({
      times: "unlimited",
      action: { kind: "status", status: 200, body: { connectedDomains: [{ connectionType: "POINTING" }] } },
    });
    await expect(wix.listConnectedDomains()).rejects.toMatchObject({ kind: "transport" });
    await simulator.control.clearFaults();
  });
});
