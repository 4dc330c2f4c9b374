import { UNKNOWN } from "../../../provider/src/core/unknown";
import {
  businessEmail,
  businessPlan,
  corePlan,
  customerId,
  domain,
  freeSite,
  netDomain,
  plan,
  premiumSite,
  secondSite,
  yearly,
} from "./programs";

type Program = Record<string, unknown>;

/** A program that is refused before anything is sent, and the failures that its author reads. */
export interface WrongProgram {
  name: string;
  /** What was applied before; absent: nothing. */
  before?: Program;
  program: Program;
  /** Property and what the reason has to say. */
  failures: readonly (readonly [property: string, reason: RegExp])[];
}

const GUID = "11111111-2222-4333-8444-555555555555";

const one = (product: unknown, more: Program = {}): Program => ({
  externalId: "crm-4711",
  products: [product],
  ...more,
});
const two = (more: Program = {}): Program => ({
  externalId: "crm-4711",
  products: [plan(freeSite), domain()],
  ...more,
});

/** Wrong from the first run on. */
export const WRONG: readonly WrongProgram[] = [
  {
    name: "no products",
    program: { externalId: "crm-4711" },
    failures: [["products", /is missing; write a list of products/]],
  },
  {
    name: "an empty list of products",
    program: { externalId: "crm-4711", products: [] },
    failures: [["products", /at least one product/]],
  },
  {
    name: "one product in place of a list",
    program: { externalId: "crm-4711", products: plan(freeSite) },
    failures: [["products", /is an object: not a list of products/]],
  },
  {
    name: "more products than a package takes",
    program: { externalId: "crm-4711", products: Array.from({ length: 1001 }, () => domain()) },
    failures: [["products", /at most 1000/]],
  },
  {
    name: "a name in place of a product",
    program: one("core plan"),
    failures: [["products[0]", /is "core plan": not a product such as/]],
  },
  {
    name: "a product that is no GUID",
    program: one(plan(freeSite, { catalogProductId: "core-plan" })),
    failures: [["products[0].catalogProductId", /is "core-plan": not a GUID such as/]],
  },
  {
    name: "no country",
    program: one({ catalogProductId: corePlan }),
    failures: [["products[0].countryCode", /is missing; write an ISO 3166-1 country code/]],
  },
  {
    name: "a country's name",
    program: one(plan(freeSite, { countryCode: "Germany" })),
    failures: [["products[0].countryCode", /is "Germany".*"DE"/]],
  },
  {
    name: "a site's address in place of its id",
    program: one(plan("https://bakery.example")),
    failures: [["products[0].siteId", /not a GUID/]],
  },
  {
    name: "a cycle's name in place of billing information",
    program: one(plan(freeSite, { billingInfo: "yearly" })),
    failures: [["products[0].billingInfo", /is "yearly": not billing information such as/]],
  },
  {
    name: "recurring billing without a cycle",
    program: one(plan(freeSite, { billingInfo: { type: "RECURRING" } })),
    failures: [["products[0].billingInfo.cycleDuration", /RECURRING billing needs one/]],
  },
  {
    name: "one payment with a cycle",
    program: one(plan(freeSite, { billingInfo: { ...yearly(), type: "ONE_TIME" } })),
    failures: [["products[0].billingInfo.cycleDuration", /ONE_TIME billing has none/]],
  },
  {
    name: "a unit that Wix does not have",
    program: one(
      plan(freeSite, { billingInfo: { type: "RECURRING", cycleDuration: { unit: "QUARTER", count: 1 } } }),
    ),
    failures: [
      ["products[0].billingInfo.cycleDuration.unit", /is "QUARTER": allowed: "DAY", "WEEK", "MONTH", "YEAR"/],
    ],
  },
  {
    name: "half a year",
    program: one(plan(freeSite, { billingInfo: yearly(0.5) })),
    failures: [["products[0].billingInfo.cycleDuration.count", /is 0\.5: not a whole number from 1/]],
  },
  {
    name: "a discount code that is too long",
    program: one(plan(freeSite, { discountCode: "S".repeat(26) })),
    failures: [["products[0].discountCode", /longer than 25/]],
  },
  {
    name: "a reference that is no GUID",
    program: one(domain({ referenceProductInstanceId: "plan" })),
    failures: [["products[0].referenceProductInstanceId", /is "plan": not a GUID/]],
  },
  {
    name: "a property that products do not have",
    program: one(plan(freeSite, { quantity: 2 })),
    failures: [["products[0].quantity", /is not known here/]],
  },
  {
    name: "a property that packages do not have",
    program: two({ idempotencyKey: "mine" }),
    failures: [["idempotencyKey", /is not known here; allowed: products, externalId, accountId, onDestroy/]],
  },
  {
    name: "an empty external id",
    program: two({ externalId: " " }),
    failures: [["externalId", /is empty/]],
  },
  {
    name: "an external id of 101 characters",
    program: two({ externalId: "x".repeat(101) }),
    failures: [["externalId", /longer than 100 characters/]],
  },
  {
    name: "an external id that is part of no URL",
    program: two({ externalId: ".." }),
    failures: [["externalId", /dots alone/]],
  },
  {
    name: "an account's name in place of its id",
    program: two({ accountId: "agency" }),
    failures: [["accountId", /is "agency": not a GUID/]],
  },
  {
    name: "a way to destroy that there is not",
    program: two({ onDestroy: "delete" }),
    failures: [["onDestroy", /is "delete": allowed: "keep", "cancel"/]],
  },
  {
    name: "the same product twice on one site",
    program: { externalId: "crm-4711", products: [plan(freeSite), domain(), plan(freeSite)] },
    failures: [["products[2].siteId", /is the site of products\[0\], the same product/]],
  },
  {
    name: "one reference for two companions",
    program: {
      externalId: "crm-4711",
      products: [
        domain({ referenceProductInstanceId: GUID }),
        { catalogProductId: businessEmail, countryCode: "DE", referenceProductInstanceId: GUID },
      ],
    },
    failures: [["products[1].referenceProductInstanceId", /is that of products\[0\] too/]],
  },
  {
    name: "several faults at once",
    program: {
      externalId: "",
      onDestroy: "ask",
      products: [plan("here"), UNKNOWN, domain({ countryCode: "D", billingInfo: yearly(0) })],
    },
    failures: [
      ["products[0].siteId", /not a GUID/],
      ["products[2].countryCode", /"D"/],
      ["products[2].billingInfo.cycleDuration.count", /is 0/],
      ["externalId", /is empty/],
      ["onDestroy", /"ask"/],
    ],
  },
];

