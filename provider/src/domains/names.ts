import { getDomain } from "tldts";
import { canonicalDomainName } from "../dns/canonical";
import { UNKNOWN, type Claim, type Failure, type Unknown } from "../lifecycle/lifecycle";

/** The domain above a name that somebody can register: `example.co.uk` of `shop.example.co.uk`. */
export const rootDomain = (name: string): string =>
  getDomain(name, { extractHostname: false, validateHostname: false }) ?? name;

/** Whether a name is registered itself, by the public suffix list, and is no name below such a one. */
export const isRootDomain = (name: string): boolean => rootDomain(name) === name;

const fault = (name: string): string | undefined => {
  if (name.includes("_")) return 'holds "_"; a domain has letters, digits, hyphens and dots';
  return undefined;
};

/**
 * A domain in canonical form: lower-case ASCII without trailing dot.
 * @throws Error with the way out where the text is no domain
 */
export const domainName = (text: string): string => {
  const domain = canonicalDomainName(text);
  if ("reason" in domain) throw new Error(domain.reason);
  const reason = fault(domain.name);
  if (reason !== undefined) throw new Error(`${JSON.stringify(text)} ${reason}`);
  return domain.name;
};

/**
 * Reads an argument `domain`; what is wrong with it is added to the failures.
 * @returns undefined where it is no domain
 */
export const readDomain = (given: unknown, failures: Failure[]): string | Unknown | undefined => {
  if (given === UNKNOWN) return UNKNOWN;
  if (typeof given !== "string") return undefined;
  try {
    return domainName(given);
  } catch (error) {
    failures.push({ property: "domain", reason: (error as Error).message });
    return undefined;
  }
};

/** Only one resource of a program may look after a domain. */
export const domainClaims = (domain: unknown): Claim[] =>
  typeof domain === "string" ? [{ key: `the domain ${domain}`, property: "domain", shared: false }] : [];
