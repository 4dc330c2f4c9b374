/** Records that `check` refuses, as a user may type them into the zone example.com: one fault each. */
export interface WrongRecords {
  name: string;
  records: unknown;
  property: string;
  /** Texts that the reason holds: what was given, what is allowed, or the way out. */
  says: string[];
}

const repeat = (text: string, times: number) => text.repeat(times);

/** One record, and what is wrong with which of its properties. */
const one = (name: string, record: unknown, property: string, ...says: string[]): WrongRecords => ({
  name,
  records: [record],
  property: property === "" ? "records[0]" : `records[0].${property}`,
  says,
});

const value = (name: string, type: string, given: string, ...says: string[]): WrongRecords =>
  one(name, { type, hostName: type === "SRV" ? "_sip._tcp" : "www", values: [given] }, "values[0]", ...says);

const host = (name: string, hostName: string, ...says: string[]): WrongRecords =>
  one(name, { type: "A", hostName, values: ["192.0.2.1"] }, "hostName", ...says);

const type = (name: string, given: string, ...says: string[]): WrongRecords =>
  one(name, { type: given, hostName: "www", values: ["x.example.net"] }, "type", ...says);

const list = (name: string, given: string, values: unknown, ...says: string[]): WrongRecords =>
  one(name, { type: given, hostName: "www", values }, "values", ...says);

const ttl = (name: string, given: unknown, ...says: string[]): WrongRecords =>
  one(name, { type: "A", hostName: "www", values: ["192.0.2.1"], ttl: given }, "ttl", ...says);

const extra = (name: string, property: string, ...says: string[]): WrongRecords =>
  one(name, { type: "A", hostName: "www", values: ["192.0.2.1"], [property]: "x" }, property, ...says);

