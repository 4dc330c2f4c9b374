import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import {
  initialState,
  SAMPLE_PRODUCTS,
  SAMPLE_SITES,
  startSimulator,
  type Simulator,
  type StateDocument,
} from "../../simulator/src";
import { makeStack, type Stack } from "../support/stack";

jest.setTimeout(240_000);

/* What the purchase of a domain asks before anything is charged, by the example that people copy. */

const EXAMPLE = "purchase-a-domain";
const ACCOUNT = "00000000-0000-4000-8000-000000000001";
const OTHER = "20000000-0000-4000-8000-0000000000e1";
const { corePlan, comDomain } = SAMPLE_PRODUCTS;

const registrant = {
  firstName: "Flora",
  lastName: "Greenwood",
  email: "flora.greenwood@example.net",
  address: "2 Garden Lane",
  city: "Boston",
  subdivisionCode: "MA",
  postalCode: "02101",
  countryCode: "US",
  phone: "+16175550142",
};

let simulator: Simulator;
let stack: Stack;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
});
afterAll(() => simulator.close());

const account = (more: Partial<StateDocument> = {}): StateDocument => ({
  ...initialState(),
  settings: { registrationMs: 300, activationMs: 300, propagationMs: 300, settleMs: 300 },
  ...more,
});

const named = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`${EXAMPLE}:${key}`, value]));

const configure = (values: Record<string, string>) => stack.configure(named(values));

beforeEach(async () => {
  await simulator.control.loadState(account());
  await simulator.control.clearJournal();
  stack = await makeStack({
    program: { example: EXAMPLE },
    config: {
      "wix:baseUrl": simulator.url,
      "wix:accountId": ACCOUNT,
      "wix:pollInterval": "200ms",
      ...named({
        siteId: SAMPLE_SITES.free,
        about: "example cakes",
        domain: "example-cakes.com",
        planProductId: corePlan,
        domainProducts: JSON.stringify({ com: comDomain, org: comDomain, berlin: comDomain }),
      }),
    },
    secrets: {
      "wix:apiKey": "simulated-api-key",
      ...named({ registrant: JSON.stringify(registrant) }),
    },
  });
});
afterEach(() => stack.dispose());

const writes = async (): Promise<string[]> =>
  (await simulator.control.journal()).requests
    .filter(({ method, path }) => method !== "GET" && !path.endsWith("/query"))
    .map(({ method, path }) => `${method} ${path}`);

const costsNothing = async (): Promise<void> => {
  expect(await writes()).toEqual([]);
  expect(await simulator.control.ledger()).toEqual([]);
};

const succeeds = async (run: Promise<{ code: number | undefined; text: string }>): Promise<string> => {
  const { code, text } = await run;
  expect(text).not.toMatch(/error:/);
  expect(code).toBe(0);
  return text;
};

/** Preview and up both end with this, and nothing is bought. */
const isRefused = async (reason: RegExp): Promise<void> => {
  for (const run of [() => stack.preview(), () => stack.up()]) {
    const { code, text } = await run();
    expect(text).toMatch(reason);
    expect(code).not.toBe(0);
  }
  await costsNothing();
};

test("a free site costs nothing: the preview says what it needs", async () => {
  await stack.pulumi("config", "rm", `${EXAMPLE}:planProductId`);
  await isRefused(/site Florist \(20000000-.*\) is free[^]*nothing was bought[^]*Set planProductId/);
});

describe("nothing is charged where the name is refused:", () => {
  test.each([
    ["taken", "example.org", /example\.org is taken; nothing was bought/],
    ["dearer than others", "premium-bakery.com", /premium domain[^]*nothing was bought[^]*allowPremium/],
    ["of a TLD without a product", "bakery.net", /no product for \.net; nothing was bought/],
    ["of a TLD that Wix does not sell", "bakery.berlin", /DOMAINS_UNSUPPORTED_TLD/],
  ])("%s", async (_why, domain, reason) => {
    await configure({ domain });
    await isRefused(reason);
  });

  test("taken by somebody between preview and up", async () => {
    await succeeds(stack.preview());
    const { domainMarket } = initialState();
    const outside = { ...domainMarket?.outside, "example-cakes.com": {} };
    await simulator.control.loadState(account({ domainMarket: { ...domainMarket, outside } }));
    const { code, text } = await stack.up();
    expect(text).toMatch(/example-cakes\.com is taken; nothing was bought/);
    expect(code).not.toBe(0);
    await costsNothing();
  });
});

describe("nothing is charged where the site is not certain:", () => {
  const withSite = (site: { name: string; displayName: string; trashedDate?: string }) =>
    simulator.control.loadState(
      account({ sites: { ...initialState().sites, [OTHER]: { ownerAccountId: ACCOUNT, ...site } } }),
    );

  beforeEach(async () => {
    await stack.pulumi("config", "rm", `${EXAMPLE}:siteId`);
    await configure({ siteName: "tailor" });
  });

  test("two have the name", async () => {
    await withSite({ name: "tailor", displayName: "Florist" });
    await configure({ siteName: "Florist" });
    await isRefused(new RegExp(`2 sites of the account are named "Florist"[^]*${OTHER}`));
  });

  test("it is in the trash", async () => {
    const trashedDate = "2025-06-01T00:00:00.000Z";
    await withSite({ name: "tailor", displayName: "Tailor", trashedDate });
    await isRefused(/"tailor" is in the trash/);
  });
});

test("a plan is bought for the site first, then the product, then the name, each once; no names are suggested any more", async () => {
  await succeeds(stack.up());
  const [plan, product, ...more] = await simulator.control.ledger();
  expect(more).toEqual([]);
  expect([plan?.catalogProductId, product?.catalogProductId]).toEqual([corePlan, comDomain]);
  expect(new Set([plan?.packageId, product?.packageId]).size).toBe(2);
  expect((await writes()).at(-1)).toBe("POST /domains/v1/registered-domains");

  await succeeds(stack.preview("--refresh", "--expect-no-changes"));
  await succeeds(stack.up());
  expect(await simulator.control.ledger()).toHaveLength(2);
  const { domains, domainAssignments } = await simulator.control.state();
  expect(domains?.["example-cakes.com"]).toMatchObject({ status: "ACTIVE" });
  expect(domainAssignments?.["example-cakes.com"]).toMatchObject({ siteId: SAMPLE_SITES.free });
  const { requests } = await simulator.control.journal();
  expect(requests.filter(({ path }) => path.includes("suggest-domains"))).toEqual([]);
  expect(await simulator.control.violations()).toEqual([]);
});

test("a site that has a plan needs none: the one that is there is found", async () => {
  await stack.pulumi("config", "rm", `${EXAMPLE}:planProductId`);
  await configure({ siteId: SAMPLE_SITES.premium });
  await succeeds(stack.up());
  const ledger = await simulator.control.ledger();
  expect(ledger.map(({ catalogProductId }) => catalogProductId)).toEqual([comDomain]);
});
