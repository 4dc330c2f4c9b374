import { describe, expect, test } from "@jest/globals";
import { readZoneName, zoneAbove } from "../../../provider/src/domains/zone-names";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { UNKNOWN } from "../../../provider/src/core/unknown";

describe("the name of a zone", () => {
  test.each([
    ["Example.COM.", "example.com"],
    ["shop.example.co.uk", "shop.example.co.uk"],
    ["bücher.example", "xn--bcher-kva.example"],
  ])("%s is taken as %s", (given, domainName) =>
    expect(readZoneName(given)).toEqual({ inputs: { domainName } }),
  );

  test.each([
    ["www.example.com", /host name in the zone "example\.com"; write "example\.com"/],
    ["WWW.example.co.uk.", /write "example\.co\.uk"/],
    ["com", /no domain that can be registered/],
    ["co.uk", /no domain that can be registered/],
    ["", /no domain name/],
  ])("%j is refused", (given, says) =>
    expect(readZoneName(given)).toEqual({
      failures: [{ property: "domainName", reason: expect.stringMatching(says) }],
    }),
  );

  test("may be unknown until applied", () => expect(readZoneName(UNKNOWN)).toEqual({}));

  test("of a subdomain says where its records may be instead", () => {
    expect(zoneAbove("example.com")).toBe("");
    expect(zoneAbove("a.shop.example.com")).toContain('zone example.com, with the host name "a.shop"');
  });
});

describe("records of nothing", () => {
  const check = (records: unknown, olds?: object) =>
    dnsZoneRecords.check(
      olds as never,
      { domainName: "example.com", records },
      {
        owner: { type: "DnsZoneRecords", name: "mail", under: undefined },
        account: () => "",
      },
    ).failures;
  const empty = [{ property: "records", reason: expect.stringMatching(/^is empty; declare/) }];

  test("are refused of a new resource, as a list and as a map", () => {
    expect(check([])).toEqual(empty);
    expect(check({})).toEqual(empty);
    expect(check(UNKNOWN)).toEqual([]);
  });

  test("are what a resource may come to whose sets go elsewhere", () => {
    const olds = { domainName: "example.com", records: { "TXT example.com": { values: ["a"] } } };
    expect(check([], olds)).toEqual([]);
    expect(check({}, { ...olds, records: {} })).toEqual([]);
  });
});
