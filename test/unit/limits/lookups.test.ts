/* What a lookup cannot be asked is an error of its own, before anything is sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";
import { startSimulator, type Simulator } from "../../../simulator/src";
import { accountId } from "../../support/world";
import { account } from "../registered-domain/account";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 7, clock: "frozen" });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control.loadState(account());
  await simulator.control.clearJournal();
  pulumi.runtime.setAllConfig({
    "wix:baseUrl": simulator.url,
    "wix:apiKey": "simulated-api-key",
    "wix:accountId": accountId,
  });
});

type Lookup = (args: never) => Promise<unknown>;
type Wrong = [what: string, lookup: Lookup, args: unknown, ...says: RegExp[]];

const letters = (count: number) => "a".repeat(count);
const NO_ACCOUNT = /\n {2}accountId: is "mine": not a GUID such as/;

const ask = (lookup: Lookup, args: unknown) => (lookup as (given: unknown) => Promise<unknown>)(args);
const requests = async () => (await simulator.control.journal()).requests.length;

const OF_A_DOMAIN: [name: string, lookup: Lookup, field: string][] = [
  ["getDnsZone", wix.getDnsZone, "domainName"],
  ["previewDnsZone", wix.previewDnsZone, "domainName"],
  ["getRegisteredDomain", wix.getRegisteredDomain, "domain"],
  ["getConnectedDomain", wix.getConnectedDomain, "domain"],
  ["getSetupInfo", wix.getSetupInfo, "domain"],
];

const WRONG: Wrong[] = [
  ...OF_A_DOMAIN.flatMap(([name, lookup, field]): Wrong[] => [
    [
      `${name} without a domain`,
      lookup,
      {},
      new RegExp(`^${name} was not asked.*\\n {2}${field}: is missing; write a domain such as`),
    ],
    [`${name} of a TLD`, lookup, { [field]: "com" }, new RegExp(`${field}: "com" is no domain that can be`)],
    [
      `${name} with all wrong at once`,
      lookup,
      { [field]: 5, accountId: "mine", name: "x" },
      new RegExp(`\\n {2}${field}: is 5: not a domain`),
      NO_ACCOUNT,
      new RegExp(`\\n {2}name: is not known here; allowed: ${field}, accountId`),
    ],
  ]),
  ["getPackage of nothing", wix.getPackage, {}, /packageId: is missing; write packageId or externalId$/],
  [
    "getPackage of two things",
    wix.getPackage,
    { packageId: accountId, externalId: "crm-1" },
    /packageId: stands beside externalId; write one of them/,
  ],
  [
    "getPackage of an id that is no GUID",
    wix.getPackage,
    { packageId: "plan" },
    /packageId: is "plan": not a GUID/,
  ],
  [
    "getPackage of an external id of 101 characters",
    wix.getPackage,
    { externalId: letters(101) },
    /externalId: .*longer than 100 characters/,
  ],
  ["getPackage of an empty external id", wix.getPackage, { externalId: " " }, /externalId: .*is empty/],
  ["getPackage of an account's name", wix.getPackage, { externalId: "x", accountId: "mine" }, NO_ACCOUNT],
  ["getSites of an account's name", wix.getSites, { accountId: "mine" }, NO_ACCOUNT],
  [
    "getSites with all wrong at once",
    wix.getSites,
    { premium: "yes", name: "", namespaces: [], siteId: accountId },
    /premium: is "yes": write true or false/,
    /name: is empty/,
    /namespaces: is an empty list: names none/,
    /siteId: is not known here/,
  ],
  [
    "checkDomainAvailability of 64 characters",
    wix.checkDomainAvailability,
    { domain: `${letters(60)}.com` },
    /domain: .* is 64 characters long; Wix takes 63/,
  ],
  [
    "checkDomainAvailability of a subdomain",
    wix.checkDomainAvailability,
    { domain: "www.example.com" },
    /domain: .*only root domains can be registered, here example\.com/,
  ],
  ["checkDomainAvailability of nothing", wix.checkDomainAvailability, undefined, /domain: is missing/],
  ["suggestDomains with a query of 2", wix.suggestDomains, { query: "ab" }, /query: is "ab": write 3 to 100/],
  [
    "suggestDomains with a query of 101",
    wix.suggestDomains,
    { query: letters(101) },
    /query: .*write 3 to 100/,
  ],
  [
    "suggestDomains with other characters",
    wix.suggestDomains,
    { query: "rye & oats" },
    /query: .*letters, digits/,
  ],
  [
    "suggestDomains with a TLD in the query",
    wix.suggestDomains,
    { query: "bakery.co.uk" },
    /query: "bakery\.co\.uk" ends with a TLD.*tlds: \["com"\]/,
  ],
  [
    "suggestDomains with 11 TLDs",
    wix.suggestDomains,
    { query: "bakery", tlds: Array.from({ length: 11 }, () => "com") },
    /tlds: .*write 10 TLDs at most/,
  ],
  [
    "suggestDomains with TLDs that hold a dot",
    wix.suggestDomains,
    { query: "bakery", tlds: ["com", ".net", "co.uk"] },
    /tlds\[1\]: is ".net": write a TLD without its dot/,
    /tlds\[2\]: is "co.uk": write a TLD without its dot/,
  ],
  [
    "suggestDomains with one TLD",
    wix.suggestDomains,
    { query: "bakery", tlds: "com" },
    /tlds: is "com": not a list/,
  ],
  [
    "suggestDomains no longer than 2",
    wix.suggestDomains,
    { query: "bakery", maxLength: 2 },
    /maxLength: is 2.*3 to 63/,
  ],
  [
    "suggestDomains no longer than 64",
    wix.suggestDomains,
    { query: "bakery", maxLength: 64 },
    /maxLength: is 64/,
  ],
  [
    "suggestDomains of none",
    wix.suggestDomains,
    { query: "bakery", limit: 0 },
    /limit: is 0: write .* 1 to 100/,
  ],
  ["suggestDomains of half a name", wix.suggestDomains, { query: "bakery", limit: 1.5 }, /limit: is 1.5/],
];

describe("a lookup is refused before anything is sent:", () => {
  test.each(WRONG)("%s", async (_what, lookup, args, ...says) => {
    const error = await ask(lookup, args).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    for (const text of says) expect((error as Error).message).toMatch(text);
    expect(await requests()).toBe(0);
  });
});

describe("a lookup at the edge of what is allowed is sent:", () => {
  test.each<[string, Lookup, unknown]>([
    ["a domain of 63 characters", wix.checkDomainAvailability, { domain: `${letters(59)}.com` }],
    ["a name of 2 characters, which may be looked up", wix.checkDomainAvailability, { domain: "ab.com" }],
    ["a query of 3", wix.suggestDomains, { query: "rye", maxLength: 63, limit: 1 }],
    [
      "a query of 100, of 10 TLDs",
      wix.suggestDomains,
      { query: letters(100), tlds: Array.from({ length: 10 }, () => "COM") },
    ],
    ["a query with a dot that begins no TLD", wix.suggestDomains, { query: "st.honore", maxLength: 20 }],
    ["an account in capitals", wix.getSites, { accountId: accountId.toUpperCase() }],
    ["a namespace that came later", wix.getSites, { namespaces: ["SOMETHING_NEW"] }],
  ])("%s", async (_what, lookup, args) => {
    await ask(lookup, args);
    expect(await requests()).toBeGreaterThan(0);
    expect(await simulator.control.violations()).toEqual([]);
  });

  test("an external id of 100 characters", async () => {
    await expect(wix.getPackage({ externalId: letters(100) })).rejects.toMatchObject({ kind: "not-found" });
    expect(await requests()).toBeGreaterThan(0);
  });
});
