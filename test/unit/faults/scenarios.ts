/*
 * One life of one resource a class, and what must hold after each of its steps, whatever befell on the way.
 */
import { expect } from "@jest/globals";
import { initialState, type SimulatedAccount, type StateDocument } from "../../../simulator/src";
import type { Declared } from "../../harness/one-resource";
import { ACCOUNT, type ClassName } from "../../harness/plugin-process";
import { ROOT, start as connectedStart } from "../connected-domain/programs";
import { account as packageAccount, customerId, freeSite, plan, secondSite } from "../package/programs";
import {
  account as domainAccount,
  contacts,
  DOMAIN,
  INSTANCE,
  OTHER_SITE,
  SITE,
} from "../registered-domain/account";

export const SECRET = "s3cr3t-of-the-test";

type Check = (account: SimulatedAccount) => Promise<void>;

export interface Scenario {
  readonly type: ClassName;
  /** @default the type */
  readonly name?: string;
  readonly state: () => StateDocument;
  readonly created: Declared;
  readonly updated: Declared;
  readonly afterCreate: Check;
  readonly afterUpdate: Check;
  /** Where it is not given, the account is to be as it was before the create. */
  readonly afterDestroy?: Check;
}

const zoneOf = async (
  account: SimulatedAccount,
  zone: string,
): Promise<Record<string, readonly string[]>> => {
  const { dnsZones = {} } = await account.control.state();
  return Object.fromEntries(
    (dnsZones[zone]?.records ?? []).map(({ type, hostName, values }) => [
      `${type} ${hostName}`,
      values.toSorted(),
    ]),
  );
};

const HOSTS = Array.from({ length: 12 }, (_, index) => `h${index + 1}`);

const records = (address: string): Declared => ({
  type: "DnsZoneRecords",
  hidden: { sealed: ["records"] },
  args: {
    domainName: "example.com",
    existing: "replace",
    massChange: { percent: 100 },
    records: [
      { type: "A", hostName: "@", values: [address] },
      { type: "TXT", hostName: "@", values: [SECRET] },
      ...HOSTS.map(hostName => ({ type: "A", hostName, values: [address] })),
    ],
  },
});

const holdsRecords =
  (address: string): Check =>
  async account => {
    expect(await zoneOf(account, "example.com")).toMatchObject({
      "A example.com": [address],
      "TXT example.com": [SECRET],
      ...Object.fromEntries(HOSTS.map(host => [`A ${host}.example.com`, [address]])),
      "CNAME www.example.com": ["cdn1.wixdns.net"],
    });
  };

/** The packages of one external id, and what was charged for any. */
const bought = async (account: SimulatedAccount, externalId: string) => {
  const { resellers } = await account.control.state();
  const packages = (resellers?.packages ?? []).filter(one => one.externalId === externalId);
  const charges = (await account.control.ledger()).filter(({ reason }) => reason === "create");
  return {
    instances: packages.flatMap(({ productInstances }) =>
      productInstances.map(({ siteId, status }) => ({ siteId, status })),
    ),
    packages: packages.length,
    charges: charges.length,
  };
};

const packageOn = (siteId: string): Declared => ({
  type: "Package",
  hidden: { sealed: ["products"] },
  args: {
    externalId: "crm-4711",
    onDestroy: "cancel",
    products: [plan(siteId, { discountCode: SECRET })],
  },
});

const boughtOnceOn =
  (siteId: string): Check =>
  async account => {
    expect(await bought(account, "crm-4711")).toEqual({
      instances: [{ siteId, status: "ENABLED" }],
      packages: 1,
      charges: 1,
    });
  };

const FLOATING = "40000000-0000-4000-8000-0000000000f1";

/** The account with one plan that is on no site. */
const withFloatingPlan = (): StateDocument => {
  const state = packageAccount();
  const [sample] = state.resellers?.packages ?? [];
  const [instance] = sample?.productInstances ?? [];
  if (sample === undefined || instance === undefined) throw new Error("the simulator has no package");
  const { siteId: _site, ...rest } = instance;
  const floating = {
    ...sample,
    id: "30000000-0000-4000-8000-0000000000f1",
    productInstances: [{ ...rest, instanceId: FLOATING }],
  };
  return { ...state, resellers: { ...state.resellers, packages: [sample, floating] } };
};

