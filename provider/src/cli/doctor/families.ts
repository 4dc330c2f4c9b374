/*
 * What a key may be asked for, and the harmless read that tells whether it may. A read shows the permission to read; the
 * scope that Wix names holds that and the permission to change (docs/wix/README.md#permissions).
 */
import * as z from "zod";
import type { Call } from "../../wix/call";

export const FAMILIES = [
  "sites",
  "packages",
  "registered-domains",
  "connected-domains",
  "assignments",
  "dns",
  "propagation",
] as const;

export type Family = (typeof FAMILIES)[number];

/** What the first reads found, for those that need a name. */
export interface Known {
  readonly siteId?: string | undefined;
  /** Registered or connected. */
  readonly domain?: string | undefined;
  readonly connectedDomain?: string | undefined;
}

export interface Asked {
  /** What needs it before all: resources, or lookups where no resource does. */
  readonly used: string;
  /** Lookups that need it as well; only told by the reference. */
  readonly lookups?: string;
  /** What to give the key, as Wix names it. */
  readonly permission: string;
  /** What else may stand against it. */
  readonly hint?: string;
  /** Whether it asks better with what the others found, and so is asked after them. */
  readonly isLater?: boolean;
  readonly call: (known: Known) => Call<Known>;
}

const MANAGE_DOMAINS = '"Manage Domains"';
const NOT_ALL = "Not every account can grant permissions for domains: ask Wix then.";
/** A refusal for want of permission comes for it as well, where the account has no domain to ask about. */
const SOME_DOMAIN = "example.com";
const ONE = { "paging.limit": "1" };

const Anything = z.looseObject({}).transform((): Known => ({}));
const Entry = z.looseObject({ id: z.string().optional(), domain: z.string().optional() });
const Sites = z
  .looseObject({ sites: z.array(Entry) })
  .transform(({ sites: [site] }): Known => ({ siteId: site?.id }));
const Registered = z
  .looseObject({ registeredDomains: z.array(Entry) })
  .transform(({ registeredDomains: [one] }): Known => ({ domain: one?.domain ?? one?.id }));
const Connected = z
  .looseObject({ connectedDomains: z.array(Entry) })
  .transform(({ connectedDomains: [one] }): Known => {
    const domain = one?.domain ?? one?.id;
    return { domain, connectedDomain: domain };
  });

const read = (
  what: string,
  path: string,
  query: Record<string, string | readonly string[]>,
  answer: Call<Known>["answer"] = Anything,
): Call<Known> => ({ what, method: "GET", path, query, effect: "read", answer });

const query = (what: string, path: string, body: object, answer: Call<Known>["answer"]): Call<Known> => ({
  what,
  method: "POST",
  path,
  body: { query: body },
  effect: "read",
  answer,
});

export const ASKED: Readonly<Record<Family, Asked>> = {
  sites: {
    used: "getSite, getSites, listDomainAssignments",
    permission: '"Read Site Data" (SITE_LIST.READ)',
    call: () => query("query sites", "/site-list/v2/sites/query", { cursorPaging: { limit: 1 } }, Sites),
  },
  packages: {
    used: "Package, ProductInstanceAssignment",
    lookups: "getPackage, listPackages",
    permission: '"Manage Reseller Packages" (premium.reseller-package.read, premium.reseller-package.manage)',
    call: () =>
      query("query packages", "/resellers/v1/packages/query", { cursorPaging: { limit: 1 } }, Anything),
  },
  "registered-domains": {
    used: "RegisteredDomain",
    lookups: "getRegisteredDomain, listRegisteredDomains",
    permission: `${MANAGE_DOMAINS} (DOMAINS.READ_REGISTERED_DOMAINS, DOMAINS.MANAGE_REGISTERED_DOMAINS)`,
    hint: "Wix's Registered Domains API is for partners: ask Wix where it stays refused.",
    call: () => read("list the registered domains", "/domains/v1/registered-domains", ONE, Registered),
  },
  "connected-domains": {
    used: "ConnectedDomain",
    lookups: "getConnectedDomain, getSetupInfo, listConnectedDomains",
    permission: `${MANAGE_DOMAINS} (DOMAINS.READ_CONNECTED_DOMAINS, DOMAINS.MANAGE_CONNECTED_DOMAINS)`,
    hint: NOT_ALL,
    call: () => read("list the connected domains", "/domains/v1/connected-domains", ONE, Connected),
  },
  assignments: {
    used: "DomainAssignment",
    lookups: "listDomainAssignments",
    permission: MANAGE_DOMAINS,
    hint: NOT_ALL,
    isLater: true,
    call: ({ siteId }) =>
      read("list the domains of a site", "/domains/v1/domain-assignments", {
        ...ONE,
        siteIds: siteId === undefined ? [] : [siteId],
      }),
  },
  dns: {
    used: "DnsZoneRecords, DnsSettings",
    lookups: "getDnsZone, previewDnsZone",
    permission: `${MANAGE_DOMAINS} (DOMAINS.READ_DNS_ZONES, DOMAINS.MANAGE_DNS_ZONES)`,
    hint: NOT_ALL,
    isLater: true,
    call: ({ domain = SOME_DOMAIN }) =>
      read(`preview DNS zone ${domain}`, `/domains/v1/dns-zones/${encodeURIComponent(domain)}/preview`, {}),
  },
  propagation: {
    used: "DomainPropagation",
    permission: `${MANAGE_DOMAINS} (DOMAINS.READ_DNS_PROPAGATION)`,
    hint: NOT_ALL,
    isLater: true,
    call: ({ connectedDomain: domain = SOME_DOMAIN }) =>
      read(
        `read the DNS propagation of ${domain}`,
        `/premium/domains/v1/dns-propagations/${encodeURIComponent(domain)}`,
        {},
      ),
  },
};
