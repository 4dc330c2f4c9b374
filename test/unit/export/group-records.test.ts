import { describe, expect, test } from "@jest/globals";
import { groupRecords } from "../../../provider/src/cli/export/group-records";
import type { WireRecordSet } from "../../../provider/src/dns/types";

const zone = (...records: WireRecordSet[]) => ({ dnssecEnabled: false, dnssecInfo: undefined, records });
const set = (type: string, host: string, ...values: string[]): WireRecordSet => ({
  type,
  hostName: host === "@" ? "example.com" : `${host}.example.com`,
  ttl: 3600,
  values,
});
const word = (value: unknown): string => (typeof value === "string" ? value : "");
const computed = zone(
  set("A", "@", "185.230.63.107", "185.230.63.171"),
  set("CNAME", "www", "cdn1.wixdns.net"),
);
const group = (...records: WireRecordSet[]) => {
  const { groups, left, wixs } = groupRecords("example.com", zone(...records), [computed]);
  const names = groups.map(({ purpose, records: sets }) => [
    purpose,
    ...sets.map(({ type, hostName }) => `${word(type)} ${word(hostName)}`),
  ]);
  return { groups: names, left, wixs };
};

describe("record sets of a zone", () => {
  test("go by what they are for", () =>
    expect(
      group(
        set("A", "shop", "192.0.2.1"),
        set("MX", "@", "10 mx.example.net"),
        set("TXT", "@", "v=spf1 -all", "site-verification=1"),
        set("TXT", "_dmarc", "v=DMARC1; p=none"),
        set("CNAME", "s1._domainkey", "s1.example.net"),
        set("TXT", "_acme-challenge", "x"),
        set("CNAME", "_acme-challenge.shop", "x.example.net"),
        set("SRV", "_sip._tcp", "1 1 5060 sip.example.net"),
      ).groups,
    ).toEqual([
      ["mail", "MX @", "TXT @", "TXT _dmarc", "CNAME s1._domainkey"],
      ["verification", "TXT _acme-challenge", "CNAME _acme-challenge.shop"],
      ["web", "SRV _sip._tcp", "A shop"],
    ]));

  test("are named in full where a relative name would mean another", () =>
    expect(group(set("A", "shop.example.org", "192.0.2.1")).groups).toEqual([
      ["web", "A shop.example.org.example.com"],
    ]));

  test("that are Wix's own are left out, and those that somebody changed are not", () => {
    const ns = set("NS", "@", "ns12.wixdns.net");
    const own = set("A", "@", "185.230.63.171");
    const www = set("CNAME", "www", "cdn1.wixdns.net");
    expect(group(ns, own, www)).toEqual({ groups: [], left: [], wixs: 3 });
    expect(group(ns, set("A", "@", "192.0.2.1"), www)).toMatchObject({ groups: [["web", "A @"]], wixs: 2 });
  });

  test("that the provider refuses are left out with its reason, and alone", () => {
    const { groups, left } = group(
      set("CAA", "@", '0 issue "ca.example.net"'),
      set("TXT", "two", "v=spf1 -all", "v=spf1 mx -all"),
      set("TXT", "long", "x".repeat(1001)),
      set("TXT", "fine", "x"),
    );
    expect(groups).toEqual([["verification", "TXT fine"]]);
    expect(left.map(({ what }) => what)).toEqual([
      "CAA example.com",
      "TXT long.example.com",
      "TXT two.example.com",
    ]);
  });

  test("write a ttl where it is not the usual one", () => {
    const { groups } = groupRecords(
      "example.com",
      zone({ ...set("A", "a", "192.0.2.1"), ttl: 60 }, set("A", "b", "192.0.2.1")),
      [],
    );
    expect(groups[0]?.records.map(({ ttl }) => ttl)).toEqual([60, undefined]);
  });
});
