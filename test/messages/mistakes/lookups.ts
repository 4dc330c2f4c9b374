import type { Subject } from "../mistake.ts";

export const LOOKUPS: Subject = {
  title: "Lookups",
  mistakes: {
    "package-id": {
      title: "A name stands where an id belongs, in a lookup",
      program: 'wix.getPackage({ packageId: "crm-1" });',
    },
    "package-by-both": {
      title: "Both ways to name a package",
      program: 'wix.getPackage({ packageId: instance, externalId: "crm-1" });',
    },
    "package-by-neither": {
      title: "No way to name a package",
      program: "wix.getPackage({});",
    },
    "package-none": {
      title: "There is no such package",
      program: 'wix.getPackage({ externalId: "crm-1" });',
    },
    "site-none": { title: "There is no such site", program: 'wix.getSite({ name: "Bakery in town" });' },
    "site-trashed": {
      title: "The site is in the trash",
      program: 'wix.getSite({ name: "florist" });',
      meanwhile: [
        ["sites", "20000000-0000-4000-8000-000000000002", { trashedDate: "2026-01-31T00:00:00.000Z" }],
      ],
    },
    "sites-of-one-name": {
      title: "Several sites have the name",
      program: 'wix.getSite({ name: "Bakery" });',
      meanwhile: [["sites", "20000000-0000-4000-8000-000000000002", { displayName: "Bakery" }]],
    },
    "connected-none": {
      title: "The domain is not connected",
      program: 'wix.getConnectedDomain({ domain: "nowhere.com" });',
    },
    "registered-none": {
      title: "The domain is not registered here",
      program: 'wix.getRegisteredDomain({ domain: "nowhere.com" });',
    },
    "zone-none": {
      title: "Wix hosts no such zone",
      program: 'wix.getDnsZone({ domainName: "shop.example.com" });',
    },
    "lookup-misspelt": {
      title: "An argument of a lookup is misspelt",
      program: 'wix.getDnsZone({ domain: "example.com" });',
    },
    "lookup-no-key": {
      title: "A lookup without a key",
      program: 'wix.getSite({ name: "bakery" });',
      config: { apiKey: undefined },
    },
  },
};
