import { present } from "../../core/present";
import { UNKNOWN } from "../../core/unknown";
import { rootDomain } from "../../domains/names";
import { troubleOf } from "../../resources/registered-domain/trouble";
import type { SiteInfo } from "../../wix/domain-assignments";
import type { Account, Left, ReadConnected, ReadRegistered } from "./account";
import { allowancesFor } from "./allowances";
import { Reference, type Value } from "./code";
import type { Resources, Type } from "./declared";
import { groupRecords } from "./group-records";
import { camel } from "./names";
import type { DeclaredPackages } from "./packages";
import type { Sites } from "./site-names";

const fileOf = (domain: string): string => `domains/${rootDomain(domain)}`;

/** What a constant is called in its file: `mail`; `shopMail` of a subdomain that shares the file of its root. */
const variableOf = (domain: string, what: string): string => {
  const root = rootDomain(domain);
  return domain === root ? what : camel(`${domain.slice(0, -root.length - 1)} ${what}`, what);
};

/** Why a registration cannot be adopted so that nothing is left to do; undefined: it can. */
const reasonAgainst = (domain: ReadRegistered, now: number): string | undefined => {
  const { status, productInstanceId } = domain;
  const { expirationDate, icannConfirmationStatus } = domain;
  const trouble = troubleOf({ status, expirationDate, icannConfirmationStatus }, now);
  switch (trouble) {
    case "FAILED_REGISTRATION":
      return "its registration failed: declared, it would be registered anew, which costs money";
    case "CANCELED":
      return "its registration was cancelled";
    case "LAPSED":
      return `it expired on ${expirationDate ?? "an unknown day"}. Renew it in Wix's dashboard, and export again`;
    case "ICANN_EXPIRED":
      return "its contacts were not confirmed to ICANN in time, so it is inactive: only Wix can start that again";
    case undefined:
  }
  if (status !== "ACTIVE") return `it is ${status}. Export again once it is ACTIVE`;
  return productInstanceId === undefined ? "Wix does not tell which product instance pays for it" : undefined;
};

const byName = <Named extends { domain: string }>(domains: readonly Named[]): Named[] =>
  domains.toSorted((a, b) => (a.domain < b.domain ? -1 : 1));

/** A domain's place, as arguments. A role that is not known here is left to Wix. */
const placeOf = (site: SiteInfo | undefined, sites: Sites): Record<string, Value> => {
  if (site === undefined) return {};
  const role = ["PRIMARY", "REDIRECT"].find(type => type === site.assignmentType);
  return { siteId: sites.reference(site.siteId), ...present({ assignmentType: role }) };
};

export interface DeclaredDomains {
  left: Left[];
  /** Registered domains that are declared, whose contacts the program needs. */
  withContacts: string[];
  /** Record sets that are declared, and those that are Wix's own. */
  sets: { declared: number; wixs: number };
}

interface Parts {
  resources: Resources;
  sites: Sites;
  packages: DeclaredPackages;
  /** ms since the epoch. */
  now: number;
}

const declareZones = ({ zones, computed }: Account, { resources }: Parts, result: DeclaredDomains): void => {
  for (const [domain, zone] of Object.entries(zones).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { groups, left, wixs } = groupRecords(domain, zone, Object.values(computed));
    result.left.push(...left);
    result.sets.wixs += wixs;
    for (const { purpose, records } of groups) {
      const others = groups.filter(group => group.purpose !== purpose).flatMap(group => group.records);
      const allow = allowancesFor(domain, records, others);
      const made = resources.declare({
        type: "DnsZoneRecords",
        name: `${domain}-${purpose}`,
        variable: variableOf(domain, purpose),
        file: fileOf(domain),
        args: { domainName: domain, records, ...(allow.length > 0 && { allow }) },
      });
      if ("refused" in made) result.left.push({ what: `${purpose} records of ${domain}`, why: made.refused });
      else result.sets.declared += records.length;
    }
    if (!zone.dnssecEnabled) continue;
    resources.declare({
      type: "DnsSettings",
      name: domain,
      variable: variableOf(domain, "dnssec"),
      file: fileOf(domain),
      args: { domainName: domain, dnssecEnabled: true },
    });
  }
};

/** Declares all domains, with their places, zones and DNSSEC. */
export const declareDomains = (account: Account, parts: Parts): DeclaredDomains => {
  const { resources, sites, packages, now } = parts;
  const result: DeclaredDomains = { left: [], withContacts: [], sets: { declared: 0, wixs: 0 } };
  const placed = new Set<string>();

  const declare = (type: Type, domain: string, args: Record<string, Value>): boolean => {
    const variable = variableOf(domain, type === "DomainAssignment" ? "place" : "domain");
    const made = resources.declare({
      type,
      name: domain,
      variable,
      file: fileOf(domain),
      args: { domain, ...args },
    });
    if ("refused" in made)
      result.left.push({ what: domain, why: `the provider takes it not: ${made.refused}` });
    return !("refused" in made);
  };
  const registered = (one: ReadRegistered): void => {
    const { domain, site, productInstanceId = "" } = one;
    const why = reasonAgainst(one, now);
    if (why !== undefined) {
      result.left.push({ what: `registered domain ${domain}`, why });
      return;
    }
    const contacts = new Reference(
      `contactsOf(${JSON.stringify(domain)})`,
      "contactsOf",
      "contacts",
      UNKNOWN,
    );
    const payer = packages.instance(productInstanceId);
    if (!declare("RegisteredDomain", domain, { productInstanceId: payer, contacts, ...placeOf(site, sites) }))
      return;
    result.withContacts.push(domain);
    placed.add(domain);
  };
  const connected = ({ domain, connectionType, site }: ReadConnected): void => {
    if (declare("ConnectedDomain", domain, { ...present({ connectionType }), ...placeOf(site, sites) }))
      placed.add(domain);
  };

  byName(account.registered).forEach(registered);
  byName(account.connected).forEach(connected);
  for (const { domain, site } of byName(account.assignments))
    if (site !== undefined && !placed.has(domain)) declare("DomainAssignment", domain, placeOf(site, sites));
  declareZones(account, parts, result);
  return result;
};
