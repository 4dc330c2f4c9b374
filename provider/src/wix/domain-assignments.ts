import * as z from "zod";
import { isNotFound, unlessAbsent } from "./absence";
import type { Wix } from "./client";
import { PAGE, Paging, wholeList, type Listing } from "./paging";

/** The role of a domain on the site that it serves. */
export type AssignmentType =
  /** The site's own address, of which it has one. */
  | "PRIMARY"
  /** Leads to the primary domain; is primary itself where it is the only one. */
  | "REDIRECT";

/** Where a domain serves, and in which role (`PRIMARY`, `REDIRECT`, or a word that Wix adds later). */
export interface SiteInfo {
  siteId: string;
  assignmentType: string | undefined;
}

/** `siteInfo` of registered domains, connected domains and assignments; undefined for a floating domain. */
export const SiteInfoAnswer = z
  .looseObject({
    id: z.string().optional().catch(undefined),
    assignmentType: z.string().optional().catch(undefined),
  })
  .nullish()
  .transform((site): SiteInfo | undefined =>
    site?.id === undefined || site.id === ""
      ? undefined
      : { siteId: site.id, assignmentType: site.assignmentType },
  );

const Assignment = z
  .looseObject({ domain: z.string().optional(), id: z.string().optional(), siteInfo: SiteInfoAnswer })
  .transform(({ domain, id, siteInfo }) => ({ domain: domain ?? id ?? "", site: siteInfo }));

export type DomainAssignment = z.infer<typeof Assignment>;

/** Unlike a list, Get says of a domain that serves no site that there is no assignment. */
const Assigned = z
  .looseObject({
    domainAssignment: z.looseObject({
      siteInfo: z.looseObject({
        id: z.string().min(1),
        assignmentType: z.string().optional().catch(undefined),
      }),
    }),
  })
  .transform(({ domainAssignment: { siteInfo } }): SiteInfo => ({
    siteId: siteInfo.id.toLowerCase(),
    assignmentType: siteInfo.assignmentType,
  }));

const PageAnswer = z
  .looseObject({ domainAssignments: z.array(Assignment).default([]), pagingMetadata: Paging })
  .transform(({ domainAssignments, pagingMetadata }) => ({ items: domainAssignments, ...pagingMetadata }));

const PATH = "/domains/v1/domain-assignments";
const pathOf = (domain: string): string => `${PATH}/${encodeURIComponent(domain)}`;

const nothing = z.unknown().transform(() => undefined);

/**
 * The site that a domain serves, and its role there.
 * @returns undefined where Wix proves that the domain serves none (docs/wix/lifecycles.md#reading-gone)
 */
export const getAssignment = (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<SiteInfo | undefined> =>
  unlessAbsent(
    wix.call({
      what: `read the site of domain ${domain}`,
      method: "GET",
      path: pathOf(domain),
      effect: "read",
      accountId,
      answer: Assigned,
    }),
    isNotFound,
  );

const listing = (
  wix: Wix,
  what: string,
  siteIds: readonly string[],
  accountId: string | undefined,
): Listing<DomainAssignment> => ({
  what,
  read: cursor =>
    wix.call({
      what,
      method: "GET",
      path: PATH,
      query: { siteIds, "paging.limit": String(PAGE), "paging.cursor": cursor },
      effect: "read",
      accountId,
      answer: PageAnswer,
    }),
  nameOf: ({ domain }) => domain,
});

/** All domains of a site (docs/wix/connected-domains.md#domain-assignments). */
export const listAssignments = (
  wix: Wix,
  siteId: string,
  accountId: string | undefined,
): Promise<DomainAssignment[]> =>
  wholeList(listing(wix, `list the domains of site ${siteId}`, [siteId], accountId));

/** How many sites one request names: an address of 2,500 characters passes every proxy. */
const SITES = 50;

/** All domains of several sites, in the order of the sites; without sites Wix lists none. */
export const listAssignmentsOf = async (
  wix: Wix,
  siteIds: readonly string[],
  accountId: string | undefined,
): Promise<DomainAssignment[]> => {
  const all: DomainAssignment[] = [];
  for (let from = 0; from < siteIds.length; from += SITES) {
    const some = siteIds.slice(from, from + SITES);
    all.push(...(await wholeList(listing(wix, "list the domains of sites", some, accountId))));
  }
  return all;
};

/**
 * Puts a domain on a site beside those that serve it; the first one of a site becomes its primary. Always as a
 * redirect: as `PRIMARY` it would remove all other domains of the site. Wix returns a domain that is on the site
 * already unchanged, and refuses the primary domain of another site.
 */
export const assignDomain = async (
  wix: Wix,
  domain: string,
  siteId: string,
  accountId: string | undefined,
): Promise<void> => {
  await wix.call({
    what: `assign domain ${domain} to site ${siteId}`,
    method: "POST",
    path: PATH,
    body: { domainAssignment: { domain, siteInfo: { id: siteId, assignmentType: "REDIRECT" } } },
    effect: "write",
    accountId,
    answer: nothing,
  });
};

/** Makes a domain the primary one of its site; the old primary becomes a redirect. Idempotent. */
export const setAsPrimary = async (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<void> => {
  await wix.call({
    what: `set domain ${domain} as primary`,
    method: "PATCH",
    path: pathOf(domain),
    effect: "write",
    accountId,
    answer: nothing,
  });
};

/** Takes a domain off its site. Of a primary domain, it takes **all** domains off the site. */
export const unassignDomain = async (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<void> => {
  const answer = wix.call({
    what: `take domain ${domain} off its site`,
    method: "DELETE",
    path: pathOf(domain),
    effect: "write",
    accountId,
    answer: nothing,
  });
  await unlessAbsent(answer, isNotFound);
};
