import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { environment } from "../support/environment.ts";
import { installedProvider } from "../support/packed.ts";
import { startPlugin, type Plugin } from "../support/plugin.ts";
import { unknownValue, type CheckResult, type Properties } from "../support/provider-calls.ts";
import { WRONG_RECORDS } from "../unit/dns/wrong-records";
import { sent } from "./dns-account.ts";
import { WRONG_PROGRAMS } from "./dns-wrong-programs.ts";

jest.setTimeout(60_000);

/** Without any credentials: what works here, works in a preview that has none. */
let plugin: Plugin;
beforeAll(async () => {
  plugin = await startPlugin({ cwd: await installedProvider(), env: environment });
  await plugin.configure({});
});
afterAll(() => plugin.kill());

const check = (args: Properties, hidden: Properties = {}): Promise<CheckResult> =>
  plugin.check({}, sent(args, hidden));

const typed = {
  domainName: "Example.COM.",
  records: [
    { type: "mx", hostName: "@", values: ["20 MX2.example.net.", "10 mx1.example.net"], ttl: 600 },
    { type: "TXT", hostName: "bücher", values: ["b", "a", "b"] },
  ],
  existing: "merge",
  accountId: "AAAAAAAA-0000-4000-8000-000000000001",
};
const canonical = {
  domainName: "example.com",
  records: {
    "MX example.com": { values: ["10 mx1.example.net", "20 mx2.example.net"], ttl: 600 },
    "TXT xn--bcher-kva.example.com": { values: ["a", "b"] },
  },
  existing: "merge",
  accountId: "aaaaaaaa-0000-4000-8000-000000000001",
};

describe("a check", () => {
  test("gives back canonical inputs, record sets keyed by type and host name", async () => {
    expect(await check(typed)).toEqual({ inputs: sent(canonical), failures: [] });
  });

  test("accepts its own output and leaves it unchanged", async () => {
    const { inputs } = await check(typed);
    expect(await plugin.check(inputs, inputs)).toEqual({ inputs, failures: [] });
  });

  test("keeps what the class hides among the inputs", async () => {
    const hidden = { timeouts: { create: "5m" }, secret: true };
    expect((await check(typed, hidden)).inputs).toEqual(sent(canonical, hidden));
  });

  test("reports all failures at once, each under its property path", async () => {
    const { failures } = await check({
      domainName: "example.com",
      records: [
        { type: "MX", hostName: "@", values: ["mx1.example.net"], ttl: -1 },
        { type: "CAA", hostName: "@", values: ["x"] },
        { type: "A", hostName: "a..b", values: ["192.0.2.1", "192.0.2.256"] },
      ],
      onDestroy: "remove",
      accountId: "mine",
      zone: "example.com",
    });
    expect(failures.map(({ property }) => property).sort()).toEqual([
      "accountId",
      "onDestroy",
      "records[0].ttl",
      "records[0].values[0]",
      "records[1].type",
      "records[2].hostName",
      "records[2].values[1]",
      "zone",
    ]);
  });
});

describe("what is unknown until applied", () => {
  const host = { type: "A", hostName: "shop", values: ["192.0.2.1"] };

  test.each<[string, Properties, Properties]>([
    [
      "a value",
      { records: [{ ...host, values: [unknownValue, "192.0.2.1"] }] },
      {
        records: { "A shop.example.com": { values: ["192.0.2.1", unknownValue] } },
      },
    ],
    [
      "all values",
      { records: [{ ...host, values: unknownValue }] },
      {
        records: { "A shop.example.com": { values: unknownValue } },
      },
    ],
    [
      "a TTL",
      { records: [{ ...host, ttl: unknownValue }] },
      {
        records: { "A shop.example.com": { values: ["192.0.2.1"], ttl: unknownValue } },
      },
    ],
    [
      "a host name",
      { records: [{ ...host, hostName: unknownValue }] },
      {
        records: { "A [0]": { values: ["192.0.2.1"] } },
      },
    ],
    [
      "a whole record set",
      { records: [host, unknownValue] },
      {
        records: { "A shop.example.com": { values: ["192.0.2.1"] }, "[1]": { values: unknownValue } },
      },
    ],
    ["all records", { records: unknownValue }, { records: unknownValue }],
    [
      "the zone",
      { domainName: unknownValue, records: [host] },
      {
        domainName: unknownValue,
        records: unknownValue,
      },
    ],
    [
      "every other argument",
      { records: [host], existing: unknownValue, accountId: unknownValue },
      {
        records: { "A shop.example.com": { values: ["192.0.2.1"] } },
        existing: unknownValue,
        accountId: unknownValue,
      },
    ],
  ])("may be %s", async (_name, args, inputs) => {
    expect(await check({ domainName: "example.com", ...args })).toEqual({
      inputs: sent({ domainName: "example.com", ...inputs }),
      failures: [],
    });
  });

  test("hides no failure beside it", async () => {
    const records = [{ ...host, values: [unknownValue, "192.0.2.256"] }, unknownValue];
    const { failures } = await check({ domainName: unknownValue, records, existing: "no" });
    expect(failures.map(({ property }) => property).sort()).toEqual(["existing", "records[0].values[1]"]);
  });
});

describe("several resources of a program", () => {
  const spf = (existing?: string): Properties => ({
    domainName: "shared.example.com",
    records: [{ type: "TXT", hostName: "@", values: ["x"] }],
    ...(existing !== undefined && { existing }),
  });

  test("may not declare one record set, unless both merge", async () => {
    expect((await check(spf("merge"), { name: "one" })).failures).toEqual([]);
    expect((await check(spf("merge"), { name: "two" })).failures).toEqual([]);
    expect((await check(spf(), { name: "three" })).failures).toEqual([
      {
        property: 'records["TXT shared.example.com"]',
        reason: expect.stringContaining('declared by DnsZoneRecords "one" as well'),
      },
    ]);
  });
});

const failuresOf = async (args: Properties): Promise<CheckResult["failures"]> => (await check(args)).failures;

describe("a wrong program", () => {
  test.each(WRONG_PROGRAMS)("with $name is told where and how to put it right, once", async wrong => {
    const [failure, ...others] = await failuresOf(wrong.args);
    expect(others).toEqual([]);
    expect(failure?.property).toBe(wrong.property);
    for (const words of wrong.says) expect(failure?.reason).toContain(words);
  });
});

describe("a wrong record", () => {
  test.each(WRONG_RECORDS)("with $name is told so", async ({ records, property, says }) => {
    const failures = await failuresOf({ domainName: "example.com", records });
    const reasons = failures.filter(failure => failure.property === property).map(({ reason }) => reason);
    expect(reasons).not.toEqual([]);
    for (const words of says) expect(reasons.join("\n")).toContain(words);
  });
});