export const WRONG_RECORDS: WrongRecords[] = [
  // shapes
  { name: "no records", records: undefined, property: "records", says: ["missing", "list"] },
  { name: "a text for records", records: "MX", property: "records", says: ["is a text", "list"] },
  one("a text for a record", "10 mx1.example.net", "", "is a text", "hostName"),
  one("a list for a record", ["A"], "", "list", "hostName"),
  one("no type", { hostName: "www", values: ["192.0.2.1"] }, "type", "missing", '"MX"'),
  one("no host name", { type: "A", values: ["192.0.2.1"] }, "hostName", "missing", '"@"'),
  one(
    "a number for a host name",
    { type: "A", hostName: 5, values: ["192.0.2.1"] },
    "hostName",
    "number (5)",
  ),
  list("no values", "A", undefined, "missing", "list"),
  list("a text for values", "A", "192.0.2.1", "is a text", '["192.0.2.1"]'),
  list("an object for values", "A", { 0: "192.0.2.1" }, "object", "list"),
  one(
    "a number for a value",
    { type: "TXT", hostName: "@", values: ["a", 5] },
    "values[1]",
    "number (5)",
    "quotes",
  ),
  extra("value for values", "value", "`values`", "type, hostName, values, ttl"),
  extra("name for hostName", "name", "`hostName`"),
  extra("a priority of its own", "priority", "10 mx1.example.net"),
  extra("a port of its own", "port", "<priority> <weight> <port> <target>"),
  extra("TTL in capitals", "TTL", "`ttl`"),
  extra("an unheard-of property", "proxied", "no property of a record"),

  // types
  type("CAA", "CAA", "no CAA", "elsewhere"),
  type("HTTPS in lower case", "https", "no HTTPS", "A, AAAA"),
  type("ALIAS", "ALIAS", "no ALIAS"),
  type("NS", "NS", "Wix's own"),
  type("SOA", "SOA", "Wix's own"),
  type("an unheard-of type", "WWW", '"WWW"', "MX"),
  type("the type that Wix may send but never takes", "UNKNOWN", '"UNKNOWN"'),

  // host names
  host("an empty host name", "", "empty", '"@"'),
  host("an absolute name of another zone", "www.example.org.", "outside the zone example.com"),
  host("an absolute name without the zone", "www.", "outside the zone", '"www.example.com"'),
  host("a full name of another domain", "mail.other.net", '"mail.other.net.example.com"'),
  host("a zone that only ends alike", "notexample.com", "outside the zone"),
  host("a label of 64 characters", repeat("a", 64), "64 characters", "63"),
  host("a name of more than 253 characters", repeat(`${repeat("a", 60)}.`, 4) + "a", "253"),
  host("a blank in a name", "my host", '" "', "letters"),
  host("a scheme in a name", "http://www", '":"'),
  host("a path after an IDN", "bücher/x", '"/"'),
  host("a name that IDNA cannot map", "a\u2007b", "letters"),
  host("two dots in a row", "a..b", "empty label"),
  host("a dot in front", ".www", "empty label"),
  host("a hyphen in front", "-www", "hyphen"),
  host("a hyphen at the end of a label", "www-.a", '"www-"'),
  host("a wildcard in the middle", "shop.*.www", "wildcard"),
  host("a wildcard as part of a label", "*shop", "wildcard"),
  host("@ within a name", "@.www", '"@"'),
  one(
    "SRV without service",
    { type: "SRV", hostName: "sip", values: ["1 2 3 a.example.net"] },
    "hostName",
    "_sip._tcp",
  ),

  // addresses
  value("four numbers, one too large", "A", "192.0.2.256", '"192.0.2.256"', "0 to 255"),
  value("leading zeros in IPv4", "A", "192.0.02.1", "leading zeros"),
  value("a blank after IPv4", "A", "192.0.2.1 ", '"192.0.2.1 "'),
  value("IPv6 in A", "A", "2001:db8::1", "AAAA"),
  value("a host name in A", "A", "host.example.net", "CNAME"),
  value("IPv4 in AAAA", "AAAA", "192.0.2.1", "declare it as A"),
  value("a host name in AAAA", "AAAA", "host.example.net", "CNAME"),
  value("a prefix length in AAAA", "AAAA", "2001:db8::/32", "prefix length"),
  value("a zone index in AAAA", "AAAA", "fe80::1%eth0", "zone index"),

  // targets
  value("CNAME to an address", "CNAME", "192.0.2.1", "address", "A record"),
  value("CNAME to IPv6", "CNAME", "2001:db8::1", "AAAA record"),
  value("CNAME to a single label", "CNAME", "shops", '"shops.example.com"'),
  value("CNAME to @", "CNAME", "@", '"@"'),
  value("CNAME to the root", "CNAME", ".", "empty label"),
  value("CNAME to a URL", "CNAME", "https://shop.example.net", '":"'),
  value("CNAME to itself", "CNAME", "WWW.example.com.", "own host name"),
  value("PTR to a wildcard", "PTR", "*.example.net", "wildcard"),
  value("MX without preference", "MX", "mx1.example.net", "10 mx1.example.net"),
  value("MX with three fields", "MX", "10 20 mx1.example.net", "preference"),
  value("MX preference out of range", "MX", "65536 mx1.example.net", '"65536"', "65535"),
  value("MX preference that is no number", "MX", "high mx1.example.net", '"high"'),
  value("MX preference below nought", "MX", "-1 mx1.example.net", '"-1"'),
  value("MX to an address", "MX", "10 192.0.2.1", "address"),
  value("MX to a single label", "MX", "10 mail", '"mail.example.com"'),
  value("null MX with a preference", "MX", "10 .", '"0 ."'),
  value("SRV with three fields", "SRV", "10 5060 sip.example.net", "priority, weight, port"),
  value("SRV port out of range", "SRV", "10 5 70000 sip.example.net", '"70000"', "65535"),
  value("SRV to an address", "SRV", "10 5 5060 192.0.2.1", "address"),
  value("NAPTR without quotes", "NAPTR", "100 10 u sip x .", "double quotes"),
  value("NAPTR order out of range", "NAPTR", '65536 10 "u" "" "" .', "65536", "65535"),

  // texts
  value("TXT in double quotes", "TXT", '"v=spf1 -all"', "quotes", "leave"),
  value("TXT of quoted pieces", "TXT", '"v=DKIM1;" "p=AAAA"', "as one"),
  value("an empty TXT", "TXT", "", "empty"),
  value("a line break in TXT", "TXT", "a\nb", String.raw`"\n"`, "one line"),
  value("an umlaut in TXT", "TXT", "Größe", '"ö"', "ASCII"),
  value("a TXT of 1001 characters", "TXT", repeat("a", 1001), "1001", "1000"),

  // values together
  list("an empty list", "A", [], "at least one"),
  list(
    "51 values",
    "TXT",
    Array.from({ length: 51 }, (_, index) => `t${index}`),
    "51",
    "50",
  ),
  list("two CNAME targets", "CNAME", ["a.example.net", "b.example.net"], "exactly one", "2"),
  list("null MX beside a mail host", "MX", ["0 .", "10 mx1.example.net"], "RFC 7505"),
  list("two SPF policies", "TXT", ["v=spf1 -all", "v=spf1 mx -all"], "2 policies", "v=spf1"),
  list("two DMARC policies", "TXT", ["v=DMARC1; p=none", "v=DMARC1;p=reject"], "2 policies", "v=DMARC1"),

  // TTL
  ttl("a text for the TTL", "3600", "is a text", "3600"),
  ttl("a broken TTL", 1.5, "1.5", "whole seconds"),
  ttl("a TTL below nought", -1, "-1", "from 0"),
  ttl("a TTL beyond 31 bits", 2 ** 31, "2147483647"),

  // several record sets
  one(
    "CNAME at the apex",
    { type: "CNAME", hostName: "@", values: ["x.example.net"] },
    "hostName",
    "zone itself",
  ),
  {
    name: "CNAME beside another type",
    records: [
      { type: "TXT", hostName: "www", values: ["a"] },
      { type: "CNAME", hostName: "WWW.example.com.", values: ["x.example.net"] },
    ],
    property: "records[1].hostName",
    says: ["TXT in records[0]", "alone"],
  },
  {
    name: "one record set declared twice",
    records: [
      { type: "MX", hostName: "@", values: ["10 mx1.example.net"] },
      { type: "A", hostName: "@", values: ["192.0.2.1"] },
      { type: "mx", hostName: "example.com.", values: ["20 mx2.example.net"] },
    ],
    property: "records[2]",
    says: ["records[0]", "MX example.com", "`values`"],
  },
  {
    name: "more record sets than a zone may hold",
    records: Array.from({ length: 5001 }, (_, index) => ({
      type: "A",
      hostName: `h${index}`,
      values: ["192.0.2.1"],
    })),
    property: "records",
    says: ["5001", "5000"],
  },

  // the canonical map
  {
    name: "a key without host name",
    records: { MX: { values: ["10 mx1.example.net"] } },
    property: 'records["MX"]',
    says: ["type and a host name"],
  },
  {
    name: "a wrong value in the map",
    records: { "A www.example.com": { values: ["192.0.2.1", "192.0.2.256"] } },
    property: 'records["A www.example.com"].values[1]',
    says: ["192.0.2.256"],
  },
  {
    name: "a host name of another zone in the map",
    records: { "A www.example.org": { values: ["192.0.2.1"] } },
    property: 'records["A www.example.org"].hostName',
    says: ["outside the zone"],
  },
  {
    name: "a type beside the key",
    records: { "A www.example.com": { type: "A", values: ["192.0.2.1"] } },
    property: 'records["A www.example.com"].type',
    says: ["values, ttl"],
  },
  {
    name: "one record set in place of a list",
    records: { type: "A", hostName: "www", values: ["192.0.2.1"] },
    property: "records",
    says: ["is a single record set", "write a list"],
  },
];
