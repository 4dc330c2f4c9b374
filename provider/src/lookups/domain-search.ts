import * as z from "zod";
import { present } from "../core/present";
import { endsWithTld, isRootDomain, readDomain, rootDomain, tooLong } from "../domains/names";
import { optional } from "../lifecycle/inputs";
import type { Judged } from "../lifecycle/resource";
import type { Wix } from "../wix/client";
import { checkAvailability, suggestDomains as suggest } from "../wix/domain-search";
import { readArguments } from "./arguments";

/** Which name. */
export interface CheckDomainAvailabilityArgs {
  /** A root domain, e.g. `example.com`. */
  domain: string;
}

/** Whether a name can be had, and at which price class. */
export interface DomainAvailability {
  /** In canonical form. */
  domain: string;
  /** Whether it can be bought through Wix at this moment; reserves nothing. */
  available: boolean;
  /** Whether it costs more than others because of demand. */
  premium: boolean;
  /** As Wix names it; only of a premium name. */
  premiumType?: string;
}

/** What names to suggest. */
export interface SuggestDomainsArgs {
  /** What the names are to be about: 3 to 100 letters, digits, blanks, dots and hyphens, without a TLD. */
  query: string;
  /** Up to 10, without dot, e.g. `["com", "net"]`. @default whatever Wix suggests */
  tlds?: string[];
  /** Of the name without its TLD; 3 to 63. @default 63 */
  maxLength?: number;
  /** How many to return at most, 1 to 100. @default 20 */
  limit?: number;
}

/** A name that is likely free. */
export interface DomainSuggestion {
  /** In canonical form. */
  domain: string;
  /** Whether it costs more than others because of demand. */
  premium: boolean;
}

const subdomain = (domain: string): string | undefined =>
  isRootDomain(domain)
    ? undefined
    : `${domain} is a subdomain; only root domains can be registered, here ${rootDomain(domain)}`;

/** See docs/wix/domain-search.md#check-domain-availability. */
const judgeName = ({ domain: given }: { domain?: unknown }): Judged => {
  const read = readDomain(given);
  if (read.inputs === undefined) return read;
  const reason = subdomain(read.inputs.domain) ?? tooLong(read.inputs.domain);
  return reason === undefined ? read : { failures: [{ property: "domain", reason }] };
};

const whole = (least: number, most: number) => {
  const allowed = `write a whole number from ${least} to ${most}`;
  return z.int(allowed).min(least, allowed).max(most, allowed);
};

const QUERY = "write 3 to 100 letters, digits, blanks, dots and hyphens";
const TLD = 'write a TLD without its dot, e.g. "com"';

/** Wix's limits (docs/wix/domain-search.md#suggest-domains); `limit` counts over its pages. */
const SUGGESTIONS = {
  query: z.string(QUERY).regex(/^[\p{L}\p{N} .-]{3,100}$/u, QUERY),
  tlds: optional(
    z
      .array(
        z
          .string(TLD)
          .trim()
          .toLowerCase()
          .regex(/^[\p{L}\p{N}-]{2,63}$/u, TLD),
        'not a list of TLDs such as ["com", "net"]',
      )
      .max(10, "write 10 TLDs at most"),
  ),
  maxLength: optional(whole(3, 63)),
  limit: optional(whole(1, 100)),
};

const judgeQuery = ({ query }: { query?: unknown }): Judged =>
  typeof query === "string" && endsWithTld(query)
    ? {
        failures: [
          {
            property: "query",
            reason:
              `${JSON.stringify(query)} ends with a TLD; write what the names are to be about, and the TLD in tlds, ` +
              'e.g. query: "bakery", tlds: ["com"]',
          },
        ],
      }
    : {};

export const checkDomainAvailability = async (
  wix: Wix,
  args: CheckDomainAvailabilityArgs,
): Promise<DomainAvailability> => {
  const shape = { domain: z.string('not a domain such as "example.com"') };
  const { domain } = readArguments("checkDomainAvailability", shape, args, judgeName);
  return present({ domain, ...(await checkAvailability(wix, domain)) });
};

export const suggestDomains = async (wix: Wix, args: SuggestDomainsArgs): Promise<DomainSuggestion[]> => {
  const {
    query,
    tlds,
    maxLength,
    limit = 20,
  } = readArguments("suggestDomains", SUGGESTIONS, args, judgeQuery);
  return suggest(wix, { query, tlds, maxLength, limit });
};
