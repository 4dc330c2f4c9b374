import { getDomain } from "tldts";
import type { Failure } from "../core/failure";
import { canonicalDomainName } from "../dns/canonical";

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

/** What an argument `domain` comes to: its canonical form, or what is wrong with it; nothing while it is not known. */
export const readDomain = (given: unknown): { inputs?: { domain: string }; failures?: Failure[] } => {
  if (typeof given !== "string") return {};
  try {
    return { inputs: { domain: domainName(given) } };
  } catch (error) {
    return { failures: [{ property: "domain", reason: (error as Error).message }] };
  }
};
