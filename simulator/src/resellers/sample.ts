import type { z } from "zod";
import { type Cycle, type Package, PREMIUM_PLAN, type productSchema } from "./state";

/** Ids of the catalog that a simulator starts with. */
export const SAMPLE_PRODUCTS = {
  corePlan: "10000000-0000-4000-8000-000000000001",
  businessPlan: "10000000-0000-4000-8000-000000000002",
  comDomain: "10000000-0000-4000-8000-000000000003",
  netDomain: "10000000-0000-4000-8000-000000000004",
  businessEmail: "10000000-0000-4000-8000-000000000005",
} as const;

const months = (count: number, price: number): Cycle => ({
  billingInfo: { type: "RECURRING", cycleDuration: { unit: "MONTH", count } },
  price,
});

const years = (count: number, price: number): Cycle => ({
  billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count } },
  price,
});

/** Plans by the month and by the year, domains for one to three years, and mail for sites that have a plan. */
export const SAMPLE_CATALOG: z.input<typeof productSchema>[] = [
  {
    id: SAMPLE_PRODUCTS.corePlan,
    name: "Core plan",
    type: PREMIUM_PLAN,
    cycles: [months(1, 20), years(1, 200)],
  },
  {
    id: SAMPLE_PRODUCTS.businessPlan,
    name: "Business plan",
    type: PREMIUM_PLAN,
    cycles: [months(1, 30), years(1, 300)],
  },
  {
    id: SAMPLE_PRODUCTS.comDomain,
    name: ".com domain",
    type: "domain",
    cycles: [years(1, 15), years(2, 28), years(3, 40)],
    prerequisiteType: PREMIUM_PLAN,
    tlds: ["com"],
    maxPerSite: 100,
  },
  {
    id: SAMPLE_PRODUCTS.netDomain,
    name: ".net domain",
    type: "domain",
    cycles: [years(1, 17), years(2, 32), years(3, 45)],
    prerequisiteType: PREMIUM_PLAN,
    tlds: ["net"],
    maxPerSite: 100,
  },
  {
    id: SAMPLE_PRODUCTS.businessEmail,
    name: "Business e-mail",
    type: "business-email",
    cycles: [years(1, 60)],
    prerequisiteType: PREMIUM_PLAN,
  },
];

/** A Business plan, bought for a year and long since enabled. */
export const samplePackage = (accountId: string, siteId: string): Package => {
  const date = "2025-01-01T00:00:00.000Z";
  return {
    id: "30000000-0000-4000-8000-000000000001",
    accountId,
    externalId: "sample-plan",
    productInstances: [
      {
        instanceId: "40000000-0000-4000-8000-000000000001",
        catalogProductId: SAMPLE_PRODUCTS.businessPlan,
        siteId,
        status: "ENABLED",
        billingInfo: years(1, 300).billingInfo,
        countryCode: "US",
        createdDate: date,
        updatedDate: date,
      },
    ],
    createdDate: date,
    updatedDate: date,
  };
};
