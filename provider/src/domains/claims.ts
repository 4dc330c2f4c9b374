/*
 * What a domain stands for in the ledger: itself, a place on its site, and the site's primary role where it declares
 * that. Two domains that are both declared primary of one site would take the role from each other at every run.
 */
import type { Claim, Thing } from "../core/ownership";
import type { Unknown } from "../core/unknown";
import type { Environment } from "../lifecycle/lifecycle";
import { domainsOfSiteThing, domainThing, placeOfDomainThing, primaryOfSiteThing } from "../lifecycle/things";

/** How a resource uses a domain. */
export interface DomainUse {
  readonly domain: string;
  /** `assigned`: the resource says where it serves, and nothing else of it. */
  readonly kind: "registered" | "connected" | "assigned";
  /** Absent for subdomains and registered domains. */
  readonly connectionType?: string | Unknown | undefined;
  readonly siteId?: string | Unknown | undefined;
  readonly role?: string | Unknown | undefined;
}

/** The arguments that all classes of domains have, as far as they are known. */
interface Arguments {
  domain: unknown;
  connectionType?: string | Unknown | undefined;
  siteId?: string | Unknown | undefined;
  assignmentType?: string | Unknown | undefined;
  accountId?: string | Unknown | undefined;
}

const useOf = (
  kind: DomainUse["kind"],
  domain: string,
  { connectionType, siteId, assignmentType }: Arguments,
): DomainUse => ({ domain, kind, connectionType, siteId, role: assignmentType });

/** The domain itself, and its place: of a name whose account is not known yet, nobody claims anything. */
const claimsOfName = (
  use: DomainUse,
  { siteId, accountId }: Arguments,
  environment: Environment,
): Claim<DomainUse>[] => {
  if (typeof accountId === "symbol") return [];
  const account = environment.account(accountId);
  const place = { key: placeOfDomainThing(account, use.domain), detail: use };
  if (use.kind === "assigned") return [{ ...place, property: "domain" }];
  const domain = { key: domainThing(account, use.domain), property: "domain", detail: use };
  return siteId === undefined ? [domain] : [domain, { ...place, property: "siteId", shared: true }];
};

/** See docs/wix/connected-domains.md#domain-assignments. */
const DOMAINS_OF_A_SITE = {
  number: 301,
  reason:
    "a site has one primary domain and 300 redirects at most, so give some of the domains another site.",
};

/** What a domain declares. */
export const claimDomain = (
  kind: DomainUse["kind"],
  inputs: Arguments,
  environment: Environment,
): Claim<DomainUse>[] => {
  const { domain, siteId, assignmentType } = inputs;
  if (typeof domain !== "string") return [];
  const detail = useOf(kind, domain, inputs);
  const claims = claimsOfName(detail, inputs, environment);
  if (typeof siteId !== "string") return claims;
  claims.push({
    key: domainsOfSiteThing(siteId),
    property: "siteId",
    shared: true,
    most: DOMAINS_OF_A_SITE,
    detail,
  });
  if (assignmentType === "PRIMARY")
    claims.push({ key: primaryOfSiteThing(siteId), property: "assignmentType", detail });
  return claims;
};

/** What a saved domain holds at Wix. */
export const holdDomain = (
  kind: DomainUse["kind"],
  state: Arguments,
  account: (own: unknown) => string,
): Thing<DomainUse>[] =>
  typeof state.domain === "string"
    ? [{ key: domainThing(account(state.accountId), state.domain), detail: useOf(kind, state.domain, state) }]
    : [];
