import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();

const bakery = new wix.ConnectedDomain("bakery", {
  domain: config.require("domain"),
  connectionType: "POINTING",
  siteId: config.require("siteId"),
});

// Somebody has to set the records at the outside DNS provider before the world can see them.
if (config.getBoolean("registrarChanged")) new wix.DomainPropagation("seen", { domain: bakery.domain });

/** To be set at the outside DNS provider: by hand, or by its own Pulumi provider, which can loop over them. */
export const requiredRecords = bakery.requiredRecords;
