import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix-native";

const config = new pulumi.Config();
const siteId = config.require("siteId");

/** A provider of its own: another one could stand beside it, with another key or account. */
const provider = new wix.Provider("wix", { pace: "process" });

const plan = new wix.Package(
  "plan",
  {
    products: [
      {
        catalogProductId: config.require("planProductId"),
        countryCode: config.get("countryCode") ?? "US",
        siteId,
        billingInfo: {
          type: wix.BillingType.Recurring,
          cycleDuration: { unit: wix.CycleUnit.Year, count: 1 },
        },
      },
    ],
  },
  { provider },
);

const bakery = new wix.ConnectedDomain(
  "bakery",
  {
    domain: config.require("domain"),
    connectionType: wix.ConnectionType.Nameservers,
    siteId,
    // Somebody has to set the name servers at the registrar before the world can see them.
    waitFor: config.getBoolean("registrarChanged") ? "propagated" : "created",
  },
  { provider, dependsOn: plan },
);

const pointing = new wix.DnsZoneRecords(
  "pointing",
  { domainName: bakery.domain, records: bakery.zoneRecords },
  { provider },
);

/** To be set at the registrar. */
export const nameServers = bakery.requiredRecords.apply(records => records.flatMap(({ values }) => values));
export const recordSets = pointing.records.apply(Object.keys);
export const site = wix.getSiteOutput({ siteId }, { provider }).name;
