import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { initialState, startSimulator, type Simulator } from "../../simulator/src";
import { makeStack, type Stack } from "../support/stack";

jest.setTimeout(240_000);

const ACCOUNT = "00000000-0000-4000-8000-000000000001";
const KEY = "simulated-api-key";
const SITE = "20000000-0000-4000-8000-000000000001";
const FREE_SITE = "20000000-0000-4000-8000-000000000002";
const PLAN = "10000000-0000-4000-8000-000000000002";
const COM = "10000000-0000-4000-8000-000000000003";

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
const PERSONAL = /Flora|Greenwood|flora\.|Garden Lane|5550142/;

let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  const { control } = simulator;
  await control.clearFaults();
  const quick = { registrationMs: 300, activationMs: 300, propagationMs: 300, icannConfirmationMs: 600_000 };
  await control.loadState({ ...initialState(), settings: { ...quick, settleMs: 300 } });
  await control.clearJournal();
});
afterEach(() => stack.dispose());

const begin = async (
  example: string,
  config: Record<string, string>,
  secrets: Record<string, string> = {},
) => {
  const named = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${example}:${key}`, value]));
  stack = await makeStack({
    program: { example },
    config: {
      "wix:baseUrl": simulator.url,
      "wix:accountId": ACCOUNT,
      "wix:pollInterval": "200ms",
      ...named(config),
    },
    secrets: { "wix:apiKey": KEY, ...named(secrets) },
  });
  return (change: Record<string, string>) => stack.configure(named(change));
};

const isSilent = async () => {
  const preview = await stack.preview("--refresh", "--expect-no-changes", "--diff");
  expect(preview.text).not.toMatch(/error:/);
  expect(preview.code).toBe(0);
};

const succeeds = async (run: Promise<{ code: number | undefined; text: string }>): Promise<string> => {
  const { code, text } = await run;
  expect(text).not.toMatch(/error:|Undefined value/);
  expect(code).toBe(0);
  return text;
};

const writes = async (): Promise<string[]> =>
  (await simulator.control.journal()).requests
    .filter(({ method, path }) => method !== "GET" && !path.includes("query"))
    .map(({ method, path }) => `${method} ${path}`);

const zone = async (domain: string) => {
  const { dnsZones } = await simulator.control.state();
  return new Map(dnsZones?.[domain]?.records.map(set => [`${set.type} ${set.hostName}`, set.values]));
};

const outputs = async () =>
  (await stack.exportState()).resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;

test("register a domain with mail: from an empty site to a domain that takes mail, bought once", async () => {
  const configure = await begin(
    "register-a-domain-with-mail",
    { siteId: FREE_SITE, planProductId: PLAN, domainProductId: COM, domain: "Example-Florist.com" },
    { registrant: JSON.stringify(registrant) },
  );
  expect(await succeeds(stack.preview("--diff"))).not.toMatch(PERSONAL);
  expect(await writes()).toEqual([]);

  const up = await succeeds(stack.up("--diff"));
  expect(up).toMatch(/status +: "ACTIVE"/);
  expect(up).toMatch(/ICANN waits for .* by f\*\*\*@example\.net until/);
  expect(up).not.toMatch(PERSONAL);
  expect(await simulator.control.ledger()).toHaveLength(2);
  expect((await zone("example-florist.com")).get("MX example-florist.com")).toEqual(["10 mx1.example.net"]);
  expect(JSON.stringify(await stack.exportState())).not.toMatch(PERSONAL);
  await isSilent();

  await configure({ mailHost: "mx2.example.net" });
  expect(await succeeds(stack.preview("--diff"))).toMatch(/~ MX example-florist\.com/);
  await succeeds(stack.up());
  expect((await zone("example-florist.com")).get("MX example-florist.com")).toEqual(["10 mx2.example.net"]);
  await isSilent();
  expect(JSON.stringify(await stack.exportState())).not.toMatch(PERSONAL);

  expect(await succeeds(stack.destroy())).toMatch(
    /example-florist\.com is forgotten, and stays registered at Wix until \d{4}-/,
  );
  const { domains } = await simulator.control.state();
  expect(domains?.["example-florist.com"]).toMatchObject({ kind: "registered", status: "ACTIVE" });
  expect(await simulator.control.ledger()).toHaveLength(2);
  expect(await simulator.control.violations()).toEqual([]);
});

test("connect by name servers: the zone points to the site, and the world is waited for in a second step", async () => {
  const configure = await begin("connect-by-name-servers", { domain: "bakery.example", siteId: SITE });
  await succeeds(stack.preview("--diff"));
  const up = await succeeds(stack.up());
  expect(up).toMatch(/nameServers[^]*"ns12\.wixdns\.net"[^]*"ns13\.wixdns\.net"/);
  await isSilent();

  await simulator.control.edit("dns-propagation", "bakery.example", { registrarChanged: true });
  await configure({ registrarChanged: "true" });
  await succeeds(stack.preview());
  await succeeds(stack.up());
  await isSilent();
  const seen = (await stack.exportState()).resources.find(({ type }) => type.endsWith(":DomainPropagation"));
  expect(seen?.outputs).toMatchObject({ domain: "bakery.example", status: "SUCCEEDED" });

  await succeeds(stack.destroy());
  expect((await simulator.control.state()).domains).not.toHaveProperty(["bakery.example"]);
  expect(await simulator.control.violations()).toEqual([]);
});

describe.each([
  ["connect-by-pointing", "florist.example", ["A florist.example", "CNAME www.florist.example"]],
  [
    "connect-a-subdomain",
    "shop.bakery.example",
    ["CNAME shop.bakery.example", "CNAME www.shop.bakery.example"],
  ],
])("%s", (example, domain, required) => {
  test("tells what to set at the registrar, and waits for the world in a second step", async () => {
    const configure = await begin(example, { domain: domain.toUpperCase(), siteId: SITE });
    await succeeds(stack.preview("--diff"));
    await succeeds(stack.up());
    const toSet = async () =>
      ((await outputs())?.requiredRecords as { type: string; name: string }[]).map(
        ({ type, name }) => `${type} ${name}`,
      );
    expect(await toSet()).toEqual(required);
    await isSilent();

    await simulator.control.edit("dns-propagation", domain, { registrarChanged: true });
    await configure({ registrarChanged: "true" });
    await succeeds(stack.up());
    await isSilent();
    expect(await toSet()).toEqual(required);

    await succeeds(stack.destroy());
    expect((await simulator.control.state()).domains).not.toHaveProperty([domain]);
    expect(await simulator.control.violations()).toEqual([]);
  });
});

test("purchase a domain: shows names first, and buys the one that is written down", async () => {
  const configure = await begin(
    "purchase-a-domain",
    { siteName: "bakery", about: "example cakes", domainProductId: COM },
    { registrant: JSON.stringify(registrant) },
  );
  const found = await succeeds(stack.up());
  expect(found).toMatch(/suggestions[^]*\.com"/);
  expect(await writes()).toEqual([]);
  const [domain] = (await outputs())?.suggestions as string[];

  await configure({ domain: String(domain) });
  await succeeds(stack.preview("--diff"));
  expect(await succeeds(stack.up())).toMatch(/status *: .*=> "ACTIVE"/);
  await isSilent();
  const { domainAssignments } = await simulator.control.state();
  expect(domainAssignments?.[String(domain)]).toMatchObject({ siteId: SITE, assignmentType: "PRIMARY" });
  expect(await simulator.control.ledger()).toHaveLength(1);

  expect(await succeeds(stack.destroy())).toContain(`${String(domain)} is forgotten`);
  expect(await simulator.control.violations()).toEqual([]);
});

describe("a program that would do harm", () => {
  const config = {
    siteId: FREE_SITE,
    planProductId: PLAN,
    domainProductId: COM,
    domain: "example-florist.com",
  };

  test("ends at preview where it changes what Wix cannot change, and says what to do", async () => {
    const configure = await begin("register-a-domain-with-mail", config, {
      registrant: JSON.stringify(registrant),
    });
    await succeeds(stack.up());
    await stack.configure(
      {},
      {
        "register-a-domain-with-mail:registrant": JSON.stringify({ ...registrant, city: "Salem" }),
      },
    );
    await configure({ domain: "other-florist.com" });
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.text).toMatch(/domain: a registered name stays what it is/);
    expect(preview.text).toMatch(/contacts\.registrant: Wix has no call for it/);
    expect(preview.text).not.toMatch(/\bat .*\.js:\d+/);
    expect(preview.text).not.toMatch(PERSONAL);
    await succeeds(stack.destroy());
  });

  test("ends at preview where contacts are wrong, without showing them", async () => {
    await begin("register-a-domain-with-mail", config, {
      registrant: JSON.stringify({ ...registrant, phone: "617 555 0142", subdivisionCode: undefined }),
    });
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.text).toMatch(/contacts\.registrant\.phone/);
    expect(preview.text).toMatch(/contacts\.registrant\.subdivisionCode/);
    expect(preview.text).not.toMatch(PERSONAL);
    expect(preview.text).not.toMatch(/555 0142/);
    await stack.configure({}, { "register-a-domain-with-mail:registrant": '"Flora Greenwood"' });
    const worse = await stack.preview();
    expect(worse.code).not.toBe(0);
    expect(worse.text).not.toMatch(PERSONAL);
  });

  test("is told of a registration that fails, and finished by the next run with corrected contacts", async () => {
    await begin("register-a-domain-with-mail", config, {
      registrant: JSON.stringify({ ...registrant, postalCode: "ABCDE" }),
    });
    const failed = await stack.up();
    expect(failed.code).not.toBe(0);
    expect(failed.text).toMatch(
      /the registration of example-florist\.com failed: OTHER, registrant: postalCode/,
    );
    expect(failed.text).not.toMatch(PERSONAL);
    await stack.configure({}, { "register-a-domain-with-mail:registrant": JSON.stringify(registrant) });
    await succeeds(stack.preview());
    await succeeds(stack.up());
    await isSilent();
    expect(await simulator.control.ledger()).toHaveLength(2);
    await succeeds(stack.destroy());
  });
});
