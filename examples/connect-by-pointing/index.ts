import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const siteId = config.require("siteId");

const bakery = new wix.ConnectedDomain(
  "bakery",
  {
    domain: config.require("domain"),
    connectionType: "POINTING",
    siteId,
    // Somebody has to set the records at the outside DNS provider before the world can see them.
    waitFor: config.getBoolean("registrarChanged") ? "propagated" : "created",
  },
  { dependsOn: premiumPlan() },
);

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

/** To be set at the outside DNS provider: by hand, or by its own Pulumi provider, which can loop over them. */
export const requiredRecords = bakery.requiredRecords;
export const propagation = bakery.dnsPropagationStatus;
