import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();

const handOver = new wix.SiteTransfer("site", {
  siteId: config.require("siteId"),
  sourceAccountId: config.require("agencyAccountId"),
  targetAccountId: config.require("customerAccountId"),
});

/** A site is handed over without paid services; its plan is bought for the customer's account once it is there. */
const plan = new wix.Package("plan", {
  accountId: handOver.targetAccountId,
  products: [
    {
      catalogProductId: config.require("planProductId"),
      countryCode: config.get("countryCode") ?? "US",
      siteId: handOver.siteId,
      billingInfo: { type: "RECURRING", cycleDuration: { unit: "MONTH", count: 1 } },
    },
  ],
});

export const siteName = handOver.siteName;
export const planStatus = plan.productInstances.apply(([instance]) => instance?.status);
