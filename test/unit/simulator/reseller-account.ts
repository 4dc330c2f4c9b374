import { beforeAll, beforeEach } from "@jest/globals";
import {
  type Outcome,
  SAMPLE_PRODUCTS,
  SAMPLE_SITES,
  type SimulatedAccount,
  type StateDocument,
  createSimulatedAccount,
} from "../../../simulator/src";
import { crowdedState, type Reply, type Send, sender } from "./account";

export const { corePlan, businessPlan, comDomain, businessEmail } = SAMPLE_PRODUCTS;
export const { premium: PREMIUM_SITE, free: FREE_SITE, customer: CUSTOMER_SITE } = SAMPLE_SITES;

/** The instance of the plan that the premium site starts with, and its package. */
export const PLAN_INSTANCE = "40000000-0000-4000-8000-000000000001";
export const PLAN_PACKAGE = "30000000-0000-4000-8000-000000000001";

export const PACKAGES = "/resellers/v1/packages";
export const NOBODY = "99999999-9999-4999-8999-999999999999";

export const monthly = { type: "RECURRING", cycleDuration: { unit: "MONTH", count: 1 } } as const;
export const yearly = { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } } as const;
export const biennial = { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 2 } } as const;

type Catalog = NonNullable<NonNullable<StateDocument["resellers"]>["catalog"]>;

/** The crowded account at a known instant, with changes to products of its catalog. */
export function resellerState(changes: Record<string, Partial<Catalog[number]>> = {}): StateDocument {
  const state = crowdedState();
  const catalog = state.resellers?.catalog?.map(product => ({ ...product, ...changes[product.id] })) ?? [];
  return { now: "2026-01-01T00:00:00.000Z", ...state, resellers: { ...state.resellers, catalog } };
}

interface InstanceAnswer {
  instanceId: string;
  catalogProductId: string;
  siteId?: string;
  status: string;
  failure?: { code: string; message: string };
  billingInfo?: unknown;
  paymentInfo?: unknown;
}

export interface PackageAnswer {
  id: string;
  accountId: string;
  parentAccountId: string;
  externalId?: string;
  productInstances: InstanceAnswer[];
  updatedDate: string;
}

export const bodyOf = (reply: Reply): unknown => JSON.parse(reply.text);
export const packageOf = (reply: Reply) => (bodyOf(reply) as { package: PackageAnswer }).package;
export const refused = (reply: Reply) => [reply.status, reply.code()];

/** A reseller at work: what is bought, read and moved on. */
export function reseller(simulator: Pick<SimulatedAccount, "control">, send: Send) {
  const buy = (products: object[], more: object = {}, headers = {}) =>
    send("POST", "/resellers/v2/packages", { products, ...more }, headers);
  return {
    buy,
    /** Buys one thing and answers with its package. */
    async bought(product: object, more: object = {}) {
      return packageOf(await buy([{ countryCode: "DE", ...product }], more));
    },
    async read(packageId: string) {
      return packageOf(await send("GET", `${PACKAGES}/${packageId}`));
    },
    async statusOf(packageId: string) {
      const { productInstances } = await this.read(packageId);
      return productInstances.map(({ status }) => status);
    },
    settle: () => simulator.control.advanceClock(1000),
    instance: (method: string, instanceId: string, path = "", body: unknown = {}) =>
      send(method, `${PACKAGES}/product-instances/${instanceId}${path}`, body),
    nextOutcome: (productId: string, outcome: Outcome) =>
      simulator.control.edit("resellers", productId, { of: "product", nextOutcomes: [outcome] }),
  };
}

/** The account of a file's tests, each of which finds it in the same state. */
export function resellerAccount(seed: number) {
  const account = {} as { simulator: SimulatedAccount; send: Send; shop: ReturnType<typeof reseller> };
  beforeAll(() => {
    account.simulator = createSimulatedAccount({ seed, clock: "frozen" });
    account.send = sender(account.simulator);
    account.shop = reseller(account.simulator, account.send);
  });
  beforeEach(() => account.simulator.control.loadState(resellerState()));
  return account;
}
