import { getDomain, getDomainWithoutSuffix, parse } from "tldts";
import type { Failure } from "../core/failure";
import { canonicalDomainName } from "../dns/canonical";

// As it stands: what is no name was refused before.
const BY_NAME_ALONE = { extractHostname: false, validateHostname: false };

/** The domain above a name that somebody can register: `example.co.uk` of `shop.example.co.uk`. */
export const rootDomain = (name: string): string => getDomain(name, BY_NAME_ALONE) ?? name;

/** Whether a name is registered itself, by the public suffix list, and is no name below such a one. */
export const isRootDomain = (name: string): boolean => rootDomain(name) === name;

/** Whether a text without blanks ends as a domain does, with a dot and a TLD: `bakery.com`, not `st. honoré`. */
export const endsWithTld = (text: string): boolean => {
  const { isIcann, domain } = parse(text.toLowerCase(), BY_NAME_ALONE);
  return !text.includes(" ") && isIcann === true && domain !== null;
};

/** With its TLD (docs/wix/registered-domains.md#create-request). */
const LONGEST = 63;
/** Without its TLD (docs/wix/registered-domains.md#errors-of-create). */
const SHORTEST_LABEL = 3;

/** Why Wix sells no domain of this length, whatever its TLD. @param domain in canonical form */
export const tooLong = (domain: string): string | undefined =>
  domain.length > LONGEST
    ? `${JSON.stringify(domain)} is ${domain.length} characters long; Wix takes ${LONGEST} at most, the TLD included, ` +
      "so choose a shorter name"
    : undefined;

/** Why Wix registers no name of this length. @param domain a root domain in canonical form */
export const tooShort = (domain: string): string | undefined => {
  const label = getDomainWithoutSuffix(domain, BY_NAME_ALONE) ?? domain;
  return label.length < SHORTEST_LABEL
    ? `${JSON.stringify(domain)} has ${label.length} character${label.length === 1 ? "" : "s"} before its TLD; Wix ` +
        `registers names of ${SHORTEST_LABEL} or more, so choose a longer one`
    : undefined;
};

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

/** What an argument `domain` comes to: its canonical form, or what is wrong with it; nothing while it is not known. */
export const readDomain = (given: unknown): { inputs?: { domain: string }; failures?: Failure[] } => {
  if (typeof given !== "string") return {};
  try {
    return { inputs: { domain: domainName(given) } };
  } catch (error) {
    return { failures: [{ property: "domain", reason: (error as Error).message }] };
  }
};
