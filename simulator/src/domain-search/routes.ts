import { z } from "zod";
import { takenRoots } from "../domains/holding";
import { type DomainName, parseDomainName } from "../domains/names";
import { json } from "../http/answer";
import { pageOf, pagingQuery } from "../http/paging";
import { applicationError } from "../http/refusal";
import { repeated } from "../http/repeated";
import { defineRoute } from "../http/route";
import { suggest } from "./suggest";

const PERMISSION = "DOMAINS.PUBLIC_API_PERMISSION";
const LONGEST_PAGE = 20;
const MAX_TLDS = 10;

const checkAvailability = defineRoute({
  method: "GET",
  template: "/domain-search/v2/check-domain-availability",
  permission: PERMISSION,
  anonymous: true,
  query: z.strictObject({ domain: z.string().toLowerCase() }),
  handle({ world: { state }, query }) {
    const { root: domain } = readName(query.domain, state.domainMarket.tlds);
    const available = !takenRoots(state).has(domain);
    const premium = state.domainMarket.premium.includes(domain);
    return json(200, {
      availability: { domain, available, premium, premiumType: "UNKNOWN_PREMIUM_TYPE" },
    });
  },
});

const suggestDomains = defineRoute({
  method: "GET",
  template: "/domain-search/v2/suggest-domains",
  permission: PERMISSION,
  anonymous: true,
  query: z.strictObject({
    query: z.string().min(3).max(100),
    tlds: repeated(z.string(), MAX_TLDS),
    maxLength: z.coerce.number().int().min(3).max(63).default(63),
    ...pagingQuery(LONGEST_PAGE),
  }),
  handle({ world: { state, seed }, query }) {
    if (!/^[\p{L}\p{N} .-]+$/u.test(query.query))
      throw applicationError(400, "INVALID_QUERY", "a query holds letters, digits, blanks, dots and hyphens");
    const { domainMarket } = state;
    checkTlds(query.tlds, domainMarket.tlds);
    const tlds = query.tlds.length > 0 ? query.tlds : domainMarket.tlds;
    const names = suggest(state, seed, query.query, { tlds, maxLength: query.maxLength });
    const { items, pagingMetadata } = pageOf(names, query, LONGEST_PAGE);
    const suggestions = items.map(domain => ({ domain, premium: domainMarket.premium.includes(domain) }));
    return json(200, { suggestions, pagingMetadata });
  },
});

export const domainSearchRoutes = [checkAvailability, suggestDomains];

/** @throws {Refusal} */
function readName(name: string, soldTlds: readonly string[]): DomainName {
  const parsed = parseDomainName(name);
  if (parsed === undefined || name.length > 63)
    throw applicationError(400, "INVALID_DOMAIN", `no root domain in ${name}`);
  if (!soldTlds.includes(parsed.tld))
    throw applicationError(400, "DOMAINS_UNSUPPORTED_TLD", `.${parsed.tld} is not sold`);
  return parsed;
}

/** @throws {Refusal} */
function checkTlds(asked: readonly string[], sold: readonly string[]): void {
  for (const tld of asked) {
    if (!/^[a-z0-9-]{2,63}$/.test(tld))
      throw applicationError(400, "INVALID_TLD_FORMAT", `${tld} is no TLD without dot`);
    if (!sold.includes(tld)) throw applicationError(400, "TLD_NOT_SUPPORTED", `.${tld} is not sold`);
  }
}
