import * as z from "zod";
import type { Call, Wix } from "./client";
import { isTransportError, isWixError } from "./errors";

const Availability = z
  .looseObject({
    availability: z.looseObject({
      available: z.boolean().default(false),
      premium: z.boolean().default(false),
      premiumType: z.string().optional().catch(undefined),
    }),
  })
  .transform(({ availability: { available, premium, premiumType } }) => ({
    available,
    /** Costs more because of demand. */
    premium,
    premiumType,
  }));

export type WireAvailability = z.infer<typeof Availability>;

const Suggestion = z
  .looseObject({ domain: z.string(), premium: z.boolean().default(false) })
  .transform(({ domain, premium }) => ({ domain, premium }));

export type WireSuggestion = z.infer<typeof Suggestion>;

const Page = z.looseObject({
  suggestions: z.array(Suggestion).default([]),
  pagingMetadata: z
    .looseObject({ cursors: z.looseObject({ next: z.string().nullish() }).nullish() })
    .nullish(),
});

/** Wix's limit for one page (docs/wix/domain-search.md#suggest-domains). */
const PAGE_SIZE = 20;

/** The gate before an anonymous call may turn it away in no form of Wix's; a search may be repeated in any case. */
const isTurnedAway = (error: unknown): boolean =>
  isWixError(error)
    ? error.status === 401 || error.status === 403
    : isTransportError(error) && !error.transient;

/** Public calls; a key without the scope would turn them into a 403 (docs/wix/domain-search.md#authentication). */
const search = async <Answer>(wix: Wix, call: Call<Answer>): Promise<Answer> => {
  try {
    return await wix.call({ ...call, anonymous: true });
  } catch (error) {
    if (isTurnedAway(error)) return wix.call(call);
    throw error;
  }
};

/** Whether a domain can be bought through Wix at this moment; reserves nothing. */
export const checkAvailability = (wix: Wix, domain: string): Promise<WireAvailability> =>
  search(wix, {
    what: `check whether ${domain} is available`,
    method: "GET",
    path: "/domain-search/v2/check-domain-availability",
    query: { domain },
    effect: "read",
    answer: Availability,
  });

export interface SuggestionQuery {
  query: string;
  tlds: readonly string[] | undefined;
  maxLength: number | undefined;
  limit: number;
}

/** Likely available names; not checked finally. */
export const suggestDomains = async (
  wix: Wix,
  { query, tlds, maxLength, limit }: SuggestionQuery,
): Promise<WireSuggestion[]> => {
  const all: WireSuggestion[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await search(wix, {
      what: `find domains for "${query}"`,
      method: "GET",
      path: "/domain-search/v2/suggest-domains",
      query: {
        query,
        tlds,
        maxLength: maxLength?.toString(),
        "paging.limit": String(Math.min(PAGE_SIZE, limit - all.length)),
        "paging.cursor": cursor,
      },
      effect: "read",
      answer: Page,
    });
    all.push(...page.suggestions);
    cursor = page.pagingMetadata?.cursors?.next ?? undefined;
    if (all.length >= limit || cursor === undefined || cursor === "") return all.slice(0, limit);
  }
};
