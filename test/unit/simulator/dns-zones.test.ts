import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { computedZone, type SimulatedAccount, createSimulatedAccount } from "../../../simulator/src";
import { type Reply, type Send, crowdedState, sender } from "./account";

const ZONES = "/domains/v1/dns-zones";
const ZONE = `${ZONES}/example.com`;
const TXT = { type: "TXT", hostName: "example.com", ttl: 300, values: ["v=spf1 -all", "token"] };

let simulator: SimulatedAccount;
let send: Send;

beforeAll(() => {
  simulator = createSimulatedAccount({ seed: 1, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(() => simulator.control.loadState(crowdedState()));

const patch = (change: object) => send("PATCH", ZONE, change);
const add = (...additions: object[]) => patch({ additions });
const setOf = async (type: string, hostName = "example.com") =>
  (await send("GET", ZONE)).zone().records.find(set => set.type === type && set.hostName === hostName);
const refused = (reply: Reply) => [reply.status, reply.code()];

describe("reading", () => {
  test("answers the zone with its id, its DNSSEC flag and all record sets", async () => {
    const zone = (await send("GET", ZONE)).zone();
    expect(zone).toMatchObject({ id: "example.com", domainName: "example.com", dnssecEnabled: false });
    expect(zone.records.map(set => `${set.type} ${set.hostName}`).sort()).toEqual([
      "A example.com",
      "CNAME www.example.com",
      "NS example.com",
      "SOA example.com",
    ]);
  });

  test("keeps no order of record sets and values, and loses none", async () => {
    await add({ type: "TXT", hostName: "example.com", values: ["1", "2", "3", "4", "5", "6"] });
    const replies = await Promise.all(Array.from({ length: 5 }, () => send("GET", ZONE)));
    expect(new Set(replies.map(({ text }) => text)).size).toBeGreaterThan(1);
    const sorted = replies.map(reply =>
      reply
        .zone()
        .records.map(set => set.values.toSorted().join())
        .toSorted(),
    );
    expect(new Set(sorted.map(String)).size).toBe(1);
  });

  test("repeats its order for the same seed", async () => {
    const texts = [];
    for (const seed of [9, 9]) {
      const twin = createSimulatedAccount({ seed });
      texts.push((await sender(twin)("GET", ZONE)).text);
    }
    expect(texts[0]).toBe(texts[1]);
  });

  test("previews a domain of nobody without making a zone", async () => {
    const preview = (await send("GET", `${ZONES}/fresh.example/preview`)).zone();
    expect(preview.records.map(({ type }) => type).sort()).toEqual(["A", "CNAME", "NS", "SOA"]);
    expect(refused(await send("GET", `${ZONES}/fresh.example`))).toEqual([404, "DNS_ZONE_NOT_FOUND"]);
  });

  test("a domain connected by pointing has no zone", async () => {
    expect(refused(await send("GET", `${ZONES}/example.net`))).toEqual([404, "DNS_ZONE_NOT_FOUND"]);
    expect(refused(await send("PATCH", `${ZONES}/example.net`, { dnssecEnabled: true }))).toEqual([
      404,
      "DNS_ZONE_NOT_FOUND",
    ]);
  });

  test("another account's domain can be neither read nor previewed", async () => {
    expect(refused(await send("GET", `${ZONES}/foreign.example`))).toEqual([428, "DOMAIN_NOT_PERMITTED"]);
    expect(refused(await send("GET", `${ZONES}/foreign.example/preview`))).toEqual([
      428,
      "DOMAIN_NOT_PERMITTED",
    ]);
  });
});

describe("updating", () => {
  test("adds a record set, answers the whole zone and leaves the rest alone", async () => {
    const zone = (await add(TXT)).zone();
    expect(zone.records).toHaveLength(5);
    expect(await setOf("TXT")).toMatchObject({ ttl: 300, values: expect.arrayContaining(TXT.values) });
  });

  test("gives 3600 seconds to a record set without ttl", async () => {
    await add({ type: "TXT", hostName: "example.com", values: ["a"] });
    expect(await setOf("TXT")).toMatchObject({ ttl: 3600 });
  });

  test("keeps TXT verbatim, quotes included", async () => {
    await add({ type: "TXT", hostName: "example.com", values: ['"Quoted;  Text"'] });
    expect(await setOf("TXT")).toMatchObject({ values: ['"Quoted;  Text"'] });
  });

  test("keeps an upper-case host name in lower case", async () => {
    await add({ type: "TXT", hostName: "Mail.Example.COM", values: ["a"] });
    expect(await setOf("TXT", "mail.example.com")).toBeDefined();
  });

  test("replaces a record set by its deletion and addition in one call", async () => {
    await add(TXT);
    const reply = await patch({ deletions: [TXT], additions: [{ ...TXT, ttl: 60, values: ["new"] }] });
    expect(reply.status).toBe(200);
    expect(await setOf("TXT")).toMatchObject({ ttl: 60, values: ["new"] });
  });

  test("deletes by all values in any order, with the ttl or without", async () => {
    await add(TXT);
    const deletion = { type: "TXT", hostName: "example.com", values: TXT.values.toReversed() };
    expect((await patch({ deletions: [deletion] })).status).toBe(200);
    expect(await setOf("TXT")).toBeUndefined();
  });

  test.each([
    ["some of the values", { ...TXT, values: ["token"] }],
    ["more values than there are", { ...TXT, values: [...TXT.values, "x"] }],
    ["another ttl", { ...TXT, ttl: 301 }],
    ["another host name", { ...TXT, hostName: "a.example.com" }],
    ["another type", { ...TXT, type: "SPF" }],
  ])("refuses a deletion that names %s", async (_what, deletion) => {
    await add(TXT);
    expect(refused(await patch({ deletions: [deletion] }))).toEqual([400, "NO_SUCH_RECORD"]);
    expect(await setOf("TXT")).toBeDefined();
  });

  test("a record set cannot be deleted twice", async () => {
    await add(TXT);
    await patch({ deletions: [TXT] });
    expect(refused(await patch({ deletions: [TXT] }))).toEqual([400, "NO_SUCH_RECORD"]);
  });

  test("refuses a second record set of one type and host name, in the zone or in the call", async () => {
    expect(refused(await add(TXT, { ...TXT, values: ["b"] }))).toEqual([428, "DOMAIN_DUPLICATE_RECORDS"]);
    await add(TXT);
    expect(refused(await add(TXT))).toEqual([428, "DOMAIN_DUPLICATE_RECORDS"]);
  });

  test("the code for duplicates can be the other one of Wix's texts", async () => {
    await simulator.control.changeSettings({ duplicateRecordsCode: "DOMAIN_MX_RECORD_VALUE_INVALID" });
    expect(refused(await add(TXT, TXT))).toEqual([428, "DOMAIN_MX_RECORD_VALUE_INVALID"]);
  });

  test("changes nothing when one of its changes is refused", async () => {
    await add(TXT);
    const bad = { type: "MX", hostName: "example.com", values: ["mx.example.net"] };
    expect((await patch({ deletions: [TXT], additions: [bad], dnssecEnabled: true })).status).toBe(428);
    expect(await setOf("TXT")).toBeDefined();
    expect((await send("GET", ZONE)).zone().dnssecEnabled).toBe(false);
  });

  test("an empty list beside a full one is accepted", async () => {
    expect((await patch({ deletions: [], additions: [TXT] })).status).toBe(200);
  });

  test.each([
    ["nothing at all", {}],
    ["two empty lists", { additions: [], deletions: [] }],
    ["the domain name alone", { domainName: "example.com" }],
  ])("refuses an update that holds %s", async (_what, body) => {
    expect(refused(await patch(body))).toEqual([428, "DOMAIN_UPDATE_EMPTY_UPDATE_REQUEST"]);
  });

  test("refuses a domain name in the body that is not the path's", async () => {
    expect((await patch({ domainName: "example.org", additions: [TXT] })).code()).toBe("PATH_MISMATCH");
  });

  const sets = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...TXT, hostName: `h${index}.example.com` }));

  test("takes ten additions and refuses the eleventh", async () => {
    expect((await add(...sets(10))).status).toBe(200);
    const reply = await patch({ deletions: sets(11) });
    expect(reply.error().details.validationError?.fieldViolations).toMatchObject([
      { field: "deletions", violatedRule: "MAX", data: { threshold: 10 } },
    ]);
    expect(refused(await add(...sets(11)))).toEqual([400, "MAX"]);
  });

  test("takes 50 values in a record set and refuses the 51st", async () => {
    const values = Array.from({ length: 51 }, (_, index) => `value ${index}`);
    expect((await add({ ...TXT, values: values.slice(1) })).status).toBe(200);
    expect(refused(await add({ ...TXT, hostName: "a.example.com", values }))).toEqual([400, "MAX"]);
  });

  test("takes 5000 record sets in a zone and refuses one more", async () => {
    const set = Array.from({ length: 4995 }, (_, index) => ({
      type: "TXT" as const,
      hostName: `h${index}.example.com`,
      values: ["a"],
    }));
    await simulator.control.edit("dns-zones", "example.com", { set });
    expect((await add(TXT)).status).toBe(200);
    expect(refused(await add({ ...TXT, hostName: "last.example.com" }))).toEqual([400, "ZONE_FULL"]);
  });
});

const atHost = (type: string, hostName: string, ...values: string[]) => ({ type, hostName, values });
const atApex = (type: string, ...values: string[]) => atHost(type, "example.com", ...values);

test.each([
  ["NS", atApex("NS", "ns1.example.net"), 428, "INVALID_NS_RECORD"],
  ["NS below the apex", atHost("NS", "sub.example.com", "ns1.example.net"), 428, "INVALID_NS_RECORD"],
  ["SOA", atApex("SOA", "a b 1 2 3 4 5"), 428, "INVALID_NS_RECORD"],
  ["no values", { type: "TXT", hostName: "example.com" }, 428, "DOMAIN_DNS_EMPTY_RECORD_VALUE"],
  ["an empty list of values", atApex("TXT"), 428, "DOMAIN_DNS_EMPTY_RECORD_VALUE"],
  ["a blank value", atApex("TXT", "a", " "), 428, "DOMAIN_DNS_EMPTY_RECORD_VALUE"],
  ["MX without preference", atApex("MX", "mx.example.net"), 428, "DOMAIN_MX_RECORD_VALUE_INVALID"],
  ["MX with a trailing dot", atApex("MX", "10 mx.example.net."), 428, "DOMAIN_MX_RECORD_VALUE_INVALID"],
  ["CNAME at the apex", atApex("CNAME", "a.example.net"), 428, "DOMAIN_CNAME_RECORD_HOSTNAME_INVALID"],
  [
    "CNAME outside the zone",
    atHost("CNAME", "a.notexample.com", "b.example.net"),
    428,
    "DOMAIN_CNAME_RECORD_HOSTNAME_INVALID",
  ],
  ["two CNAME values", atHost("CNAME", "a.example.com", "b.test", "c.test"), 400, "SINGLE_CNAME_VALUE"],
  ["CNAME with a trailing dot", atHost("CNAME", "a.example.com", "b.test."), 400, "VALUE_FORMAT"],
  ["TXT beside a CNAME", atHost("TXT", "www.example.com", "a"), 400, "CNAME_STANDS_ALONE"],
  [
    "a host in a name that only ends alike",
    atHost("A", "notexample.com", "1.2.3.4"),
    400,
    "HOST_OUTSIDE_ZONE",
  ],
  ["a relative host name", atHost("A", "mail", "1.2.3.4"), 400, "HOST_OUTSIDE_ZONE"],
  ["a trailing dot", atHost("TXT", "a.example.com.", "a"), 400, "TRAILING_DOT"],
  ["A with an IPv6 value", atHost("A", "a.example.com", "::1"), 400, "VALUE_FORMAT"],
  ["AAAA with an IPv4 value", atApex("AAAA", "1.2.3.4"), 400, "VALUE_FORMAT"],
  ["SRV without port", atHost("SRV", "_a._tcp.example.com", "1 2 host.test"), 400, "VALUE_FORMAT"],
  ["a value twice", atApex("TXT", "a", "a"), 400, "REPEATED_VALUE"],
  ["an unknown type", atApex("CAA", '0 issue "ca.test"'), 400, "FORMAT"],
  ["the type UNKNOWN", atApex("UNKNOWN", "a"), 400, "FORMAT"],
  ["no type", { hostName: "example.com", values: ["a"] }, 400, "REQUIRED"],
  ["no host name", { type: "TXT", values: ["a"] }, 400, "REQUIRED"],
  ["a ttl as text", { ...atApex("TXT", "a"), ttl: "300" }, 400, "FORMAT"],
  ["an unknown field", { ...atApex("TXT", "a"), id: "1" }, 400, "UNKNOWN_FIELD"],
])("refuses an addition with %s", async (_what, addition, status, code) => {
  expect(refused(await add(addition))).toEqual([status, code]);
});

test.each([
  atApex("AAAA", "2001:db8::1"),
  atApex("MX", "10 mx1.example.net", "20 mx2.example.net"),
  atApex("MX", "0 ."),
  atHost("CNAME", "shop.example.com", "pointing.wixdns.net"),
  atHost("SRV", "_sip._tcp.example.com", "1 2 5060 sip.example.net"),
  atHost("SRV", "_none._tcp.example.com", "0 0 0 ."),
  atHost("A", "*.example.com", "192.0.2.1"),
  atHost("PTR", "p.example.com", "host.example.net"),
  atHost("NAPTR", "n.example.com", '100 10 "u" "E2U+sip" "!^.*$!sip:a@example.com!" .'),
])("takes $type $hostName $values", async addition => {
  expect((await add(addition)).status).toBe(200);
});

describe("creating", () => {
  const records = [...computedZone("example.com").records, TXT];
  const create = (dnsZone: object) => send("POST", ZONES, { dnsZone });

  test("replaces an existing zone, as documented", async () => {
    await add({ ...TXT, hostName: "old.example.com" });
    const reply = await create({ domainName: "example.com", records });
    expect(reply.zone().id).toBe("example.com");
    expect(await setOf("TXT", "old.example.com")).toBeUndefined();
    expect(await setOf("TXT")).toBeDefined();
  });

  test("can refuse an existing zone, as the error table says", async () => {
    await simulator.control.changeSettings({ createOnExistingZone: "refuse" });
    const reply = await create({ domainName: "example.com", records });
    expect(refused(reply)).toEqual([428, "DOMAIN_ALREADY_EXISTS"]);
  });

  test("needs NS and SOA of the zone itself", async () => {
    const without = (type: string) => records.filter(set => set.type !== type);
    for (const type of ["NS", "SOA"])
      expect(refused(await create({ domainName: "example.com", records: without(type) }))).toEqual([
        400,
        "NS_AND_SOA_REQUIRED",
      ]);
  });

  test("judges record sets as an update does", async () => {
    const mx = { type: "MX", hostName: "example.com", values: ["mx.test"] };
    const reply = await create({ domainName: "example.com", records: [...records, mx] });
    expect(refused(reply)).toEqual([428, "DOMAIN_MX_RECORD_VALUE_INVALID"]);
  });

  test.each(["foreign.example", "stranger.example", "uncovered.example", "example.net"])(
    "is not permitted for %s",
    async domainName => {
      const reply = await create({ domainName, records: computedZone(domainName).records });
      expect(refused(reply)).toEqual([428, "DOMAIN_NOT_PERMITTED"]);
    },
  );

  test("refuses a body without dnsZone, and unknown fields", async () => {
    expect(refused(await send("POST", ZONES, {}))).toEqual([404, "DNS_ZONE_NOT_FOUND"]);
    expect((await create({ domainName: "example.com", records, name: "example.com" })).code()).toBe(
      "UNKNOWN_FIELD",
    );
  });

  test("brings back a deleted zone", async () => {
    expect(await send("DELETE", ZONE)).toMatchObject({ status: 200, text: "{}" });
    expect(refused(await send("GET", ZONE))).toEqual([404, "DNS_ZONE_NOT_FOUND"]);
    expect(refused(await send("DELETE", ZONE))).toEqual([404, "DNS_ZONE_NOT_FOUND"]);
    expect((await create({ domainName: "example.com", records })).status).toBe(200);
  });
});

test.each(["foreign.example", "stranger.example", "uncovered.example"])(
  "updating and deleting are not permitted for %s",
  async domainName => {
    const path = `${ZONES}/${domainName}`;
    expect(refused(await send("PATCH", path, { dnssecEnabled: true }))).toEqual([
      428,
      "DOMAIN_NOT_PERMITTED",
    ]);
    expect(refused(await send("DELETE", path))).toEqual([428, "DOMAIN_NOT_PERMITTED"]);
  },
);

test("DNSSEC shows key tag and digest while it is on", async () => {
  const on = (await patch({ dnssecEnabled: true })).zone();
  expect(on.dnssecInfo?.keyTag).toBeLessThan(2 ** 16);
  expect(on.dnssecInfo?.digest).toMatch(/^[0-9A-F]{64}$/);
  expect((await add(TXT)).zone().dnssecEnabled).toBe(true);
  const off = (await patch({ dnssecEnabled: false })).zone();
  expect(off).not.toHaveProperty("dnssecInfo");
});