const siteOfFloating =
  (siteId: string | undefined): Check =>
  async account => {
    const { resellers } = await account.control.state();
    const instances = (resellers?.packages ?? []).flatMap(({ productInstances }) => productInstances);
    expect(instances.find(({ instanceId }) => instanceId === FLOATING)).toMatchObject({ status: "ENABLED" });
    expect(instances.find(({ instanceId }) => instanceId === FLOATING)?.siteId).toBe(siteId);
  };

const assignment = (siteId: string): Declared => ({
  type: "ProductInstanceAssignment",
  args: { productInstanceId: FLOATING, siteId },
});

const registration = (more: Record<string, unknown>): Declared => ({
  type: "RegisteredDomain",
  hidden: { sealed: ["contacts"] },
  args: {
    domain: DOMAIN,
    productInstanceId: INSTANCE,
    contacts: { registrant: { ...contacts.registrant, company: SECRET } },
    ...more,
  },
});

const serves =
  (domain: string, kind: "registered" | "connected", siteId: string): Check =>
  async account => {
    const { domains = {}, domainAssignments = {} } = await account.control.state();
    expect(domains[domain]).toMatchObject({ kind });
    expect(domainAssignments[domain]).toMatchObject({ siteId });
    const { requests } = await account.control.journal();
    const registered = requests.filter(
      ({ method, path, status, performed }) =>
        method === "POST" && path.endsWith("/registered-domains") && status === 200 && performed,
    );
    expect(registered.length).toBeLessThanOrEqual(1);
  };

/** The account with a domain that has expired, and can be redeemed. */
const withLapsedDomain = (): StateDocument => {
  const state = domainAccount();
  const lapsed = {
    kind: "registered" as const,
    accountId: ACCOUNT,
    productInstanceId: INSTANCE,
    contacts,
    status: "ACTIVE",
    expirationDate: "2025-12-25T08:00:00.000Z",
  };
  return { ...state, domains: { ...state.domains, [DOMAIN]: lapsed } };
};

const redemption = (siteId: string): Declared =>
  registration({ siteId, redeem: { expired: "2025-12-25", priceClass: "REGULAR" } });

const redeemedOnceOn =
  (siteId: string): Check =>
  async account => {
    const { domains = {}, domainAssignments = {} } = await account.control.state();
    expect(domains[DOMAIN]).toMatchObject({ expirationDate: "2026-12-25T08:00:00.000Z", redemptions: 1 });
    expect(domainAssignments[DOMAIN]).toMatchObject({ siteId });
  };

const connection = (siteId: string): Declared => ({
  type: "ConnectedDomain",
  args: { domain: ROOT, connectionType: "NAMESERVERS", siteId },
});

const propagation = (trigger: number): Declared => ({
  type: "DomainPropagation",
  args: { domain: "example.com", triggers: [trigger] },
});

const transfer = (enableNotifications: boolean): Declared => ({
  type: "SiteTransfer",
  args: { siteId: freeSite, sourceAccountId: ACCOUNT, targetAccountId: customerId, enableNotifications },
});

const isHandedOver: Check = async account => {
  const { sites = {} } = await account.control.state();
  expect(sites[freeSite]?.ownerAccountId).toBe(customerId);
};

/** A domain of the account that serves no site, and one that is primary of the other site. */
const LOOSE = "example.org";
const HOLDER = "example.net";

const withHolder = (): StateDocument => ({
  ...domainAccount(),
  domainAssignments: {
    [HOLDER]: {
      siteId: OTHER_SITE,
      assignmentType: "PRIMARY",
      createdDate: "2025-01-01T00:00:00.000Z",
      updatedDate: "2025-01-01T00:00:00.000Z",
    },
  },
});

const place = (siteId: string): Declared => ({
  type: "DomainAssignment",
  args: { domain: LOOSE, siteId, assignmentType: "REDIRECT" },
});

