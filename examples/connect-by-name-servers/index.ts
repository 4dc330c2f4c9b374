import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();

const bakery = new wix.ConnectedDomain("bakery", {
  domain: config.require("domain"),
  connectionType: "NAMESERVERS",
  siteId: config.require("siteId"),
});

const pointing = new wix.DnsZoneRecords("pointing", {
  domainName: bakery.domain,
  records: bakery.zoneRecords,
});

// Somebody has to set the name servers at the registrar before the world can see them.
if (config.getBoolean("registrarChanged"))
  new wix.DomainPropagation("seen", { domain: bakery.domain, triggers: [pointing.records] });

/** To be set at the registrar. */
export const nameServers = bakery.requiredRecords.apply(records => records.flatMap(({ values }) => values));
export const registrar = bakery.setupInfo.apply(({ registrar }) => registrar?.name);
