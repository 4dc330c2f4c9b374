/* Which names a zone at Wix can have. */
import { getSubdomain } from "tldts";
import type { Failure } from "../core/failure";
import { canonicalDomainName } from "../dns/canonical";
import { isRootDomain, rootDomain } from "./names";

/** `www` of `www.example.com`. @param name a subdomain in canonical form */
const hostNameOf = (name: string): string =>
  getSubdomain(name, { extractHostname: false, validateHostname: false }) ?? name;

type ZoneName = { readonly name: string } | { readonly reason: string };

const judged = (text: string): ZoneName => {
  const domain = canonicalDomainName(text);
  if ("reason" in domain || isRootDomain(domain.name) || hostNameOf(domain.name) !== "www") return domain;
  const root = JSON.stringify(rootDomain(domain.name));
  return { reason: `${JSON.stringify(text)} is a host name in the zone ${root}; write ${root}` };
};

/** Hundreds of resources may have their records in one zone: the public suffix list is searched for its name once. */
const zones = new Map<string, ZoneName>();

/**
 * The name of a zone in canonical form. A subdomain may be a zone of its own, but nobody delegates `www`.
 * @returns the reason, with the way out, where no zone has that name
 */
export const zoneName = (text: string): ZoneName => {
  const zone = zones.get(text) ?? judged(text);
  zones.set(text, zone);
  return zone;
};

/** What an argument `domainName` comes to: its canonical form, or what is wrong with it; nothing while it is not known. */
export const readZoneName = (given: unknown): { inputs?: { domainName: string }; failures?: Failure[] } => {
  if (typeof given !== "string") return {};
  const zone = zoneName(given);
  return "name" in zone
    ? { inputs: { domainName: zone.name } }
    : { failures: [{ property: "domainName", reason: zone.reason }] };
};

/** Where the records of a subdomain are to be looked for, as a sentence to go on with; empty for a root domain. */
export const zoneAbove = (domainName: string): string =>
  isRootDomain(domainName)
    ? ""
    : ` ${domainName} is a subdomain; its records usually belong to the zone ${rootDomain(domainName)}, ` +
      `with the host name "${hostNameOf(domainName)}".`;
