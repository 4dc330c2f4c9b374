/** A program with one fault, as a user writes it: the whole arguments of one `DnsZoneRecords`. */
export interface WrongProgram {
  name: string;
  args: Record<string, unknown>;
  /** The path of the failure. */
  property: string;
  /** Texts of the reason: what was given, what is allowed, the way out. */
  says: string[];
}

interface RecordSetArgs {
  type: string;
  hostName: string;
  values: unknown;
  ttl?: unknown;
}

const set = (type: string, hostName: string, ...values: unknown[]): RecordSetArgs => ({
  type,
  hostName,
  values,
});

const www = set("CNAME", "www", "cdn1.wixdns.net");
const mx = set("MX", "@", "10 mx1.example.net", "20 mx2.example.net");

/** A fault of the resource's own arguments, beside records that are right. */
const resource = (
  name: string,
  args: Record<string, unknown>,
  property: string,
  ...says: string[]
): WrongProgram => ({
  name,
  args: { domainName: "example.com", records: [mx, www], ...args },
  property,
  says,
});

/** A fault of the last record set, beside others that are right. */
const last = (name: string, wrong: object, property: string, ...says: string[]): WrongProgram => ({
  name,
  args: { domainName: "example.com", records: [mx, www, wrong], onDestroy: "delete" },
  property: property === "" ? "records[2]" : `records[2].${property}`,
  says,
});

const ofResource: WrongProgram[] = [
  resource("no zone", { domainName: undefined }, "domainName", "missing", "example.com"),
  resource("an empty zone", { domainName: "" }, "domainName", '""', "example.com"),
  resource("a number for the zone", { domainName: 5 }, "domainName", "5", "example.com"),
  resource("a URL for the zone", { domainName: "https://example.com" }, "domainName", '":"', "example.com"),
  resource("a path after the zone", { domainName: "example.com/dns" }, "domainName", '"/"'),
  resource("a mail address for the zone", { domainName: "me@example.com" }, "domainName", '"@"'),
  resource("a top-level domain", { domainName: "com" }, "domainName", '"com"', "registered"),
  resource("a public suffix", { domainName: "co.uk" }, "domainName", '"co.uk"', "registered"),
  resource("a wildcard for the zone", { domainName: "*.example.com" }, "domainName", "registered"),
  resource("a blank in the zone", { domainName: "example .com" }, "domainName", '" "'),
  resource("a list of zones", { domainName: ["example.com"] }, "domainName", "a list", "example.com"),
  resource(
    "an unheard-of way with what exists",
    { existing: "overwrite" },
    "existing",
    "overwrite",
    "replace",
  ),
  resource("a switch for what exists", { existing: true }, "existing", "true", "refuse"),
  resource("an unheard-of end", { onDestroy: "remove" }, "onDestroy", '"remove"', '"delete"'),
  resource("an end in capitals", { onDestroy: "KEEP" }, "onDestroy", '"KEEP"', '"keep"'),
  resource("an account by its name", { accountId: "my-account" }, "accountId", "my-account", "GUID"),
  resource("an account without hyphens", { accountId: "0".repeat(32) }, "accountId", "GUID"),
  resource("a number for the account", { accountId: 1 }, "accountId", "1", "GUID"),
  resource("domain for domainName", { domain: "example.com" }, "domain", "not known", "domainName"),
  resource("a TTL for all", { ttl: 3600 }, "ttl", "not known", "records"),
  resource("a name server among the arguments", { nameServers: [] }, "nameServers", "not known"),
  resource("a site", { siteId: "0" }, "siteId", "not known", "accountId"),
  resource("a misspelt switch", { ondestroy: "keep" }, "ondestroy", "onDestroy"),
  resource("no records", { records: undefined }, "records", "missing", "type", "hostName", "values"),
  resource("a text for the records", { records: "@ MX 10 mx1" }, "records", "list"),
];

const ofTypes: WrongProgram[] = [
  last("CAA, which Wix has not", set("CAA", "@", '0 issue "ca.example.net"'), "type", "no CAA", "elsewhere"),
  last("ALIAS for an apex CNAME", set("ALIAS", "@", "x.example.net"), "type", "no ALIAS"),
  last("TLSA for mail", set("TLSA", "_25._tcp", "3 1 1 ab"), "type", "no TLSA"),
  last("name servers, which are Wix's own", set("NS", "@", "ns1.example.net"), "type", "Wix's own"),
  last("SOA, which is Wix's own", set("SOA", "@", "x"), "type", "Wix's own"),
  last("an unheard-of type", set("URLREDIRECT", "go", "https://example.net"), "type", "URLREDIRECT", "CNAME"),
];

