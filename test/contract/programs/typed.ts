/*
 * Never run: compiled against the package as it is packed, by the oldest and the newest TypeScript. What a compiler can stop a
 * wrong program from, it stops; what is right passes, with Outputs wherever there may be some.
 */
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

declare const later: pulumi.Output<string>;
declare const options: pulumi.CustomResourceOptions;
const siteId = "22222222-2222-4222-8222-222222222222";

/* What is paid again and again has a cycle, and what is paid once has none. */
declare const billingLater: pulumi.Output<wix.BillingInfoArgs>;
declare const cycleLater: pulumi.Output<wix.CycleDurationArgs>;
const product = { catalogProductId: later, countryCode: "DE" };
const year: wix.CycleDurationArgs = { unit: "YEAR", count: 1 };
const once = { type: "ONE_TIME" } as const;

export const billings: pulumi.Input<wix.BillingInfoArgs>[] = [
  once,
  { type: "RECURRING", cycleDuration: year },
  { type: "RECURRING", cycleDuration: { unit: "MONTH", count: later.apply(Number) } },
  { type: "RECURRING", cycleDuration: cycleLater },
  pulumi.output(once),
  billingLater,
  // @ts-expect-error: without a cycle
  { type: "RECURRING" },
  // @ts-expect-error: with one
  { type: "ONE_TIME", cycleDuration: year },
  // @ts-expect-error: no such unit
  { type: "RECURRING", cycleDuration: { unit: "CENTURY", count: 1 } },
  // @ts-expect-error: no such type
  { type: "WEEKLY" },
];

const plan = new wix.Package("plan", {
  products: [
    product,
    { ...product, billingInfo: billingLater },
    pulumi.output({ ...product, billingInfo: once }),
  ],
});
new wix.Package("the-same-again", { products: plan.products });
new wix.Package("of-a-list", {
  products: [later, later].map(catalogProductId => ({ ...product, catalogProductId })),
});
// @ts-expect-error: without a cycle, within a program
new wix.Package("wrong", { products: [{ ...product, billingInfo: { type: "RECURRING" } }] });
// @ts-expect-error: not an argument
new wix.Package("wrong", { products: [product], siteId });

/* Exactly one of two. */
export const found = {
  byId: wix.getPackage({ packageId: siteId }),
  byExternalId: wix.getPackageOutput({ externalId: later, accountId: later }),
  siteById: wix.getSiteOutput({ siteId: later }),
  siteByName: wix.getSite({ name: "bakery" }),
  // @ts-expect-error: neither of the two
  noPackage: wix.getPackage({}),
  // @ts-expect-error: both of the two
  bothPackages: wix.getPackage({ packageId: siteId, externalId: "crm-1" }),
  // @ts-expect-error: neither of the two
  noPackageLater: wix.getPackageOutput({ accountId: later }),
  // @ts-expect-error: neither of the two
  noSite: wix.getSite({}),
  // @ts-expect-error: both of the two
  bothSites: wix.getSite({ siteId, name: "bakery" }),
  // @ts-expect-error: both of the two
  bothSitesLater: wix.getSiteOutput({ siteId: later, name: later }),
};

/* Where all arguments may be left out, so may the arguments; none that is not known passes. */
export const all = {
  sites: wix.getSites(),
  sitesLater: wix.getSitesOutput(),
  ofAccount: wix.listPackagesOutput({ accountId: later, siteId }),
  others: wix.getSites({ namespaces: ["HEADLESS", "ALBUMS"] }),
  // @ts-expect-error: not an argument
  wrong: wix.getSites({ names: ["bakery"] }),
  // @ts-expect-error: not an argument
  wrongLater: wix.getSitesOutput({ names: ["bakery"] }),
};

/* Dynamic resources cannot be imported; options that come from elsewhere pass. */
const domain = "example.com";
new wix.DnsSettings(
  "settings",
  { domainName: domain, dnssecEnabled: true },
  { protect: true, dependsOn: plan },
);
new wix.DnsSettings("settings", { domainName: domain, dnssecEnabled: true }, options);
new wix.DnsSettings(
  "settings",
  { domainName: domain, dnssecEnabled: true },
  pulumi.mergeOptions(options, {}),
);
// @ts-expect-error: not an option of theirs
new wix.DnsSettings("settings", { domainName: domain, dnssecEnabled: true }, { import: domain });
// @ts-expect-error: nor of what is read only
wix.Package.get("plan", siteId, {}, { import: siteId });

/* Sets of words. */
export const words = [
  new wix.DnsZoneRecords("a", { domainName: domain, records: [], allow: ["remove-mx"], onDestroy: "keep" }),
  // @ts-expect-error: no such word
  new wix.DnsZoneRecords("b", { domainName: domain, records: [], allow: ["remove-mail"] }),
  // @ts-expect-error: a word of `Package`
  new wix.DnsZoneRecords("c", { domainName: domain, records: [], onDestroy: "cancel" }),
  // @ts-expect-error: no such type
  new wix.ConnectedDomain("g", { domain, connectionType: "CNAME" }),
  // @ts-expect-error: no such role
  new wix.DomainAssignment("h", { domain, siteId, assignmentType: "SECONDARY" }),
  // @ts-expect-error: no such provider's region
  wix.mail.zohoMail({ region: "us" }),
  wix.mail.mailgun({ hostName: "mg.example.com", dkim: { key: "v=DKIM1; p=" } }),
  // @ts-expect-error: a key, and aliases of keys
  wix.mail.mailgun({ hostName: "mg.example.com", dkim: { key: "v=DKIM1; p=", pdk1: "a", pdk2: "b" } }),
  // @ts-expect-error: no such policy
  wix.mail.dmarc({ policy: "block" }),
];

