import { dnsZoneRecords } from "../../support/scene";
import { businessPlan, corePlan } from "../../unit/package/programs";
import {
  before,
  bought,
  DKIM,
  domain,
  held,
  MX,
  PROTECTED,
  records,
  SPF,
  zone,
  type Passing,
} from "./statements";

export const passing: Readonly<Record<string, Passing>> = {
  "what exists and stays": { program: before, config: { "wix-purchase-ceiling": { packages: 0 } } },
  "one new package beside one that stays and one that is only read, in a run that may buy one": {
    program: [...before, bought("second"), 'wix.Package.get("seen", held.packageId);'],
    config: { "wix-purchase-ceiling": { packages: 1, products: { [corePlan]: 1 } } },
  },
  "what all lists allow": {
    program: [...before, bought("second", { countryCode: "at" }), domain("shop", { domain: "bakery.co.uk" })],
    config: {
      "wix-paid-ceiling": { packages: 2, domains: 1, products: { [corePlan]: 2 } },
      "wix-allowed-products": { allow: [corePlan.toUpperCase()], deny: [businessPlan] },
      "wix-allowed-countries": { allow: ["DE", "AT"] },
      "wix-allowed-tlds": { allow: ["uk"], deny: ["com"] },
    },
  },
  "resources that are named as exceptions": {
    program: [
      ...before,
      bought("brief", {}, { onDestroy: "cancel" }, "{}"),
      dnsZoneRecords("dkim", records([DKIM], { onDestroy: "delete" })),
    ],
    config: {
      "wix-paid-protected": { except: ["brief"] },
      "wix-paid-kept": { except: ["urn:pulumi:test::test::pulumi-nodejs:dynamic/wix:Package::brief"] },
      "wix-mail-kept": { except: ["dkim"] },
    },
  },
  "a country that is only known later, and says so": {
    program: [
      ...before,
      bought("first"),
      `new wix.Package("later", { products: [{ catalogProductId: "${corePlan}", countryCode: first.packageId }] }, ${PROTECTED});`,
    ],
    config: { "wix-allowed-countries": { allow: ["DE"] } },
    says: /\[advisory\] +wix-allowed-countries[^]*countryCode of "later" is only known later/,
  },
  "what is advised against only": {
    program: [...before, bought("bare", {}, {}, "{}")],
    config: { "wix-paid-protected": "advisory" },
    says: /\[advisory\] +wix-paid-protected[^]*"bare" is not protected/,
  },
  "records of mail that move from one resource to another": {
    program: [
      held,
      dnsZoneRecords("mail", records([SPF])),
      dnsZoneRecords(
        "more",
        records([MX, DKIM, { ...SPF, hostName: "_dmarc", values: ["v=DMARC1; p=none"] }]),
      ),
    ],
    config: { "wix-mail-declared": zone("MX", "SPF", "DKIM s1", "DMARC") },
  },
  "records that are only known later, and says so": {
    program: [
      held,
      bought("first"),
      'new wix.DnsZoneRecords("mail", { domainName: "example.com", onDestroy: "keep", records: first.packageId.apply(() => []) });',
    ],
    config: { "wix-mail-declared": zone("MX") },
    says: /\[advisory\] +wix-mail-declared[^]*Whether example.com keeps its MX cannot be told: records of "mail"/,
  },
  "secret records": {
    program: [
      held,
      `new wix.DnsZoneRecords("mail", { domainName: "example.com", onDestroy: "keep", records: pulumi.secret(${JSON.stringify([MX, SPF])}) });`,
    ],
    config: { "wix-mail-declared": zone("MX", "SPF") },
  },
  "what a pack of one's own lets pass with these rules": {
    program: [...before, bought("bare", {}, {}, "{}")],
    pack: "own",
    says: /\[advisory\] +wix-paid-protected[^]*"bare" is not protected/,
  },
};
