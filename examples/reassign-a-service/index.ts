import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();

/** Without a site: where the plan is used is not the package's business. */
const plan = new wix.Package("plan", {
  products: [
    {
      catalogProductId: config.require("planProductId"),
      countryCode: config.get("countryCode") ?? "US",
      billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
    },
  ],
});

/** To move the plan, set another `siteId` in the configuration. */
const placement = new wix.ProductInstanceAssignment("placement", {
  productInstanceId: plan.productInstanceIds[0]!,
  siteId: config.require("siteId"),
});

export const packageId = plan.packageId;
export const site = placement.siteId;
export const status = placement.status;
