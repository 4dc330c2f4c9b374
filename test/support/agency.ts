/* An agency's account as it has grown over years: what an export adopts, and beside it one of each that it cannot. */
import { initialState, type RecordSet, type StateDocument } from "../../simulator/src";
import { computedZone } from "../../simulator/src/domains/wix-records";
import { SAMPLE_PRODUCTS } from "../../simulator/src/resellers/sample";
import { accountId } from "./world";

export const DOMAINS = 20;
export const PACKAGES = 30;
export const RECORD_SETS = 500;

const guid = (kind: number, index: number): string =>
  `${kind}0000000-0000-4000-8000-${String(100 + index).padStart(12, "0")}`;

const SITES = [
  "Bäckerei Zum Stern",
  "Bakery",
  "Bakery",
  "42 Records",
  "*/ import * as evil",
  "花屋",
  "delete",
  "Shop “Mitte” & Co.",
  "Garden Centre",
  "A very long name that somebody has given to a site, and that goes on and on",
];
const siteId = (index: number): string => guid(2, index % SITES.length);

const DATE = "2025-03-01T00:00:00.000Z";
const YEARLY = { type: "RECURRING" as const, cycleDuration: { unit: "YEAR" as const, count: 1 } };

/** Domains of which the even ones were registered through Wix. */
export const domainOf = (index: number): string => `customer-${String(index + 1).padStart(2, "0")}.com`;
const isRegistered = (index: number): boolean => index % 2 === 0;
const instanceOf = (index: number): string => guid(4, index);

/** Record sets of one zone: 25, and what the export leaves out. */
const recordsOf = (domain: string): RecordSet[] => {
  const set = (type: RecordSet["type"], host: string, values: string[], ttl = 3600): RecordSet => ({
    type,
    hostName: host === "@" ? domain : `${host}.${domain}`,
    ttl,
    values,
  });
  return [
    set("MX", "@", ["10 mx1.mail.example.net", "20 mx2.mail.example.net"]),
    set("TXT", "@", [
      "v=spf1 include:_spf.mail.example.net -all",
      `site-verification=${"0123456789abcdef".repeat(3)}`,
    ]),
    set("TXT", "_dmarc", [`v=DMARC1; p=reject; rua=mailto:dmarc@${domain}`]),
    set("TXT", "s1._domainkey", [`v=DKIM1; k=rsa; p=${"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ".repeat(6)}`]),
    set("CNAME", "s2._domainkey", ["s2.dkim.mail.example.net"]),
    set("CNAME", "autodiscover", ["autodiscover.mail.example.net"], 300),
    set("SRV", "_imaps._tcp", ["0 1 993 imap.mail.example.net"]),
    set("TXT", "_acme-challenge", ["a\"quoted\"-'text' with \\ in it"]),
    set("CNAME", "_github-challenge-org", ["proof.example.net"]),
    set("AAAA", "@", ["2001:db8::1"]),
    set("CNAME", "shop.example", ["shops.example.net"]),
    set("A", "*.staging", ["192.0.2.10", "192.0.2.11"], 60),
    set("NAPTR", "sip", ['100 10 "S" "SIP+D2U" "" _sip._udp.example.net']),
    ...Array.from({ length: 12 }, (_, index) => set("A", `host-${index + 1}`, [`192.0.2.${index + 20}`])),
  ];
};

const packageOf = (
  index: number,
  product: string,
  more: { site?: string; status?: string; externalId?: string | undefined } = {},
) => ({
  id: guid(3, index),
  accountId,
  ...("externalId" in more
    ? more.externalId !== undefined && { externalId: more.externalId }
    : { externalId: `customer-${index + 1}-plan` }),
  productInstances: [
    {
      instanceId: instanceOf(index),
      catalogProductId: product,
      ...(more.site !== undefined && { siteId: more.site }),
      status: more.status ?? "ENABLED",
      billingInfo: YEARLY,
      countryCode: "DE",
      createdDate: DATE,
      updatedDate: DATE,
    },
  ],
  createdDate: DATE,
  updatedDate: DATE,
});

const { comDomain, businessPlan, businessEmail } = SAMPLE_PRODUCTS;

/** Thirty that can be adopted, and five that cannot. */
const packages = () => [
  ...Array.from({ length: DOMAINS }, (_, index) =>
    isRegistered(index)
      ? packageOf(index, comDomain, { externalId: `pulumi/old/prod/${domainOf(index)}` })
      : packageOf(index, businessEmail, { site: siteId(index) }),
  ),
  ...Array.from({ length: PACKAGES - DOMAINS }, (_, index) =>
    packageOf(DOMAINS + index, businessPlan, { site: siteId(index) }),
  ),
  packageOf(50, businessEmail, { site: siteId(0), externalId: undefined }),
  packageOf(51, businessEmail, { site: siteId(2), status: "FAILED" }),
  packageOf(52, businessEmail, { site: siteId(4), status: "CANCELED" }),
  packageOf(53, comDomain, { externalId: "twice" }),
  packageOf(54, comDomain, { externalId: "twice" }),
];

const CONTACT = {
  firstName: "Flora",
  lastName: "Example",
  email: "flora@example.org",
  address: "2 Garden Road",
  city: "Chicago",
  subdivisionCode: "IL",
  postalCode: "60601",
  countryCode: "US",
  phone: "+13125550100",
};

/** The account, as the simulator loads it. */
export const agency = (): StateDocument => {
  const names = Array.from({ length: DOMAINS }, (_, index) => domainOf(index));
  const domains = names.map((name, index): [string, NonNullable<StateDocument["domains"]>[string]] => [
    name,
    isRegistered(index)
      ? {
          kind: "registered",
          accountId,
          productInstanceId: instanceOf(index),
          contacts: { registrant: CONTACT },
          expirationDate: "2099-03-01T00:00:00.000Z",
        }
      : { kind: "connected", accountId, connectionType: "NAMESERVERS" },
  ]);
  const zones: NonNullable<StateDocument["dnsZones"]> = Object.fromEntries(
    names.map((name, index) => [
      name,
      { dnssecEnabled: index < 2, records: [...computedZone(name).records, ...recordsOf(name)] },
    ]),
  );
  zones[domainOf(1)]?.records.push({
    type: "TXT",
    hostName: `two.${domainOf(1)}`,
    values: ["v=spf1 -all", "v=spf1 mx -all"],
  });
  return {
    ...initialState(),
    settings: { settleMs: 200 },
    domains: {
      ...Object.fromEntries(domains),
      "failed.com": {
        kind: "registered",
        accountId,
        status: "FAILED_REGISTRATION",
        productInstanceId: guid(4, 53),
      },
      "pointing.example": { kind: "connected", accountId, connectionType: "POINTING" },
      "blog.pointing.example": { kind: "connected", accountId, connectionType: "UNKNOWN_CONNECTION_TYPE" },
    },
    dnsZones: zones,
    dnsPropagations: {},
    domainMarket: { outside: {} },
    resellers: { catalog: initialState().resellers?.catalog ?? [], packages: packages() },
    sites: Object.fromEntries(
      SITES.map((displayName, index) => [
        siteId(index),
        { ownerAccountId: accountId, name: `site-${index}`, displayName, createdDate: DATE },
      ]),
    ),
    domainAssignments: Object.fromEntries(
      names.map((name, index) => [
        name,
        { siteId: siteId(index), assignmentType: index < SITES.length ? "PRIMARY" : "REDIRECT" },
      ]),
    ),
  };
};
