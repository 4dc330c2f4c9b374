import { z } from "zod";
import { domains } from "../domains";
import { type DomainName, parseDomainName, takenRoots } from "../domains/holding";
import type { State } from "../domains/state";
import { documented, family, inferred, seen } from "../kernel/family";
import { pageOf, pagingQuery, repeated } from "../kernel/input";
import { createRandom, shuffled } from "../kernel/random";
import { applicationError, json } from "../kernel/refusal";
import { routesOn } from "../kernel/route";

const BEFORE = ["", "get", "go", "my", "the", "try"];
const AFTER = ["", "app", "hub", "lab", "now", "online", "place", "shop", "studio"];

/** Free names made of the words of the query; the seed alone decides their order. */
const suggest = (
  state: State,
  seed: number,
  query: string,
  { tlds, maxLength }: { tlds: readonly string[]; maxLength: number },
): string[] => {
  const words = query.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const labels = BEFORE.flatMap(before => AFTER.flatMap(after => labelsOf([before, ...words, after])));
  const names = [...new Set(labels)]
    .filter(label => label.length >= 3 && label.length <= maxLength)
    .flatMap(label => tlds.map(tld => `${label}.${tld}`));
  const taken = takenRoots(state);
  return shuffled(
    names.filter(name => !taken.has(name)),
    createRandom(seed),
  );
};

const labelsOf = (parts: readonly string[]): string[] => {
  const words = parts.filter(word => word !== "");
  return [words.join(""), words.join("-")];
};

const PERMISSION = "DOMAINS.PUBLIC_API_PERMISSION";
const LONGEST_PAGE = 20;
const MAX_TLDS = 10;

const defineRoute = routesOn<State>();

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
    const { items, pagingMetadata } = pageOf(names, query, LONGEST_PAGE, state.settings);
    const suggestions = items.map(domain => ({ domain, premium: domainMarket.premium.includes(domain) }));
    return json(200, { suggestions, pagingMetadata });
  },
});

const domainSearchRoutes = [checkAvailability, suggestDomains];

/** @throws {Refusal} */
const readName = (name: string, soldTlds: readonly string[]): DomainName => {
  const parsed = parseDomainName(name);
  if (parsed === undefined || name.length > 63)
    throw applicationError(400, "INVALID_DOMAIN", `no root domain in ${name}`);
  if (!soldTlds.includes(parsed.tld))
    throw applicationError(400, "DOMAINS_UNSUPPORTED_TLD", `.${parsed.tld} is not sold`);
  return parsed;
};

/** @throws {Refusal} */
const checkTlds = (asked: readonly string[], sold: readonly string[]): void => {
  for (const tld of asked) {
    if (!/^[a-z0-9-]{2,63}$/.test(tld))
      throw applicationError(400, "INVALID_TLD_FORMAT", `${tld} is no TLD without dot`);
    if (!sold.includes(tld)) throw applicationError(400, "TLD_NOT_SUPPORTED", `.${tld} is not sold`);
  }
};

export const domainSearch = family({
  name: "domain-search",
  needs: [domains],
  state: {},
  settings: {},
  routes: domainSearchRoutes,
  evidence: [
    documented("Answers without any credentials"),
    seen("Credentials without the permission: 403"),
    inferred("Available: held by no account and not listed in domainMarket.outside"),
    documented("No root domain: 400 INVALID_DOMAIN"),
    inferred("A subdomain is answered as its root"),
    seen("TLD not sold: 400 DOMAINS_UNSUPPORTED_TLD"),
    seen("premiumType is UNKNOWN_PREMIUM_TYPE"),
    documented("Query with other characters: 400 INVALID_QUERY"),
    documented("TLD with a dot: 400 INVALID_TLD_FORMAT; not sold: 400 TLD_NOT_SUPPORTED"),
    documented("At most 20 suggestions a page, 10 TLDs; the deprecated limit is unknown"),
  ],
});
