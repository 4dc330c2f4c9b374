import { SAMPLE_PRODUCTS } from "../../simulator/src/resellers/sample";
import { SAMPLE_SITES } from "../../simulator/src/sites/sample";

const billingInfo = { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } };

/** What the programs of the table use by name. */
export const NAMES = {
  /** A site without a plan, and one with. */
  site: SAMPLE_SITES.free,
  premiumSite: SAMPLE_SITES.premium,
  /** Products of a package. */
  plan: { catalogProductId: SAMPLE_PRODUCTS.corePlan, countryCode: "DE", billingInfo },
  otherPlan: { catalogProductId: SAMPLE_PRODUCTS.businessPlan, countryCode: "DE", billingInfo },
  comDomain: { catalogProductId: SAMPLE_PRODUCTS.comDomain, countryCode: "DE", billingInfo },
  /** A product instance. */
  instance: "50000000-0000-4000-8000-000000000001",
  /** Record sets. */
  mx: { type: "MX", hostName: "@", values: ["10 mx1.example.net"] },
  spf: { type: "TXT", hostName: "@", values: ["v=spf1 include:_spf.example.net -all"] },
  /** Of a registration. */
  registrant: {
    firstName: "Ann",
    lastName: "Baker",
    email: "ann@example.net",
    address: "1 Main Street",
    city: "Boston",
    countryCode: "US",
    subdivisionCode: "MA",
    postalCode: "02101",
    phone: "+16175550100",
  },
} as const;
