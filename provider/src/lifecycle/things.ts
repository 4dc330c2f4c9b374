/*
 * What the things are called that more than one resource may speak of. A thing has one name, whoever declares or holds
 * it; otherwise the end of one resource takes away what another declares. Each name reads on in a sentence:
 * `<thing> is declared by Package "plan" as well`.
 *
 * Ids are in canonical form, accounts are resolved (`Environment.account`, `Context.account`); an account that nobody
 * has set is empty and left out.
 */

const inAccount = (account: string): string => (account === "" ? "" : ` of account ${account}`);

/** A package by what it is known by. Declared by a `Package`, exclusively. */
export const packageThing = (account: string, externalId: string): string =>
  `the package "${externalId}"${inAccount(account)}`;

/** A package that exists. Held by a `Package`. */
export const packageGuidThing = (packageId: string): string => `package ${packageId}`;

/**
 * A product instance as such. Held by its `Package`; declared by whatever needs it to live on: an assignment, a
 * registered domain, the reference of another product. These claims are shared: they must not collide.
 */
export const instanceThing = (instanceId: string): string => `product instance ${instanceId}`;

/**
 * Where a product instance stands; the detail is a {@link Placement}. Declared by an assignment, exclusively; held by an
 * assignment, and by a `Package` whose product names a site.
 */
export const placementThing = (instanceId: string): string => `the site of product instance ${instanceId}`;

export interface Placement {
  /** GUID. */
  readonly siteId: string;
}

/** The primary domain of a site. At most one resource may declare it. */
export const primaryOfSiteThing = (siteId: string): string => `the primary domain of site ${siteId}`;

/** A domain that an account has registered or connected. */
export const domainThing = (account: string, domain: string): string =>
  `the domain ${domain}${inAccount(account)}`;

/** The domains of a site. Declared by each that is to serve it; these claims are shared. */
export const domainsOfSiteThing = (siteId: string): string => `a place on site ${siteId}`;

/** A DNS zone at Wix. Declared by whatever has records in it; these claims are shared. */
export const zoneThing = (account: string, zone: string): string =>
  `the DNS zone ${zone}${inAccount(account)}`;

/** The DNSSEC of a zone. Declared and held by a `DnsSettings`, exclusively. */
export const dnssecThing = (account: string, zone: string): string =>
  `the DNSSEC of the zone ${zone}${inAccount(account)}`;

/**
 * Which site a domain serves, and in which role. Declared by a `DomainAssignment`, exclusively, and by a registered or
 * connected domain that names a site: those claims are shared, since the domains themselves collide already.
 */
export const placeOfDomainThing = (account: string, domain: string): string =>
  `the site of ${domain}${inAccount(account)}`;
