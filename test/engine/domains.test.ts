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

const MAIL_EXAMPLE = {
  siteId: FREE_SITE,
  planProductId: PLAN,
  domainProductId: COM,
  domain: "Example-Florist.com",
  siteAddress: "203.0.113.20",
};

test("register a domain with mail: records wait for the registration, and everything is bought once", async () => {
  const configure = await begin("register-a-domain-with-mail", MAIL_EXAMPLE, {
    registrant: JSON.stringify(registrant),
  });
  expect(await succeeds(stack.preview("--diff"))).not.toMatch(PERSONAL);
  expect(await writes()).toEqual([]);

  const up = await succeeds(stack.up("--diff"));
  expect(up).toMatch(/status +: "PENDING_REGISTRATION"/);
  expect(up).toMatch(/ICANN waits for .* by f\*\*\*@example\.net until/);
  expect(up).not.toMatch(PERSONAL);
  expect(await simulator.control.ledger()).toHaveLength(2);
  const found = await zone("example-florist.com");
  expect(found.get("MX example-florist.com")).toEqual(["10 mx1.example.net"]);
  expect(found.get("A example-florist.com")).toEqual(["203.0.113.20"]);
  expect(JSON.stringify(await stack.exportState())).not.toMatch(PERSONAL);
  await succeeds(stack.refresh());
  await isSilent();

  await configure({ mailHost: "mx2.example.net" });
  expect(await succeeds(stack.preview("--diff"))).toMatch(/~ MX example-florist\.com/);
  expect(await succeeds(stack.up())).toMatch(/status +: .*=> "ACTIVE"/);
  expect((await zone("example-florist.com")).get("MX example-florist.com")).toEqual(["10 mx2.example.net"]);
  await isSilent();
  expect(JSON.stringify(await stack.exportState())).not.toMatch(PERSONAL);

  expect(await succeeds(stack.destroy())).toMatch(
    /example-florist\.com is forgotten, and stays registered at Wix until \d{4}-/,
  );
  const { domains } = await simulator.control.state();
  expect(domains?.["example-florist.com"]).toMatchObject({ kind: "registered", status: "ACTIVE" });
  expect((await zone("example-florist.com")).has("MX example-florist.com")).toBe(false);
  expect((await zone("example-florist.com")).get("A example-florist.com")).not.toEqual(["203.0.113.20"]);
  expect(await simulator.control.ledger()).toHaveLength(2);
  expect(await simulator.control.violations()).toEqual([]);
});

test("a run that is killed while records wait for the registration is resumed, and nothing is bought twice", async () => {
  await simulator.control.changeSettings({ registrationMs: 3_600_000 });
  await begin("register-a-domain-with-mail", MAIL_EXAMPLE, { registrant: JSON.stringify(registrant) });
  const run = stack.start("up", "--yes", "--skip-preview");
  await run.seen(/waiting for DNS zone example-florist\.com: PENDING_REGISTRATION/);
  run.kill();
  await run.finished;
  await succeeds(stack.pulumi("cancel", "--yes"));
  await simulator.control.advanceClock(3_600_000);
  await succeeds(stack.up());
  expect((await zone("example-florist.com")).get("MX example-florist.com")).toEqual(["10 mx1.example.net"]);
  expect(await simulator.control.ledger()).toHaveLength(2);
  expect((await writes()).filter(call => call.endsWith("/registered-domains"))).toHaveLength(1);
  await succeeds(stack.destroy());
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
  expect(await outputs()).toMatchObject({ propagation: "COMPLETED" });

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
    expect(await outputs()).toMatchObject({ propagation: "COMPLETED" });

    await succeeds(stack.destroy());
    expect((await simulator.control.state()).domains).not.toHaveProperty([domain]);
    expect(await simulator.control.violations()).toEqual([]);
  });
});

test("a free site without a plan is refused by the first call, which says what it needs; nothing is charged", async () => {
  await begin("connect-by-pointing", { domain: "florist.example", siteId: FREE_SITE });
  const { code, text } = await stack.up();
  expect(code).not.toBe(0);
  expect(text).toMatch(/NON_PREMIUM_SITE[^]*needs an active Premium plan on its site/);
  expect(await simulator.control.ledger()).toEqual([]);
  expect((await simulator.control.state()).domains).not.toHaveProperty(["florist.example"]);
});

describe("a program that would do harm", () => {
  const config = MAIL_EXAMPLE;

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
      /hosts no DNS zone example-florist\.com, and the registration that it comes with is FAILED_REGISTRATION/,
    );
    expect(failed.text).not.toMatch(PERSONAL);
    await succeeds(stack.refresh());
    const known = (await stack.exportState()).resources.find(({ type }) =>
      type.endsWith(":RegisteredDomain"),
    );
    expect(known?.outputs).toMatchObject({ status: "FAILED_REGISTRATION", failure: { code: "OTHER" } });
    await stack.configure({}, { "register-a-domain-with-mail:registrant": JSON.stringify(registrant) });
    await succeeds(stack.preview());
    await succeeds(stack.up());
    await succeeds(stack.refresh());
    await isSilent();
    expect(await simulator.control.ledger()).toHaveLength(2);
    await succeeds(stack.destroy());
  });
});
