import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const siteId = config.require("siteId");
const newDomain = config.require("newDomain");

/** Says that the old domain steps down: without that, no other one is promoted. */
const former = new wix.DomainAssignment("former", {
  domain: config.require("oldDomain"),
  siteId,
  assignmentType: "REDIRECT",
});

/** The site would be out of reach if its new domain were promoted before the world sees it. */
const seen = new wix.DomainPropagation("seen", { domain: newDomain });

const primary = new wix.DomainAssignment(
  "primary",
  { domain: seen.domain, siteId, assignmentType: "PRIMARY" },
  { dependsOn: [former] },
);

/** Resolvers that check signatures see that the zone is Wix's own. */
const signed = new wix.DnsSettings(
  "signed",
  { domainName: newDomain, dnssecEnabled: true },
  { dependsOn: [primary] },
);

/** What the registrar needs for its DS record, where that is not Wix. */
export const dnssecInfo = signed.dnssecInfo;

/** Once the new domain is primary, all domains of the site, to be sure. */
export const domains = wix.listDomainAssignmentsOutput({ siteIds: primary.siteId.apply(id => [id]) });
