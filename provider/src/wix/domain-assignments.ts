import * as z from "zod";
import { isNotFound, unlessAbsent } from "./absence";
import type { Wix } from "./client";

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

const Page = z.looseObject({
  domainAssignments: z.array(Assignment).default([]),
  pagingMetadata: z
    .looseObject({ cursors: z.looseObject({ next: z.string().nullish() }).nullish() })
    .nullish(),
});

const PATH = "/domains/v1/domain-assignments";
const pathOf = (domain: string): string => `${PATH}/${encodeURIComponent(domain)}`;

const nothing = z.unknown().transform(() => undefined);

/** All domains of a site (docs/wix/connected-domains.md#domain-assignments). */
export const listAssignments = async (
  wix: Wix,
  siteId: string,
  accountId: string | undefined,
): Promise<DomainAssignment[]> => {
  const all: DomainAssignment[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await wix.call({
      what: `list the domains of site ${siteId}`,
      method: "GET",
      path: PATH,
      query: { siteIds: siteId, "paging.limit": "100", "paging.cursor": cursor },
      effect: "read",
      accountId,
      answer: Page,
    });
    all.push(...page.domainAssignments);
    cursor = page.pagingMetadata?.cursors?.next ?? undefined;
    if (cursor === undefined || cursor === "") return all;
  }
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
