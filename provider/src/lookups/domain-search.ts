import { isRootDomain, domainName, rootDomain } from "../domains/names";
import { present } from "../core/present";
import { checkAvailability, suggestDomains as suggest } from "../wix/domain-search";
import { programConnection } from "./connection";

export interface CheckDomainAvailabilityArgs {
  /** A root domain, e.g. `example.com`. */
  domain: string;
}

export interface DomainAvailability {
  domain: string;
  /** Whether it can be bought through Wix at this moment; reserves nothing. */
  available: boolean;
  /** Whether it costs more than others because of demand. */
  premium: boolean;
  premiumType?: string;
}

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

export interface DomainSuggestion {
  domain: string;
  /** Whether it costs more than others because of demand. */
  premium: boolean;
}

const between = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most);

/** What is wrong with a query, by the limits of Wix (docs/wix/domain-search.md#suggest-domains). */
const faultsOf = ({ query, tlds = [], maxLength, limit }: SuggestDomainsArgs): string[] => {
  const faults: [boolean, string][] = [
    [
      !/^[\p{L}\p{N} .-]{3,100}$/u.test(query),
      "query: write 3 to 100 letters, digits, blanks, dots and hyphens",
    ],
    [tlds.length > 10, "tlds: write 10 at most"],
    [tlds.some(tld => tld.startsWith(".")), 'tlds: write them without a leading dot, e.g. "com"'],
    [!between(maxLength, 3, 63), "maxLength: write a whole number from 3 to 63"],
    [!between(limit, 1, 100), "limit: write a whole number from 1 to 100"],
  ];
  return faults.filter(([wrong]) => wrong).map(([, fault]) => fault);
};

export const checkDomainAvailability = async (
  args: CheckDomainAvailabilityArgs,
): Promise<DomainAvailability> => {
  const domain = domainName(args.domain);
  if (!isRootDomain(domain))
    throw new Error(
      `domain: ${domain} is a subdomain; only root domains can be registered, here ${rootDomain(domain)}`,
    );
  return present({ domain, ...(await checkAvailability(programConnection(), domain)) });
};

export const suggestDomains = async (args: SuggestDomainsArgs): Promise<DomainSuggestion[]> => {
  const faults = faultsOf(args);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const { query, tlds, maxLength, limit = 20 } = args;
  return suggest(programConnection(), { query, tlds, maxLength, limit });
};
