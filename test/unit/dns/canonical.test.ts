import { describe, expect, test } from "@jest/globals";
import { canonicalDomainName, canonicalRecords } from "../../../provider/src/dns/canonical";
import { canonicalContent, canonicalValue } from "../../../provider/src/dns/values";
import { UNKNOWN } from "../../../provider/src/core/unknown";

const hostNameOf = (hostName: string, zone = "example.com") => {
  const { records } = canonicalRecords(zone, [{ type: "A", hostName, values: ["192.0.2.1"] }]);
  return Object.keys(records)[0]?.slice("A ".length);
};

describe("the zone's name", () => {
  test.each([
    ["example.com", "example.com"],
    ["Example.COM.", "example.com"],
    ["shop.example.co.uk", "shop.example.co.uk"],
    ["münchen.de", "xn--mnchen-3ya.de"],
    ["例え。テスト", "xn--r8jz45g.xn--zckzah"],
  ])("%s is %s", (given, name) => {
    expect(canonicalDomainName(given)).toEqual({ name });
  });

  test.each([
    "",
    ".",
    "com",
    "co.uk",
    "a..com",
    "*.example.com",
    "http://example.com",
    "exa mple.com",
    "-a.com",
  ])("refuses %j with an example", given => {
    expect(canonicalDomainName(given)).toEqual({ reason: expect.stringContaining('"example.com"') });
  });
});

test("an empty name of a zone is called none", () => {
  expect(canonicalDomainName("")).toEqual({ reason: expect.stringMatching(/^"" is no domain name; /) });
});

describe("a host name", () => {
  test.each([
    ["@", "example.com"],
    ["example.com", "example.com"],
    ["EXAMPLE.com.", "example.com"],
    ["www", "www.example.com"],
    ["WWW.Example.Com", "www.example.com"],
    ["a.b", "a.b.example.com"],
    ["_dmarc", "_dmarc.example.com"],
    ["_sip._tcp", "_sip._tcp.example.com"],
    ["*", "*.example.com"],
    ["Bücher", "xn--bcher-kva.example.com"],
    ["１.２", "1.2.example.com"],
    ["12", "12.example.com"],
    ["mail.other.net.example.com", "mail.other.net.example.com"],
  ])("%s is %s", (given, full) => {
    expect(hostNameOf(given)).toBe(full);
  });

  test("is not taken for a full one because it ends like the zone", () => {
    expect(hostNameOf("myexample", "example")).toBe("myexample.example");
  });
});

describe("a value", () => {
  test.each([
    ["AAAA", "2001:0DB8:0000:0000:0000:0000:0000:0001", "2001:db8::1"],
    ["AAAA", "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["AAAA", "::ffff:192.0.2.1", "::ffff:c000:201"],
    ["AAAA", "fe80::1%eth0", "fe80::1%eth0"],
    ["CNAME", "Shops.Example.NET.", "shops.example.net"],
    ["PTR", "bücher.example.", "xn--bcher-kva.example"],
    ["MX", "  010 \t Mx1.Example.Net. ", "10 mx1.example.net"],
    ["MX", "0 .", "0 ."],
    ["MX", "mx1.example.net", "mx1.example.net"],
    ["SRV", "010  5 05060  Sip.Example.Net.", "10 5 5060 sip.example.net"],
    [
      "NAPTR",
      '100  10 "S"   "SIP + D2U" "" _SIP._udp.example.net.',
      '100 10 "S" "SIP + D2U" "" _sip._udp.example.net',
    ],
    ["TXT", '  V=SPF1 "x" . ', '  V=SPF1 "x" . '],
    ["SPF", "v=spf1 -all ", "v=spf1 -all "],
    ["CAA", "0 issue CA.example.net.", "0 issue CA.example.net."],
  ])("%s %j is %j, and stays so", (type, given, canonical) => {
    expect(canonicalValue(type, given)).toBe(canonical);
    expect(canonicalValue(type, canonical)).toBe(canonical);
  });
});

describe("the content of a record set", () => {
  test("holds MX by preference as a number, then by host", () => {
    const values = ["100 a.example.net", "20 c.example.net", "20 B.example.net", "odd", "3 z.example.net"];
    const sorted = ["3 z.example.net", "20 b.example.net", "20 c.example.net", "100 a.example.net", "odd"];
    expect(canonicalContent("MX", values).values).toEqual(sorted);
  });

  test("holds other values by code unit, none twice once they are canonical", () => {
    const values = ["2001:db8::2", "2001:DB8:0::1", "2001:db8::1"];
    expect(canonicalContent("AAAA", values, 300)).toEqual({
      ttl: 300,
      values: ["2001:db8::1", "2001:db8::2"],
    });
  });
});

describe("records", () => {
  test("become a map by type and full host name, with the TTL where there is one", () => {
    const { records, failures } = canonicalRecords("example.com", [
      { type: "mx", hostName: "@", values: ["20 mx2.example.net.", "10  MX1.example.net"] },
      { type: "TXT", hostName: "_dmarc", values: ["v=DMARC1; p=none"], ttl: 300 },
    ]);
    expect(failures).toEqual([]);
    expect(records).toEqual({
      "MX example.com": { values: ["10 mx1.example.net", "20 mx2.example.net"] },
      "TXT _dmarc.example.com": { ttl: 300, values: ["v=DMARC1; p=none"] },
    });
  });

  test("in the canonical map stay as they are", () => {
    const sets = {
      "MX example.com": { ttl: 60, values: ["10 mx1.example.net"] },
      "A a.example.com": { values: ["192.0.2.1"] },
    };
    expect(canonicalRecords("example.com", sets)).toEqual({ records: sets, failures: [] });
  });

  test("take null for a TTL that is left out", () => {
    const { records } = canonicalRecords("example.com", [
      { type: "A", hostName: "@", values: ["192.0.2.1"], ttl: null },
    ]);
    expect(records).toEqual({ "A example.com": { values: ["192.0.2.1"] } });
  });

  test("show what is known of a set whose identity is unknown until applied, under its place in the list", () => {
    const { records } = canonicalRecords("example.com", [
      UNKNOWN,
      { type: "mx", hostName: UNKNOWN, values: ["10  mx1.example.net."], ttl: 60 },
      { type: UNKNOWN, hostName: "www", values: ["b", UNKNOWN] },
    ]);
    expect(records).toEqual({
      "[0]": { values: UNKNOWN },
      "MX [1]": { ttl: 60, values: ["10 mx1.example.net"] },
      "[2]": { values: ["b", UNKNOWN] },
    });
  });

  test("keep unknown values, last, and an unknown TTL", () => {
    const given = [{ type: "A", hostName: "@", values: [UNKNOWN, "192.0.2.2", "192.0.2.1"], ttl: UNKNOWN }];
    expect(canonicalRecords("example.com", given).records).toEqual({
      "A example.com": { ttl: UNKNOWN, values: ["192.0.2.1", "192.0.2.2", UNKNOWN] },
    });
  });

  test("keep a set of the map that is unknown as a whole", () => {
    expect(canonicalRecords("example.com", { "A example.com": UNKNOWN })).toEqual({
      records: { "A example.com": { values: UNKNOWN } },
      failures: [],
    });
  });
});
