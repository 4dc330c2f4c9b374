import {
  initialState,
  type Package,
  type ProductInstance,
  SAMPLE_PRODUCTS,
  SAMPLE_SITES,
  type SimulatedAccount,
  type StateDocument,
} from "../../../simulator/src";
import { ACCOUNT, CHILD_ACCOUNT, OTHER_ACCOUNT, type Reply } from "./account";

export const NOW = "2026-01-01T00:00:00.000Z";
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Of the account, with a Premium plan, beside the one of the sample. */
export const SECOND_SITE = "20000000-0000-4000-8000-000000000009";
export const NO_SITE = "20000000-0000-4000-8000-00000000000f";

const PAST = "2025-06-01T00:00:00.000Z";

/** One product instance for each way in which it can fit a registration, or not. */
export const INSTANCES = {
  com: instanceId(1),
  comThreeYears: instanceId(2),
  net: instanceId(3),
  pending: instanceId(4),
  fresh: instanceId(5),
  canceled: instanceId(6),
  awaiting: instanceId(7),
  onSite: instanceId(8),
  monthly: instanceId(9),
  fiveYears: instanceId(10),
  notADomain: instanceId(11),
  foreign: instanceId(12),
  adjusting: instanceId(13),
  ending: instanceId(14),
} as const;

/** A minute for everything, sites with and without a plan, and names held elsewhere. */
export function domainState(): StateDocument {
  const state = initialState();
  return {
    ...state,
    now: NOW,
    settings: {
      registrationMs: MINUTE,
      activationMs: MINUTE,
      icannConfirmationMs: MINUTE,
      redemptionMs: MINUTE,
      propagationMs: MINUTE,
    },
    accounts: [{ id: ACCOUNT }, { id: OTHER_ACCOUNT }, { id: CHILD_ACCOUNT, parentAccountId: ACCOUNT }],
    apiKeys: [...state.apiKeys, { key: "searching-key", accountId: ACCOUNT, permissions: [] }],
    domains: { ...state.domains, "foreign.com": { kind: "registered", accountId: OTHER_ACCOUNT } },
    domainMarket: {
      outside: { "bakery.com": {}, "cafe.com": {}, "secret.com": { registrar: null }, "banned.com": {} },
      premium: ["jewel.com"],
      restricted: ["banned.com"],
    },
    resellers: { ...state.resellers, packages: packages() },
    sites: { ...state.sites, [SECOND_SITE]: { ownerAccountId: ACCOUNT, name: "cafe", displayName: "Cafe" } },
  };
}

export const CONTACT = {
  firstName: "Ada",
  lastName: "Baker",
  email: "ada@example.net",
  address: "1 Mill Street",
  city: "Boston",
  subdivisionCode: "MA",
  postalCode: "02101",
  countryCode: "US",
  phone: "+16175550100",
};

/** The body of a registration that is in order, save for what is given. */
export function registration(change: object = {}) {
  const contacts = { registrant: CONTACT };
  return {
    registeredDomain: { domain: "new-bakery.com", productInstanceId: INSTANCES.com, contacts, ...change },
  };
}

export const refused = (reply: Reply): [number, string | undefined] => [reply.status, reply.code()];

/** What an answer holds under `key`. */
export function answered(reply: Reply, key: string): Record<string, unknown> {
  return (JSON.parse(reply.text) as Record<string, Record<string, unknown>>)[key]!;
}

/** Any violation but those that the test asked for is a mistake of the simulator or of the test. */
export async function violationKinds({ control }: Pick<SimulatedAccount, "control">): Promise<string[]> {
  return (await control.violations()).map(({ kind }) => kind);
}

function packages(): Package[] {
  const plan = { catalogProductId: SAMPLE_PRODUCTS.corePlan };
  return [
    holding(ACCOUNT, 1, [
      instance(INSTANCES.com),
      instance(INSTANCES.comThreeYears, { billingInfo: cycle("YEAR", 3) }),
      instance(INSTANCES.net, { catalogProductId: SAMPLE_PRODUCTS.netDomain }),
      instance(INSTANCES.pending, { status: "PENDING" }),
      instance(INSTANCES.fresh, { createdDate: NOW }),
      instance(INSTANCES.canceled, { status: "CANCELED" }),
      instance(INSTANCES.awaiting, { status: "AWAITING_ACTION" }),
      instance(INSTANCES.onSite, { siteId: SAMPLE_SITES.premium }),
      instance(INSTANCES.monthly, { billingInfo: cycle("MONTH", 1) }),
      instance(INSTANCES.fiveYears, { billingInfo: cycle("YEAR", 5) }),
      instance(INSTANCES.notADomain, plan),
      instance(INSTANCES.adjusting, { status: "PENDING", settling: settlingInto("ENABLED", true) }),
      instance(INSTANCES.ending, { status: "PENDING", settling: settlingInto("CANCELED", false) }),
      instance(instanceId(20), { ...plan, siteId: SAMPLE_SITES.premium }),
      instance(instanceId(21), { ...plan, siteId: SECOND_SITE }),
    ]),
    holding(OTHER_ACCOUNT, 2, [instance(INSTANCES.foreign)]),
  ];
}

function holding(accountId: string, number: number, productInstances: ProductInstance[]): Package {
  const id = `30000000-0000-4000-8000-00000000000${number}`;
  return { id, accountId, productInstances, createdDate: PAST, updatedDate: PAST };
}

function instance(id: string, change: Partial<ProductInstance> = {}): ProductInstance {
  return {
    instanceId: id,
    catalogProductId: SAMPLE_PRODUCTS.comDomain,
    status: "ENABLED",
    billingInfo: cycle("YEAR", 1),
    countryCode: "US",
    createdDate: PAST,
    updatedDate: PAST,
    ...change,
  };
}

function settlingInto(status: string, usable: boolean): NonNullable<ProductInstance["settling"]> {
  return { at: "2026-02-01T00:00:00.000Z", into: { status }, usable };
}

function cycle(unit: "MONTH" | "YEAR", count: number): ProductInstance["billingInfo"] {
  return { type: "RECURRING", cycleDuration: { unit, count } };
}

function instanceId(number: number): string {
  return `40000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
