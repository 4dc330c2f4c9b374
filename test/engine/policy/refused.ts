import { component, connectedDomain, dnsZoneRecords, wixPackage } from "../../support/scene";
import { businessPlan, corePlan, plan } from "../../unit/package/programs";
import {
  before,
  bought,
  domain,
  held,
  mail,
  many,
  MX,
  PROTECTED,
  records,
  SPF,
  zone,
  type Refused,
} from "./statements";

export const refused: Readonly<Record<string, Refused>> = {
  "a package without protect": {
    program: [...before, bought("bare", {}, {}, "{}")],
    rule: "wix-paid-protected",
    says: '"bare" is not protected',
  },
  "a package of the native plugin without protect": {
    native: true,
    program: [
      ...before,
      `new pulumi.CustomResource("wix:index:Package", "bare", ${JSON.stringify({ products: [plan(undefined)] })});`,
    ],
    rule: "wix-paid-protected",
    says: '"bare" is not protected',
  },
  "a registered domain without protect": {
    program: [...before, domain("shop", { domain: "bakery.com" }, "{}")],
    rule: "wix-paid-protected",
    says: '"shop" is not protected',
  },
  "a package that loses its protection": {
    program: [wixPackage("held", { products: [plan(undefined)] }), mail],
    rule: "wix-paid-protected",
    says: '"held" is not protected',
  },
  "a package that its end cancels": {
    program: [...before, bought("brief", {}, { onDestroy: "cancel" })],
    rule: "wix-paid-kept",
    says: '"brief" has onDestroy: "cancel"',
  },
  "more packages than the stack may declare": {
    program: [...before, ...many(2)],
    config: { "wix-paid-ceiling": { packages: 2 } },
    rule: "wix-paid-ceiling",
    says: "is package 3 of the stack; the limit is 2",
  },
  "more domains than the stack may declare": {
    program: [...before, domain("shop", { domain: "bakery.com" })],
    config: { "wix-paid-ceiling": { domains: 0 } },
    rule: "wix-paid-ceiling",
    says: '"shop" is registered domain 1 of the stack; the limit is 0',
  },
  "more of a product than the stack may declare": {
    program: [...before, bought("second")],
    config: { "wix-paid-ceiling": { products: { [corePlan]: 1 } } },
    rule: "wix-paid-ceiling",
    says: `brings product ${corePlan} to 2; the limit is 1`,
  },
  "six new packages, where nothing is configured": {
    program: [...before, ...many(6)],
    rule: "wix-purchase-ceiling",
    says: "This run would buy, or change, 6 packages",
  },
  "a new and a changed package in one run that may do one": {
    program: [
      wixPackage("held", { products: [plan(undefined)], externalId: "crm-1" }, PROTECTED),
      mail,
      bought("second"),
    ],
    config: { "wix-purchase-ceiling": { packages: 1 } },
    rule: "wix-purchase-ceiling",
    says: 'would buy, or change, 2 packages ("held", "second"); the limit is 1',
  },
  "more of a product than one run may buy": {
    program: [...before, ...many(2)],
    config: { "wix-purchase-ceiling": { products: { [corePlan]: 1 } } },
    rule: "wix-purchase-ceiling",
    says: `2 of product ${corePlan}; the limit is 1`,
  },
  "a product that is not allowed": {
    program: [...before, bought("big", { catalogProductId: businessPlan })],
    config: { "wix-allowed-products": { allow: [corePlan] } },
    rule: "wix-allowed-products",
    says: `products[0].catalogProductId of "big" is ${businessPlan}; allowed is ${corePlan}`,
  },
  "a product that is denied": {
    program: [...before, bought("big", { catalogProductId: businessPlan })],
    config: { "wix-allowed-products": { deny: [businessPlan] } },
    rule: "wix-allowed-products",
    says: 'which "deny" of wix-allowed-products names',
  },
  "a country that is not allowed": {
    program: [...before, bought("far", { countryCode: "fr" })],
    config: { "wix-allowed-countries": { allow: ["DE", "AT"] } },
    rule: "wix-allowed-countries",
    says: 'products[0].countryCode of "far" is FR; allowed are DE, AT',
  },
  "a country that is only known later, where such are refused": {
    program: [
      ...before,
      bought("first"),
      `new wix.Package("later", { products: [{ catalogProductId: "${corePlan}", countryCode: first.packageId }] }, ${PROTECTED});`,
    ],
    config: { "wix-allowed-countries": { allow: ["DE"], unknown: "refuse" } },
    rule: "wix-allowed-countries",
    says: 'products[0].countryCode of "later" is only known later',
  },
  "a TLD that is not allowed": {
    program: [...before, domain("shop", { domain: "bakery.net" })],
    config: { "wix-allowed-tlds": { allow: ["com", "co.uk"] } },
    rule: "wix-allowed-tlds",
    says: 'domain of "shop" is bakery.net; allowed are com, co.uk',
  },
  "a premium name that nobody named": {
    program: [...before, domain("shop", { domain: "bakery.com", allowPremium: true })],
    config: { "wix-costly-domains": { redeem: ["bakery.com"] } },
    rule: "wix-costly-domains",
    says: '"shop" has allowPremium',
  },
  "a redemption that nobody named": {
    program: [
      ...before,
      domain("shop", { domain: "bakery.com", redeem: { expired: "2027-03-02", priceClass: "REGULAR" } }),
    ],
    rule: "wix-costly-domains",
    says: '"shop" has redeem',
  },
  "records of mail that go when they are no longer declared": {
    program: [held, dnsZoneRecords("mail", records([MX, SPF], { onDestroy: "restore" }))],
    rule: "wix-mail-kept",
    says: `"mail" declares mail's MX of example.com`,
  },
  "a selector of DKIM in a component, as a map": {
    program: [
      ...before,
      component(
        "Mail",
        dnsZoneRecords(
          "dkim",
          { domainName: "example.com", records: { "TXT s2._domainkey": { values: ["v=DKIM1; p=abc"] } } },
          "{ parent }",
        ),
      ),
    ],
    rule: "wix-mail-kept",
    says: `"dkim" declares mail's DKIM of s2._domainkey.example.com`,
  },
  "mail that is given up together with its word to keep": {
    program: [
      held,
      dnsZoneRecords("mail", {
        domainName: "example.com",
        records: [{ type: "A", hostName: "shop", values: ["192.0.2.1"] }],
      }),
    ],
    config: { "wix-mail-kept": { zones: ["Example.com"] } },
    rule: "wix-mail-kept",
    says: '"mail" writes to example.com, whose mail is to be kept',
  },
  "a zone that loses its MX": {
    program: [held, dnsZoneRecords("mail", records([SPF]))],
    config: { "wix-mail-declared": zone("MX", "SPF") },
    rule: "wix-mail-declared",
    says: "No DnsZoneRecords declares the MX of example.com",
  },
  "a zone that loses its SPF value, while the set stays": {
    // The provider's own care is told that it is meant; the policy is not.
    program: [
      held,
      dnsZoneRecords("mail", records([MX, { ...SPF, values: ["other"] }], { allow: ["remove-spf"] })),
    ],
    config: { "wix-mail-declared": zone("MX", "SPF") },
    rule: "wix-mail-declared",
    says: "No DnsZoneRecords declares the SPF of example.com",
  },
  "a zone whose records are no longer declared at all": {
    program: [held],
    config: { "wix-mail-declared": zone("MX") },
    rule: "wix-mail-declared",
    says: "No DnsZoneRecords declares the MX of example.com",
  },
  "a connected domain that takes its zone with it": {
    program: [
      ...before,
      connectedDomain("shop", { domain: "bakery.example", connectionType: "NAMESERVERS", force: true }),
    ],
    rule: "wix-forced-disconnect",
    says: '"shop" has force: true',
  },
  "a mistyped setting": {
    program: before,
    config: { "wix-paid-ceiling": { package: 2 } },
    rule: "wix-paid-ceiling",
    says: 'wix-paid-ceiling has no setting "package"; there are: packages, domains, products, unknown',
  },
};
