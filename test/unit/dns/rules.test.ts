import { describe, expect, test } from "@jest/globals";
import { canonicalRecords } from "../../../provider/src/dns/canonical";
import { RULES } from "../../../provider/src/dns/rules";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { WRONG_RECORDS } from "./wrong-records";

const failuresOf = (records: unknown) => canonicalRecords("example.com", records).failures;

test.each(WRONG_RECORDS)("refuses $name, and says where and why", ({ records, property, says }) => {
  const failures = failuresOf(records);
  expect(failures.map(failure => failure.property)).toEqual([property]);
  for (const words of says) expect(failures[0]?.reason).toContain(words);
});

test("names each case once", () => {
  const names = WRONG_RECORDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("lists the rules in alphabetical order", () => {
  const names = RULES.map(([name]) => name);
  expect(names).toEqual([...names].sort());
});

test("reports everything that is wrong at once", () => {
  const failures = failuresOf([
    { type: "A", hostName: "-x", values: ["1.2.3", "192.0.2.1"], ttl: -1 },
    { type: "CAA", hostName: "@", values: ['0 issue "ca.example.net"'] },
    { type: "MX", hostName: "@", values: ["mx1.example.net", "70000 192.0.2.1"] },
  ]);
  expect(failures.map(({ property }) => property).sort()).toEqual([
    "records[0].hostName",
    "records[0].ttl",
    "records[0].values[0]",
    "records[1].type",
    "records[2].values[0]",
    "records[2].values[1]",
    "records[2].values[1]",
  ]);
});

describe("accepts", () => {
  test.each([
    ["the null MX", { type: "MX", hostName: "@", values: ["0 ."] }],
    [
      "an SRV record that says there is no such service",
      { type: "SRV", hostName: "_x._tcp", values: ["0 0 0 ."] },
    ],
    ["a wildcard host name", { type: "A", hostName: "*.shop", values: ["192.0.2.1"] }],
    ["the wildcard of the zone", { type: "CNAME", hostName: "*", values: ["shop.example.net"] }],
    ["underscores", { type: "CNAME", hostName: "s1._domainkey", values: ["s1._domainkey.example.net"] }],
    ["a relative name of several labels", { type: "A", hostName: "a.b.c", values: ["192.0.2.1"] }],
    ["private addresses", { type: "A", hostName: "nas", values: ["10.0.0.1"] }],
    ["a text that begins with a quote", { type: "TXT", hostName: "@", values: ['"a" b'] }],
    [
      "a DKIM key of 2048 bits",
      { type: "TXT", hostName: "s._domainkey", values: [`v=DKIM1; p=${"A".repeat(392)}`] },
    ],
    [
      "SPF beside other texts",
      { type: "TXT", hostName: "@", values: ["v=spf1 -all", "v=spf10 is no policy"] },
    ],
    ["an IDN host name", { type: "A", hostName: "münchen", values: ["192.0.2.1"] }],
    [
      "50 values",
      { type: "TXT", hostName: "@", values: Array.from({ length: 50 }, (_, index) => `t${index}`) },
    ],
    [
      "the lowest and highest MX preference",
      { type: "MX", hostName: "@", values: ["0 a.example.net", "65535 b.example.net"] },
    ],
    ["a name of 63 characters", { type: "A", hostName: "a".repeat(63), values: ["192.0.2.1"] }],
    ["a TTL of nought", { type: "A", hostName: "@", values: ["192.0.2.1"], ttl: 0 }],
  ])("%s", (_, record) => {
    expect(failuresOf([record])).toEqual([]);
  });

  test("in what a refresh brought what a zone may hold, though nobody may type it", () => {
    const values = ['"quoted"', "", "Größe", "a\nb", "a".repeat(2000), "v=spf1 -all", "v=spf1 mx -all"];
    const sets = {
      "TXT example.com": { values: [...values].sort() },
      "CNAME loop.example.com": { values: ["loop.example.com"] },
      "MX example.com": { values: ["0 .", "10 mx1.example.net"] },
    };
    expect(canonicalRecords("example.com", sets, sets)).toEqual({ records: sets, failures: [] });
    const typedAnew = { ...sets, "TXT example.com": { values: ["other", ""] } };
    const { failures } = canonicalRecords("example.com", typedAnew, sets);
    expect(failures.map(({ property }) => property)).toEqual(['records["TXT example.com"].values[1]']);
  });
});

interface OneSet {
  type: string;
  hostName: string;
}

const isOneSet = (records: unknown): records is [OneSet] => {
  const given: unknown = Array.isArray(records) && records.length === 1 ? records[0] : undefined;
  if (typeof given !== "object" || given === null || !("type" in given && "hostName" in given)) return false;
  return typeof given.type === "string" && typeof given.hostName === "string" && given.hostName !== "";
};

const ofOneSet = WRONG_RECORDS.flatMap(({ name, records }) => (isOneSet(records) ? [{ name, records }] : []));

test("the map form is tried with most wrong records", () => {
  expect(ofOneSet.length).toBeGreaterThan(50);
});

test.each(ofOneSet)("refuses $name in a map as in a list", ({ records: [{ type, hostName, ...rest }] }) => {
  const inList = canonicalRecords("example.com", [{ type, hostName, ...rest }]).failures;
  const inMap = canonicalRecords("example.com", { [`${type} ${hostName}`]: rest }).failures;
  const withoutPlace = ({ property, reason }: { property: string; reason: string }) => [
    property.replace(/^records\[(0|".*?(?<!\\)")\]/, ""),
    reason.replace("allowed are type, hostName, values, ttl", "allowed are values, ttl"),
  ];
  expect(inMap.map(withoutPlace)).toEqual(inList.map(withoutPlace));
});

describe("blames nothing on what is unknown until applied", () => {
  test.each([
    ["all records", UNKNOWN],
    ["an entry", [UNKNOWN]],
    ["the type", [{ type: UNKNOWN, hostName: "@", values: ["anything"] }]],
    ["the host name", [{ type: "CNAME", hostName: UNKNOWN, values: ["a.example.net"] }]],
    ["the list of values", [{ type: "A", hostName: "@", values: UNKNOWN }]],
    ["a value", [{ type: "A", hostName: "@", values: [UNKNOWN, "192.0.2.1"] }]],
    ["the TTL", [{ type: "A", hostName: "@", values: ["192.0.2.1"], ttl: UNKNOWN }]],
    [
      "values that may turn out equal",
      [{ type: "CNAME", hostName: "www", values: ["a.example.net", UNKNOWN] }],
    ],
    [
      "types that may turn out different",
      [
        { type: UNKNOWN, hostName: "www", values: ["x"] },
        { type: UNKNOWN, hostName: "www", values: ["x"] },
        { type: "CNAME", hostName: "www", values: ["a.example.net"] },
      ],
    ],
  ])("%s", (_, records) => {
    expect(failuresOf(records)).toEqual([]);
  });

  test("the zone, so that its records are still checked", () => {
    const { records, failures } = canonicalRecords(UNKNOWN, [
      { type: "A", hostName: "@", values: ["192.0.2.256"] },
      { type: "A", hostName: "a..b", values: ["192.0.2.1"] },
      { type: "CNAME", hostName: "www.example.org", values: ["x.example.net"] },
    ]);
    expect(records).toBe(UNKNOWN);
    expect(failures.map(({ property }) => property)).toEqual(["records[0].values[0]", "records[1].hostName"]);
  });

  test("but still checks what is known around it", () => {
    const failures = failuresOf([{ type: UNKNOWN, hostName: "a..b", values: UNKNOWN, ttl: -1 }]);
    expect(failures.map(({ property }) => property)).toEqual(["records[0].hostName", "records[0].ttl"]);
  });
});
