import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();

const shop = new wix.ConnectedDomain("shop", {
  domain: config.require("domain"),
  siteId: config.require("siteId"),
});

// Somebody has to set the records at the outside DNS provider before the world can see them.
if (config.getBoolean("registrarChanged")) new wix.DomainPropagation("seen", { domain: shop.domain });

/** To be set at the outside DNS provider of the root domain. */
export const requiredRecords = shop.requiredRecords;
