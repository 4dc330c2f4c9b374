import { describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../policy/src/known";
import { mailRecordOf } from "../../../policy/src/mail";
import { declaredBy, type RecordSet } from "../../../policy/src/record-sets";
import { judge as judgeForced } from "../../../policy/src/rules/forced-disconnect";
import { judge as judgeDeclared } from "../../../policy/src/rules/mail-declared";
import { judge as judgeKept } from "../../../policy/src/rules/mail-kept";
import { resource, zoneRecords } from "./resources";

const says = (text: string): object => ({ refused: [expect.stringContaining(text)] });
const MX = { "MX example.com": { values: ["10 mx.example.net"] } };
const A = { "A shop.example.com": { values: ["192.0.2.1"] } };

describe("record sets", () => {
  test.each([
    [[{ type: "mx", hostName: "@", values: ["10 a"] }]],
    [{ "MX @": { values: ["10 a"] } }],
    [{ "mx Example.COM.": { values: ["10 a"] } }],
    [{ "  MX   @ ": { values: ["10 a"] } }],
    [{ MX: { values: ["10 a"] } }],
    [[{ type: "MX", hostName: "", values: ["10 a"] }]],
    [[{ type: "MX", hostName: " example.com ", values: ["10 a"] }]],
    [[{ type: "MX", hostName: "example.com", values: ["10 a"], ttl: 60 }]],
  ])("are read alike, as lists and maps: %j", records => {
    expect(declaredBy({ domainName: "example.com.", records })).toEqual({
      zone: "example.com",
      sets: [{ type: "MX", hostName: "example.com", values: ["10 a"] }],
      isPartial: false,
    });
  });
  test("have full names: relative ones, and those that only end like the zone", () => {
    const { sets } = declaredBy({
      domainName: "example.com",
      records: { "A www": {}, "A www.example.com": {}, "A notexample.com": {} },
    });
    expect(sets.map(({ hostName }) => hostName)).toEqual([
      "www.example.com",
      "www.example.com",
      "notexample.com.example.com",
    ]);
  });
  test.each([
    [{ domainName: "example.com", records: UNKNOWN }],
    [{ domainName: UNKNOWN, records: {} }],
    [{ domainName: "example.com", records: [UNKNOWN] }],
    [{ domainName: "example.com", records: [{ type: UNKNOWN, hostName: "@", values: [] }] }],
    [{ domainName: "example.com", records: [{ type: "A", hostName: UNKNOWN, values: [] }] }],
  ])("may be more than is known: %#", args => {
    expect(declaredBy(args).isPartial).toBe(true);
  });
  test.each([undefined, null, "text"])("are none where there are none: %s", records => {
    expect(declaredBy({ domainName: "example.com", records })).toMatchObject({ sets: [], isPartial: false });
  });
  test("have values that are only known later", () => {
    const { sets } = declaredBy({
      domainName: "example.com",
      records: { "TXT @": { values: [UNKNOWN, "a"] }, "TXT b": { values: UNKNOWN }, "TXT c": UNKNOWN },
    });
    expect(sets.map(({ values }) => values)).toEqual([[UNKNOWN, "a"], [UNKNOWN], [UNKNOWN]]);
  });
});

describe("what mail needs", () => {
  const set = (type: string, hostName: string, ...values: RecordSet["values"]): RecordSet => ({
    type,
    hostName,
    values,
  });
  test.each([
    [set("MX", "a.com", "10 mx"), "MX", "a.com"],
    [set("MX", "a.com", UNKNOWN), "MX", "a.com"],
    [set("MX", "a.com", "0 .", "10 mx"), "MX", "a.com"],
    [set("MX", "a.com", "host 0 ."), "MX", "a.com"],
    [set("SPF", "a.com", "v=spf1 -all"), "SPF", "a.com"],
    [set("TXT", "a.com", " v=spf1 -all"), "SPF", "a.com"],
    [set("TXT", "_domainkey.a.com", "o=-"), "DKIM", "_domainkey.a.com"],
    [set("TXT", "a.com", "x", "V=SPF1"), "SPF", "a.com"],
    [set("TXT", "a.com", '"v=spf1 -all"'), "SPF", "a.com"],
    [set("CNAME", "s1._domainkey.a.com", "x"), "DKIM", "s1._domainkey.a.com"],
    [set("TXT", "s1._domainkey.a.com", UNKNOWN), "DKIM", "s1._domainkey.a.com"],
    [set("TXT", "_dmarc.a.com", "v=DMARC1"), "DMARC", "a.com"],
    [set("CNAME", "_dmarc.a.com", "x"), "DMARC", "a.com"],
    [set("TXT", "_mta-sts.a.com", "x"), "MTA-STS", "a.com"],
    [set("TXT", "_smtp._tls.a.com", "x"), "TLS-RPT", "a.com"],
  ])("%j is %s of %s", (records, kind, hostName) => {
    expect(mailRecordOf(records)).toEqual({ kind, hostName, isUncertain: false });
  });
  test.each([
    [set("MX", "a.com", "0 .")],
    [set("MX", "a.com", "0 ")],
    [set("MX", "a.com", " 10  . ")],
    [set("SPF", "a.com")],
    [set("TXT", "xv=spf1.a.com", "xv=spf1")],
    [set("CNAME", "a.com", "v=spf1")],
    [set("CNAME", "a.com", UNKNOWN)],
    [set("MX", "a.com")],
    [set("TXT", "a.com", "v=spf10")],
    [set("TXT", "a.com", "x v=spf1 -all")],
    [set("CNAME", "mail.a.com", "x")],
    [set("A", "_dmarc.a.com", "192.0.2.1")],
    [set("TXT", "x_dmarc.a.com", "x")],
  ])("%j is nothing of it", records => {
    expect(mailRecordOf(records)).toBeUndefined();
  });
  test("a text that is only known later may be SPF", () => {
    expect(mailRecordOf(set("TXT", "a.com", "x", UNKNOWN))).toMatchObject({ kind: "SPF", isUncertain: true });
  });
});

describe("wix-mail-kept", () => {
  test("wants the records of mail kept, and others only of a zone that is listed", () => {
    expect(judgeKept(zoneRecords("mail", { ...A, ...MX }), {})).toEqual(says(`mail's MX of example.com`));
    expect(judgeKept(zoneRecords("mail", MX, { onDestroy: "delete" }), {})).toEqual(
      says('onDestroy: "keep"'),
    );
    expect(judgeKept(zoneRecords("mail", MX, { onDestroy: "keep" }), {})).toEqual({});
    expect(judgeKept(zoneRecords("mail", MX), { except: ["mail"] })).toEqual({});
    expect(judgeKept(zoneRecords("web", A), {})).toEqual({});
    expect(judgeKept(zoneRecords("web", A), { zones: ["EXAMPLE.com."] })).toEqual(
      says("writes to example.com"),
    );
    expect(judgeKept(zoneRecords("web", A), { zones: ["example.net"] })).toEqual({});
    const other = resource("ConnectedDomain", "mail", { domainName: "example.com", records: MX });
    expect(judgeKept(other, { zones: ["example.com"] })).toEqual({});
  });
  test("says that it cannot tell yet", () => {
    const untold = { untold: [expect.stringMatching(/"mail".* only known later/)] };
    expect(judgeKept(zoneRecords("mail", UNKNOWN), {})).toEqual(untold);
    expect(judgeKept(zoneRecords("mail", { "TXT @": { values: [UNKNOWN] } }), {})).toEqual(untold);
    expect(judgeKept(zoneRecords("mail", MX, { onDestroy: UNKNOWN }), {})).toEqual(untold);
    expect(judgeKept(zoneRecords("mail", UNKNOWN, { onDestroy: "keep" }), {})).toEqual({});
  });
});

describe("wix-mail-declared", () => {
  const wanting = (...mail: string[]) => ({ zones: { "Example.com": { mail } } });
  const passes = { refused: [], untold: [] };
  test("finds what is declared, in any of the resources", () => {
    const all = [
      zoneRecords("mail", MX),
      zoneRecords("more", {
        "TXT @": { values: ["v=spf1 -all"] },
        "CNAME s1._domainkey": { values: ["x"] },
        "MX news": { values: ["10 x"] },
      }),
    ];
    expect(judgeDeclared(all, wanting("MX", "SPF", "DKIM", "DKIM s1", "MX news", "MX @"))).toEqual(passes);
    expect(judgeDeclared(all, wanting("DMARC"))).toMatchObject(
      says("No DnsZoneRecords declares the DMARC of example.com"),
    );
    expect(judgeDeclared(all, wanting("DKIM s2"))).toMatchObject(says("DKIM s2"));
    expect(judgeDeclared(all, wanting("SPF news"))).toMatchObject(says("SPF news"));
    expect(judgeDeclared(all, { zones: { "example.net": { mail: ["MX"] } } })).toMatchObject(
      says("example.net"),
    );
    expect(judgeDeclared(all, {})).toEqual(passes);
    expect(judgeDeclared(all, { zones: { "example.com": {} } })).toEqual(passes);
  });
  test("takes no other class's records, and no selector of another name, for the zone's", () => {
    const other = resource("ConnectedDomain", "x", { domainName: "example.com", records: MX });
    expect(judgeDeclared([other], wanting("MX"))).toMatchObject(says("the MX"));
    const dkim = zoneRecords("dkim", { "CNAME s1._domainkey.news": { values: ["x"] } });
    expect(judgeDeclared([dkim], wanting("DKIM"))).toMatchObject(says("the DKIM"));
    expect(judgeDeclared([dkim], wanting("DKIM s1._domainkey.news"))).toMatchObject(
      says("s1._domainkey.news"),
    );
  });
  test("takes a null MX for none, and a subdomain's for another's", () => {
    for (const records of [{ "MX @": { values: ["0 ."] } }, { "MX news": { values: ["10 x"] } }])
      expect(judgeDeclared([zoneRecords("mail", records)], wanting("MX"))).toMatchObject(says("the MX"));
  });
  test("cannot tell where records are only known later, and no other declares it", () => {
    const later = zoneRecords("later", UNKNOWN);
    expect(judgeDeclared([later], wanting("MX"))).toMatchObject({
      refused: [],
      untold: [expect.stringContaining('"later"')],
    });
    expect(judgeDeclared([later, zoneRecords("mail", MX)], wanting("MX"))).toEqual(passes);
    const nowhere = zoneRecords("nowhere", MX, { domainName: UNKNOWN });
    expect(judgeDeclared([later, nowhere], wanting("MX"))).toMatchObject({
      untold: [expect.stringContaining('"later", "nowhere"')],
    });
    const elsewhere = zoneRecords("later", UNKNOWN, { domainName: "example.net" });
    expect(judgeDeclared([elsewhere], wanting("MX"))).toMatchObject(says("the MX"));
    const text = zoneRecords("later", { "TXT @": { values: [UNKNOWN] } });
    expect(judgeDeclared([text], wanting("SPF"))).toMatchObject({
      refused: [],
      untold: [expect.any(String)],
    });
    expect(judgeDeclared([text], wanting("MX"))).toMatchObject(says("the MX"));
  });
});

describe("wix-forced-disconnect", () => {
  const shop = (force?: unknown) => resource("ConnectedDomain", "shop", { force });
  test("refuses force only", () => {
    expect(judgeForced(shop(true), {})).toEqual(says("force: true"));
    expect(judgeForced(shop(true), { except: ["shop"] })).toEqual({});
    expect(judgeForced(shop(false), {})).toEqual({});
    expect(judgeForced(shop(), {})).toEqual({});
    expect(judgeForced(shop(UNKNOWN), {})).toEqual({ untold: ['force of "shop" is only known later.'] });
    expect(judgeForced(resource("Package", "shop", { force: true }), {})).toEqual({});
  });
});