export const recordSets: wix.DnsZoneRecordsArgs["records"][] = [
  [{ type: "MX", hostName: "@", values: ["10 mx1.example.net", later], ttl: 3600 }],
  pulumi.output([{ type: "A" as const, hostName: "@", values: [later] }]),
  { "A www": { values: [later] } },
  // @ts-expect-error: Wix's own
  [{ type: "NS", hostName: "@", values: ["ns1.example.net"] }],
  // @ts-expect-error: one value, and no list
  [{ type: "A", hostName: "@", values: "192.0.2.1" }],
  // @ts-expect-error: a set, and no list of them
  { type: "A", hostName: "@", values: ["192.0.2.1"] },
];

/* What Wix may add words to is open: known words are completed, and an unknown one is no error. */
export const open = plan.productInstances.apply(([instance]) => [
  instance?.status === "AWAITING_ACTION",
  instance?.status === "a word that Wix adds later",
  instance?.failure?.code === "DELIVERY_TIMEOUT",
]);
export const status: wix.ProductInstanceStatus = "a word that Wix adds later";
// @ts-expect-error: a number is no word
export const wrongStatus: wix.ProductInstanceStatus = 1;

/* What is read fits what takes it. */
declare const shop: wix.ConnectedDomain;
declare const registered: wix.RegisteredDomain;
declare const mail: wix.DnsZoneRecords;
const productInstanceId = plan.productInstanceIds.apply(([first = ""]) => first);

export const zones = {
  ofAConnectedDomain: new wix.DnsZoneRecords("a", { domainName: shop.domain, records: shop.zoneRecords }),
  ofAnotherZone: new wix.DnsZoneRecords("b", { domainName: mail.domainName, records: mail.records }),
  ofMail: new wix.DnsZoneRecords("c", { domainName: domain, records: wix.mail.googleWorkspace() }),
  setUp: wix.getSetupInfoOutput({ domain: later }).apply(({ domain: domainName, zoneRecords }) => {
    new wix.DnsZoneRecords("d", { domainName, records: zoneRecords });
  }),
  read: wix.getDnsZone({ domainName: domain }).then(({ domainName, dnssecEnabled, records }) => {
    new wix.DnsZoneRecords("e", { domainName, records: records.filter(wix.isDeclarable) });
    new wix.DnsSettings("f", { domainName, dnssecEnabled });
    // @ts-expect-error: NS and SOA are among them
    new wix.DnsZoneRecords("g", { domainName, records });
  }),
  previewed: wix.previewDnsZone({ domainName: domain }).then(({ domainName, records }) => {
    const all = wix.mail.combine(records.filter(wix.isDeclarable), wix.mail.dmarc({ policy: "reject" }));
    new wix.DnsZoneRecords("h", { domainName, records: all });
  }),
  combined: () => {
    const records = wix.mail.combine(wix.mail.zohoMail(), [{ type: "TXT", hostName: "@", values: ["a"] }]);
    return new wix.DnsZoneRecords("i", { domainName: domain, records });
  },
};

export const domains = {
  places: wix.listDomainAssignments().then(all => all.map(one => new wix.DomainAssignment("a", one))),
  connected: wix
    .getConnectedDomain({ domain })
    .then(({ connectionType = "POINTING", assignmentType, ...found }) => {
      const role = assignmentType && { assignmentType };
      new wix.ConnectedDomain("b", { domain: found.domain, connectionType, siteId, ...role });
    }),
  registered: wix.getRegisteredDomain({ domain }).then(({ assignmentType, ...found }) => {
    const role = assignmentType && { assignmentType };
    const { contacts } = registered;
    new wix.RegisteredDomain("c", { domain: found.domain, productInstanceId, contacts, siteId, ...role });
  }),
  available: wix.checkDomainAvailability({ domain }).then(({ domain: name, premium }) => {
    const { contacts } = registered;
    new wix.RegisteredDomain("d", { domain: name, productInstanceId, contacts, allowPremium: premium });
  }),
  suggested: wix.suggestDomains({ query: "bakery" }).then(names => names.map(wix.checkDomainAvailability)),
  awaited: new wix.DomainPropagation("e", { domain: registered.domain, triggers: [mail.id, mail.records] }),
};

export const sites = {
  placed: wix.getPackageOutput({ externalId: "crm-1" }).productInstances.apply(all =>
    all.map(({ instanceId }) => {
      new wix.ProductInstanceAssignment("a", { productInstanceId: instanceId, siteId });
    }),
  ),
  paid: wix.getSite({ name: "bakery" }).then(({ id, ownerAccountId = siteId }) => {
    new wix.Package("b", { products: [{ ...product, siteId: id }], accountId: ownerAccountId });
    new wix.SiteTransfer("c", { siteId: id, sourceAccountId: ownerAccountId, targetAccountId: siteId });
  }),
  companion: new wix.Package("d", {
    products: [{ ...product, referenceProductInstanceId: productInstanceId }],
  }),
};
