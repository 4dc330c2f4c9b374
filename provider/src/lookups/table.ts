/* Every lookup by its name, loaded when it is called for the first time: most programs call none. Knows no shell. */

export const LOOKUPS = {
  getDnsZone: async () => (await import("./dns-zones.js")).getDnsZone,
  previewDnsZone: async () => (await import("./dns-zones.js")).previewDnsZone,
  getRegisteredDomain: async () => (await import("./domains.js")).getRegisteredDomain,
  getConnectedDomain: async () => (await import("./domains.js")).getConnectedDomain,
  getSetupInfo: async () => (await import("./domains.js")).getSetupInfo,
  checkDomainAvailability: async () => (await import("./domain-search.js")).checkDomainAvailability,
  suggestDomains: async () => (await import("./domain-search.js")).suggestDomains,
  getPackage: async () => (await import("./packages.js")).getPackage,
  getSites: async () => (await import("./sites.js")).getSites,
  getSite: async () => (await import("./sites.js")).getSite,
  listRegisteredDomains: async () => (await import("./lists.js")).listRegisteredDomains,
  listConnectedDomains: async () => (await import("./lists.js")).listConnectedDomains,
  listPackages: async () => (await import("./lists.js")).listPackages,
  listDomainAssignments: async () => (await import("./lists.js")).listDomainAssignments,
} as const;

export type LookupName = keyof typeof LOOKUPS;
