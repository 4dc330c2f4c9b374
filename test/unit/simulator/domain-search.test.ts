import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type SimulatedAccount, createSimulatedAccount } from "../../../simulator/src";
import { type Reply, type Send, sender } from "./account";
import { answered, domainState, refused, registration, violationKinds } from "./domain-account";

const AVAILABILITY = "/domain-search/v2/check-domain-availability";
const SUGGEST = "/domain-search/v2/suggest-domains";
const ANYONE = { authorization: undefined, "wix-account-id": undefined };

let simulator: SimulatedAccount;
let send: Send;

beforeAll(() => {
  simulator = createSimulatedAccount({ seed: 1, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(async () => {
  await simulator.control.loadState(domainState());
  await simulator.control.clearViolations();
});

const check = (domain: string, headers: Record<string, string | undefined> = ANYONE) =>
  send("GET", `${AVAILABILITY}?domain=${encodeURIComponent(domain)}`, undefined, headers);
const suggest = (query: string, from = send) => from("GET", `${SUGGEST}?${query}`, undefined, ANYONE);
const suggestions = (reply: Reply) =>
  JSON.parse(reply.text) as {
    suggestions: { domain: string; premium: boolean }[];
    pagingMetadata: { hasNext: boolean; cursors: { next: string } };
  };

describe("availability", () => {
  test.each([
    ["a free name", "free-name.com", { available: true, premium: false }],
    ["a premium name", "jewel.com", { available: true, premium: true }],
    ["a name held elsewhere", "bakery.com", { available: false, premium: false }],
    ["a name of this account", "example.com", { available: false, premium: false }],
    ["a name of another account", "foreign.com", { available: false, premium: false }],
    ["a connected name", "example.org", { available: false, premium: false }],
  ])("of %s", async (_what, domain, expected) => {
    const answer = answered(await check(domain), "availability");
    expect(answer).toEqual({ domain, premiumType: "UNKNOWN_PREMIUM_TYPE", ...expected });
    expect(await violationKinds(simulator)).toEqual([]);
  });

  test("of a subdomain is that of its root", async () => {
    expect(answered(await check("shop.bakery.com"), "availability")).toMatchObject({ domain: "bakery.com" });
  });

  test("ends with a registration, and comes back when it fails", async () => {
    const name = "new-bakery.com";
    await simulator.control.edit("registered-domains", name, {
      outcome: { registration: ["FAILED_REGISTRATION"] },
    });
    await send("POST", "/domains/v1/registered-domains", registration());
    expect(answered(await check(name), "availability")).toMatchObject({ available: false });
    await simulator.control.advanceClock(60_000);
    expect(answered(await check(name), "availability")).toMatchObject({ available: true });
  });

  test.each([
    ["no TLD", "bakery", "INVALID_DOMAIN"],
    ["a TLD alone", "com", "INVALID_DOMAIN"],
    ["other characters", "bäckerei.com", "INVALID_DOMAIN"],
    ["more than 63 characters", `${"a".repeat(60)}.com`, "INVALID_DOMAIN"],
    ["a TLD that Wix does not sell", "bakery.berlin", "DOMAINS_UNSUPPORTED_TLD"],
  ])("of a name with %s is refused", async (_what, domain, code) => {
    expect(refused(await check(domain))).toEqual([400, code]);
  });

  test("without a name is refused", async () => {
    expect(refused(await send("GET", AVAILABILITY, undefined, ANYONE))).toEqual([400, "REQUIRED"]);
  });

  test("is answered to a key that may, and refused to credentials that may not", async () => {
    expect((await check("free-name.com", {})).status).toBe(200);
    expect(refused(await check("free-name.com", { authorization: "searching-key" }))).toEqual([
      403,
      "PERMISSION_DENIED",
    ]);
    expect(refused(await check("free-name.com", { authorization: "stolen" }))).toEqual([
      401,
      "UNAUTHENTICATED",
    ]);
  });
});

describe("suggestions", () => {
  test("are free names made of the query's words, of the TLDs asked for", async () => {
    const answer = suggestions(await suggest("query=corner bakery&tlds=com&tlds=net&paging.limit=20"));
    expect(answer.suggestions).toHaveLength(20);
    for (const { domain } of answer.suggestions) {
      expect(domain).toMatch(/^[a-z-]*corner-?bakery[a-z-]*\.(com|net)$/);
      expect(answered(await check(domain), "availability")).toMatchObject({ available: true });
    }
  });

  test("leave out what is taken and mark what costs more", async () => {
    const all = async (word: string) => {
      const found = [];
      let cursor = "";
      for (let more = true; more;) {
        const answer = suggestions(await suggest(`query=${word}&tlds=com${cursor}`));
        found.push(...answer.suggestions);
        more = answer.pagingMetadata.hasNext;
        cursor = `&paging.cursor=${answer.pagingMetadata.cursors.next}`;
      }
      return found;
    };
    expect((await all("bakery")).map(({ domain }) => domain)).not.toContain("bakery.com");
    const jewels = await all("jewel");
    expect(jewels.filter(({ premium }) => premium)).toEqual([{ domain: "jewel.com", premium: true }]);
    expect(new Set(jewels.map(({ domain }) => domain)).size).toBe(jewels.length);
  });

  test("follow from the seed", async () => {
    const texts: string[] = [];
    for (const seed of [7, 7, 8]) {
      const twin = createSimulatedAccount({ seed });
      texts.push((await suggest("query=bakery", sender(twin))).text);
    }
    expect(texts[0]).toBe(texts[1]);
    expect(texts[2]).not.toBe(texts[0]);
  });

  test("are no longer than asked for, without the TLD", async () => {
    const answer = suggestions(await suggest("query=bakery&maxLength=8&tlds=com"));
    expect(answer.suggestions.length).toBeGreaterThan(0);
    for (const { domain } of answer.suggestions) expect(domain.length).toBeLessThanOrEqual(12);
  });

  test.each([
    ["other characters", "query=b@kery", "INVALID_QUERY"],
    ["two characters", "query=ab", "MIN"],
    ["no query", "tlds=com", "REQUIRED"],
    ["a TLD with a dot", "query=bakery&tlds=.com", "INVALID_TLD_FORMAT"],
    ["a TLD that Wix does not sell", "query=bakery&tlds=com&tlds=berlin", "TLD_NOT_SUPPORTED"],
    ["a page that is too long", "query=bakery&paging.limit=21", "MAX"],
    ["names that are too long", "query=bakery&maxLength=64", "MAX"],
    ["eleven TLDs", `query=bakery${"&tlds=com".repeat(11)}`, "MAX"],
    ["the limit of old", "query=bakery&limit=5", "UNKNOWN_FIELD"],
  ])("refuse %s", async (_what, query, code) => {
    expect(refused(await suggest(query))).toEqual([400, code]);
  });
});