/** What Wix cannot change of a package that exists. */
export const WRONG_CHANGES: readonly WrongProgram[] = [
  {
    name: "another country",
    before: two(),
    program: two({ products: [plan(freeSite), domain({ countryCode: "FR" })] }),
    failures: [["products[1].countryCode", /was "DE".*Wix cannot change it. Declare a second Package/]],
  },
  {
    name: "another reference",
    before: two(),
    program: two({ products: [plan(freeSite), domain({ referenceProductInstanceId: GUID })] }),
    failures: [["products[1].referenceProductInstanceId", /was not given.*Declare a second Package/]],
  },
  {
    name: "a discount code for what is bought",
    before: two(),
    program: two({ products: [plan(freeSite, { discountCode: "SPRING" }), domain()] }),
    failures: [["products[0].discountCode", /only at the purchase and together with another product/]],
  },
  {
    name: "another account",
    before: two({ accountId: customerId }),
    program: two({ accountId: GUID }),
    failures: [["accountId", new RegExp(`was "${customerId}".*Declare a second Package`)]],
  },
  {
    name: "a product more",
    before: two(),
    program: two({ products: [plan(freeSite), domain(), domain()] }),
    failures: [["products[2]", /the package has 2, and Wix can neither add.*Declare a second Package/]],
  },
  {
    name: "a product less, which would be lost",
    before: two(),
    program: two({ products: [plan(freeSite)] }),
    failures: [["products", new RegExp(`no longer has product ${netDomain}.*needs onDestroy: "cancel"`)]],
  },
  {
    name: "one of two alike products less",
    before: { externalId: "crm-4711", onDestroy: "cancel", products: [domain(), domain()] },
    program: { externalId: "crm-4711", onDestroy: "cancel", products: [domain()] },
    failures: [["products", /2 alike, so it is not clear which one to cancel. First give each its siteId/]],
  },
  {
    name: "a product less and another changed at once",
    before: two({ onDestroy: "cancel" }),
    program: two({ onDestroy: "cancel", products: [plan(secondSite)] }),
    failures: [["products", /fewer products and others are changed/]],
  },
  {
    name: "several forbidden changes at once",
    before: two(),
    program: two({
      products: [
        plan(premiumSite, { catalogProductId: businessPlan, countryCode: "AT" }),
        domain({ countryCode: "AT" }),
      ],
    }),
    failures: [
      ["products[0].countryCode", /was "DE"/],
      ["products[1].countryCode", /was "DE"/],
    ],
  },
];
