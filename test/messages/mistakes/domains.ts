import type { Subject } from "../mistake.ts";

const connected = (domain: string, more = ""): string =>
  `new wix.ConnectedDomain("bakery", { domain: "${domain}"${more} });`;

export const DOMAINS: Subject = {
  title: "Domains and sites",
  mistakes: {
    "connection-type-missing": {
      title: "A root domain without its way of connection",
      program: connected("bakery.example"),
    },
    "connection-type-of-subdomain": {
      title: "A subdomain with a way of connection",
      program: connected("shop.bakery.example", ', connectionType: "POINTING"'),
    },
    "role-without-site": {
      title: "A role without a site",
      program: connected("bakery.example", ', connectionType: "POINTING", assignmentType: "PRIMARY"'),
    },
    "connected-otherwise": {
      title: "The domain is connected in another way",
      program: connected("example.net", ', connectionType: "NAMESERVERS"'),
      command: "up",
    },
    "site-without-plan": {
      title: "The site has no Premium plan",
      program: connected("bakery.example", ', connectionType: "POINTING", siteId: site'),
      command: "up",
    },
    "assigned-unconnected": {
      title: "A domain that the account does not have is given to a site",
      program: 'new wix.DomainAssignment("place", { domain: "bakery.example", siteId: premiumSite });',
      command: "up",
    },
    "zone-would-be-lost": {
      title: "A destroy would take records with the zone",
      before: connected("example.org", ', connectionType: "NAMESERVERS"'),
      meanwhile: [
        [
          "dns-zones",
          "example.org",
          { set: [{ type: "MX", hostName: "example.org", ttl: 3600, values: ["5 mx.example.net"] }] },
        ],
      ],
      program: "",
      command: "destroy",
    },
    "place-declared-twice": {
      title: "Two resources give one domain its place",
      program: [
        connected("bakery.example", ', connectionType: "POINTING", siteId: premiumSite'),
        'new wix.DomainAssignment("place", { domain: "bakery.example", siteId: premiumSite });',
      ].join("\n"),
    },
  },
};
