import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const siteId = config.require("siteId");

const bakery = new wix.ConnectedDomain(
  "bakery",
  {
    domain: config.require("domain"),
    connectionType: "NAMESERVERS",
    siteId,
    // Somebody has to set the name servers at the registrar before the world can see them.
    waitFor: config.getBoolean("registrarChanged") ? "propagated" : "created",
  },
  { dependsOn: premiumPlan() },
);

const pointing = new wix.DnsZoneRecords("pointing", {
  domainName: bakery.domain,
  records: bakery.zoneRecords,
});

/** Where the site has no Premium plan yet, which a domain of its own needs. */
function premiumPlan(): wix.Package[] {
  const planProductId = config.get("planProductId");
  if (planProductId === undefined) return [];
  return [
    new wix.Package("plan", {
      products: [
        {
          catalogProductId: planProductId,
          countryCode: config.get("countryCode") ?? "US",
          siteId,
          billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
        },
      ],
    }),
  ];
}

/** To be set at the registrar. */
export const nameServers = bakery.requiredRecords.apply(records => records.flatMap(({ values }) => values));
export const registrar = bakery.setupInfo.apply(({ registrar }) => registrar?.name);
export const recordSets = pointing.records.apply(Object.keys);
export const propagation = bakery.dnsPropagationStatus;