const isPlaced =
  (siteId: string, assignmentType: string): Check =>
  async account => {
    const { domainAssignments = {} } = await account.control.state();
    expect(domainAssignments[LOOSE]).toMatchObject({ siteId, assignmentType });
    expect(domainAssignments[HOLDER]).toMatchObject({ siteId: OTHER_SITE, assignmentType: "PRIMARY" });
  };

const dnssec = (dnssecEnabled: boolean): Declared => ({
  type: "DnsSettings",
  args: { domainName: "example.com", dnssecEnabled },
});

const isSigned =
  (expected: boolean): Check =>
  async account => {
    const { dnsZones = {} } = await account.control.state();
    expect(dnsZones["example.com"]?.dnssecEnabled).toBe(expected);
  };

const nothing: Check = () => Promise.resolve();

export const SCENARIOS: readonly Scenario[] = [
  {
    type: "DnsZoneRecords",
    state: initialState,
    created: records("192.0.2.1"),
    updated: records("192.0.2.2"),
    afterCreate: holdsRecords("192.0.2.1"),
    afterUpdate: holdsRecords("192.0.2.2"),
  },
  {
    type: "Package",
    state: packageAccount,
    created: packageOn(freeSite),
    updated: packageOn(secondSite),
    afterCreate: boughtOnceOn(freeSite),
    afterUpdate: boughtOnceOn(secondSite),
    afterDestroy: async account => {
      const { instances, packages, charges } = await bought(account, "crm-4711");
      expect({ packages, charges, statuses: instances.map(({ status }) => status) }).toEqual({
        packages: 1,
        charges: 1,
        statuses: ["CANCELED"],
      });
    },
  },
  {
    type: "ProductInstanceAssignment",
    state: withFloatingPlan,
    created: assignment(freeSite),
    updated: assignment(secondSite),
    afterCreate: siteOfFloating(freeSite),
    afterUpdate: siteOfFloating(secondSite),
    afterDestroy: siteOfFloating(undefined),
  },
  {
    type: "RegisteredDomain",
    state: domainAccount,
    created: registration({ siteId: SITE }),
    updated: registration({ siteId: OTHER_SITE }),
    afterCreate: serves(DOMAIN, "registered", SITE),
    afterUpdate: serves(DOMAIN, "registered", OTHER_SITE),
    afterDestroy: serves(DOMAIN, "registered", OTHER_SITE),
  },
  {
    type: "RegisteredDomain",
    name: "RegisteredDomain that has lapsed",
    state: withLapsedDomain,
    created: redemption(SITE),
    updated: redemption(OTHER_SITE),
    afterCreate: redeemedOnceOn(SITE),
    afterUpdate: redeemedOnceOn(OTHER_SITE),
    afterDestroy: redeemedOnceOn(OTHER_SITE),
  },
  {
    type: "ConnectedDomain",
    state: connectedStart,
    created: connection(SITE),
    updated: connection(OTHER_SITE),
    afterCreate: serves(ROOT, "connected", SITE),
    afterUpdate: serves(ROOT, "connected", OTHER_SITE),
    afterDestroy: async account => {
      const { domains = {} } = await account.control.state();
      expect(domains).not.toHaveProperty(ROOT);
      expect(domains).toHaveProperty(["example.com"]);
    },
  },
  {
    type: "DomainAssignment",
    state: withHolder,
    created: place(SITE),
    updated: place(OTHER_SITE),
    afterCreate: isPlaced(SITE, "PRIMARY"),
    afterUpdate: isPlaced(OTHER_SITE, "REDIRECT"),
  },
  {
    type: "DnsSettings",
    state: initialState,
    created: dnssec(true),
    updated: dnssec(false),
    afterCreate: isSigned(true),
    afterUpdate: isSigned(false),
    afterDestroy: isSigned(false),
  },
  {
    type: "DomainPropagation",
    state: initialState,
    created: propagation(1),
    updated: propagation(2),
    afterCreate: nothing,
    afterUpdate: nothing,
  },
  {
    type: "SiteTransfer",
    state: packageAccount,
    created: transfer(false),
    updated: transfer(true),
    afterCreate: isHandedOver,
    afterUpdate: isHandedOver,
    afterDestroy: isHandedOver,
  },
];