const ofHosts: WrongProgram[] = [
  last("an empty host name for the apex", set("A", "", "192.0.2.1"), "hostName", "empty", '"@"'),
  last("a host of another zone", set("A", "www.example.org", "192.0.2.1"), "hostName", "example.com"),
  last("a zone that ends alike", set("A", "myexample.com", "192.0.2.1"), "hostName", "outside the zone"),
  last("a URL for a host name", set("A", "http://shop", "192.0.2.1"), "hostName", '":"'),
  last("a blank in a host name", set("A", "my shop", "192.0.2.1"), "hostName", '" "'),
  last("a label too long", set("A", "x".repeat(64), "192.0.2.1"), "hostName", "64", "63"),
  last("a wildcard amid a name", set("A", "a.*.b", "192.0.2.1"), "hostName", "wildcard", "*.shop"),
  last("SRV without its service", set("SRV", "sip", "1 2 5060 sip.example.net"), "hostName", "_sip._tcp"),
  {
    name: "CNAME at the apex",
    args: { domainName: "example.com", records: [set("CNAME", "@", "x.example.net")] },
    property: "records[0].hostName",
    says: ["zone itself", "A and AAAA"],
  },
  {
    name: "CNAME beside another record",
    args: { domainName: "example.com", records: [www, set("TXT", "www.example.com", "x")] },
    property: "records[0].hostName",
    says: ["TXT in records[1]", "alone"],
  },
];

const ofValues: WrongProgram[] = [
  last(
    "one value without a list",
    { ...mx, hostName: "m", values: "10 mx.example.net" },
    "values",
    '["10 mx',
  ),
  last("no value at all", set("A", "shop"), "values", "at least one"),
  last(
    "51 values",
    set("TXT", "many", ...Array.from({ length: 51 }, (_, i) => `t${i}`)),
    "values",
    "51",
    "50",
  ),
  last("a number for a value", set("TXT", "n", 5), "values[0]", "5", "quotes"),
  last("MX without preference", set("MX", "m", "mx1.example.net"), "values[0]", "10 mx1.example.net"),
  last("a priority beside the value", { ...mx, hostName: "m", priority: 10 }, "priority", "into the value"),
  last("MX to an address", set("MX", "m", "10 192.0.2.1"), "values[0]", "address", "A record"),
  last("null MX beside a mail host", set("MX", "m", "0 .", "10 mx1.example.net"), "values", "RFC 7505"),
  last("a host name in A", set("A", "shop", "shop.example.net"), "values[0]", "CNAME"),
  last("an address with a port", set("A", "shop", "192.0.2.1:80"), "values[0]", "192.0.2.1:80"),
  last("IPv6 in A", set("A", "shop", "2001:db8::1"), "values[0]", "AAAA"),
  last("IPv4 in AAAA", set("AAAA", "shop", "192.0.2.1"), "values[0]", "declare it as A"),
  last("CNAME to an address", set("CNAME", "shop", "192.0.2.1"), "values[0]", "A record"),
  last("CNAME to a URL", set("CNAME", "shop", "https://shop.example.net"), "values[0]", '":"'),
  last("CNAME to itself", set("CNAME", "shop", "shop.example.com."), "values[0]", "own host name"),
  last("two CNAME targets", set("CNAME", "shop", "a.example.net", "b.example.net"), "values", "exactly one"),
  last(
    "SRV with three fields",
    set("SRV", "_sip._tcp", "1 5060 s.example.net"),
    "values[0]",
    "priority, weight",
  ),
  last(
    "a DKIM key in quotes",
    set("TXT", "s1._domainkey", '"v=DKIM1; p=ab"'),
    "values[0]",
    "quotes",
    "leave",
  ),
  last("a zone file's pieces", set("TXT", "s1._domainkey", '"v=DKIM1;" "p=ab"'), "values[0]", "as one"),
  last(
    "two SPF policies",
    set("TXT", "@", "v=spf1 mx -all", "v=spf1 a -all"),
    "values",
    "v=spf1",
    "one text",
  ),
  last("a text too long", set("TXT", "long", "x".repeat(1001)), "values[0]", "1001", "1000"),
  last("a TTL as a text", { ...set("A", "shop", "192.0.2.1"), ttl: "1h" }, "ttl", '"1h"', "seconds"),
  last("a TTL below nought", { ...set("A", "shop", "192.0.2.1"), ttl: -1 }, "ttl", "-1", "from 0"),
  last(
    "a record set declared twice",
    set("mx", "example.com.", "30 mx3.example.net"),
    "",
    "records[0]",
    "`values`",
  ),
];

export const WRONG_PROGRAMS: readonly WrongProgram[] = [...ofResource, ...ofTypes, ...ofHosts, ...ofValues];
