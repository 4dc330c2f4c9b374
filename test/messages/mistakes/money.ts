import type { Subject } from "../mistake.ts";

const pack = (product: string, more = ""): string =>
  `new wix.Package("plan", { products: [${product}]${more} });`;
const registration = (more: string, domain = "bakery-of-ann.com"): string =>
  `new wix.RegisteredDomain("bakery", { domain: "${domain}", productInstanceId: instance, contacts: { registrant }${more} });`;
const bought = (more: string): string =>
  `const paid = new wix.Package("name", { products: [comDomain] });\n${registration(more)}`.replace(
    "productInstanceId: instance",
    "productInstanceId: paid.productInstanceIds[0]",
  );

export const MONEY: Subject = {
  title: "What is paid for",
  mistakes: {
    "no-products": { title: "A package of nothing", program: pack("") },
    "country-uk": {
      title: "A country that ISO 3166 does not know",
      program: pack('{ ...plan, countryCode: "UK" }'),
    },
    "billing-without-cycle": {
      title: "Recurring billing without a cycle",
      program: pack('{ ...plan, billingInfo: { type: "RECURRING" } }'),
    },
    "product-twice": {
      title: "One product twice on one site",
      program: pack("{ ...plan, siteId: site }, { ...plan, siteId: site }"),
    },
    "external-id-long": {
      title: "An external id of more than 100 characters",
      program: pack("plan", ', externalId: "x".repeat(101)'),
    },
    "country-changed": {
      title: "Another country for what is bought already",
      before: pack("plan"),
      program: pack('{ ...plan, countryCode: "FR" }'),
    },
    "external-id-twice": {
      title: "Two packages of one external id",
      program: [
        pack("plan", ', externalId: "crm-1"'),
        'new wix.Package("other", { products: [otherPlan], externalId: "crm-1" });',
      ].join("\n"),
    },
    "other-products-there": {
      title: "A package of another program has the external id",
      program: pack("otherPlan", ', externalId: "sample-plan"'),
      command: "up",
    },
    "domain-subdomain": {
      title: "A subdomain is to be registered",
      program: registration("", "shop.bakery.com"),
    },
    "domain-short": { title: "A name that is too short", program: registration("", "ab.com") },
    "phone-local": {
      title: "A phone number without its country",
      program: registration("").replace(
        "{ registrant }",
        '{ registrant: { ...registrant, phone: "617 555 0100" } }',
      ),
    },
    "state-missing": {
      title: "An address in the USA without its state",
      program: registration("").replace(
        "{ registrant }",
        "{ registrant: { ...registrant, subdivisionCode: undefined } }",
      ),
    },
    "domain-taken": {
      title: "The name is taken",
      program: registration("", "bakery.example"),
      command: "up",
    },
    "domain-premium": {
      title: "The name is a premium one",
      program: registration("", "premium-bakery.com"),
      command: "up",
    },
    "kept-package": {
      title: "A destroy keeps what is paid for",
      before: pack("plan"),
      program: "",
      command: "destroy",
    },
    "domain-changed": {
      title: "Another name for a domain that is registered",
      before: bought(""),
      program: bought("").replace("bakery-of-ann", "bakery-of-bob"),
    },
    "contacts-changed": {
      title: "Other contacts of a domain that is registered",
      before: bought(""),
      program: bought("").replace("{ registrant }", '{ registrant: { ...registrant, city: "Cambridge" } }'),
    },
    "kept-domain": {
      title: "A destroy cannot end a registration",
      before: bought(""),
      program: "",
      command: "destroy",
    },
  },
};
