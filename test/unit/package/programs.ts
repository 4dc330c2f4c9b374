import { initialState, type StateDocument } from "../../../simulator/src";
import { SAMPLE_PRODUCTS } from "../../../simulator/src/resellers/sample";
import { SAMPLE_SITES } from "../../../simulator/src/sites/sample";
import { accountId } from "../../support/world";

export const { corePlan, businessPlan, comDomain, netDomain, businessEmail } = SAMPLE_PRODUCTS;
export const { premium: premiumSite, free: freeSite, customer: customerSite } = SAMPLE_SITES;
export const secondSite = "20000000-0000-4000-8000-000000000009";
export const customerId = "00000000-0000-4000-8000-000000000003";

export const yearly = (count = 1) => ({ type: "RECURRING", cycleDuration: { unit: "YEAR", count } });
export const monthly = { type: "RECURRING", cycleDuration: { unit: "MONTH", count: 1 } };

/** A plan on a site. */
export const plan = (siteId: string | undefined, more: Record<string, unknown> = {}) => ({
  catalogProductId: corePlan,
  countryCode: "DE",
  billingInfo: yearly(),
  ...(siteId !== undefined && { siteId }),
  ...more,
});

/** A domain product, which is on no site. */
export const domain = (more: Record<string, unknown> = {}) => ({
  catalogProductId: netDomain,
  countryCode: "DE",
  billingInfo: yearly(),
  ...more,
});

/** The simulated account, with one more site that has no plan. */
export const account = (): StateDocument => {
  const state = initialState();
  return {
    ...state,
    sites: {
      ...state.sites,
      [secondSite]: { ownerAccountId: accountId, name: "cobbler", displayName: "Cobbler" },
    },
  };
};
