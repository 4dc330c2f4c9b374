import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { stateFromPulumi, stateToPulumi } from "../../../provider/src/dynamic/values";
import { PROVIDER_KEY } from "../../../provider/src/program/hidden";
import {
  dnsZoneRecords,
  type DnsZoneRecordsState,
} from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { zoneThing } from "../../../provider/src/lifecycle/things";
import { accountId, environment } from "../../support/world";

type Properties = Record<string, unknown>;

const saved = (form: string): Properties =>
  JSON.parse(readFileSync(`test/fixtures/states/dns-zone-records/${form}.json`, "utf8")) as Properties;

const revived = (form: string): DnsZoneRecordsState => {
  const { state, hidden } = stateFromPulumi(saved(form));
  const typed = state as unknown as DnsZoneRecordsState;
  return hidden.form === dnsZoneRecords.form ? typed : dnsZoneRecords.revive(typed, hidden.form ?? 1);
};

describe("a saved state", () => {
  test("of the first form is brought up, in canonical form anew", () => {
    expect(revived("form-1")).toEqual({
      domainName: "example.com",
      existing: "replace",
      records: {
        "AAAA example.com": { values: ["2001:db8::1"] },
        "MX example.com": { ttl: 600, values: ["10 mx1.example.net"] },
        "TXT example.com": { values: ["ours"] },
      },
      hidden: {
        sets: {
          "MX example.com": { found: { ttl: 3600, values: ["5 mail.example.org"] } },
          "TXT new.example.com": { found: { values: [] } },
        },
      },
    });
  });

  test("of the first form that merged knows so of each set but a CNAME", () => {
    expect(revived("form-1-merged").hidden).toEqual({
      sets: { "TXT example.com": { found: { ttl: 3600, values: ["theirs"] }, merged: true } },
    });
  });

  test("of the present form is what is saved", () => {
    const properties = saved("form-3");
    const { state, hidden } = stateFromPulumi(properties);
    const mark = { form: dnsZoneRecords.form, unfinished: true } as const;
    const { __wix: again, ...visible } = stateToPulumi(state, hidden, mark);
    expect({ ...visible, [PROVIDER_KEY]: properties[PROVIDER_KEY] }).toEqual({
      ...properties,
      __wix: undefined,
    });
    expect(JSON.parse(again as string)).toEqual(JSON.parse(properties.__wix as string));
  });

  test("of the second form lacks only since when its sets are known", () => {
    const { hidden, ...inputs } = revived("form-2");
    const { hidden: now, ...same } = revived("form-3");
    expect(inputs).toEqual(same);
    expect(hidden?.sets).toEqual({
      "TXT example.com": { found: { ttl: 3600, values: ["theirs"] }, merged: true, displaced: true },
    });
    expect(now?.sets?.["TXT example.com"]).toEqual({
      ...hidden?.sets?.["TXT example.com"],
      since: "2026-03-01",
    });
  });

  test("of a zone that was only looked up is left as it is", () => {
    const looked = { domainName: "example.com" } as DnsZoneRecordsState;
    expect(dnsZoneRecords.revive(looked, 1)).toBe(looked);
  });
});

describe("the ledger is told", () => {
  const check = (args: Properties, more = {}) =>
    dnsZoneRecords.check(undefined, { domainName: "example.com", ...args }, { ...environment(), ...more });
  const zone = { key: zoneThing(accountId, "example.com"), property: "domainName", shared: true };
  /** Claims of sets; the first is that of the zone. */
  const setClaims = (args: Properties) => {
    const [first, ...claims] = check(args).claims;
    expect(first).toEqual(zone);
    return claims;
  };
  const mx = { type: "MX", hostName: "@", values: ["10 MX1.example.net"] };

  test("each declared set, of the resolved account, by a name for people", () => {
    expect(setClaims({ records: [mx] })).toEqual([
      {
        key: `MX example.com in the zone example.com of the account ${accountId}`,
        label: "MX example.com in the zone example.com",
        detail: { merged: false, values: ["10 mx1.example.net"] },
        property: 'records["MX example.com"]',
        shared: false,
      },
    ]);
    const own = "AAAAAAAA-0000-4000-8000-000000000001";
    expect(check({ records: [mx], accountId: own }).claims[1]?.key).toContain(own.toLowerCase());
  });

  test("which sets are shared: those that are merged, but no CNAME", () => {
    const cname = { type: "CNAME", hostName: "www", values: ["a.example.net"] };
    const claims = setClaims({ existing: "merge", records: [mx, cname] });
    expect(claims.map(({ shared }) => shared)).toEqual([true, false]);
  });

  test("that a set is declared where its values, or some, are not known yet", () => {
    const claims = setClaims({
      existing: "merge",
      records: [
        { ...mx, values: [UNKNOWN, "10 mx1.example.net"] },
        { type: "TXT", hostName: "@", values: UNKNOWN },
      ],
    });
    expect(claims.map(({ detail }) => (detail as { values: unknown }).values)).toEqual(["all", "all"]);
  });

  test("no set where its account, zone or name is not known yet", () => {
    expect(check({ records: [mx], accountId: UNKNOWN }).claims).toEqual([]);
    expect(check({ records: [mx], domainName: UNKNOWN }).claims).toEqual([]);
    expect(setClaims({ records: UNKNOWN })).toEqual([]);
    expect(setClaims({ records: [{ ...mx, hostName: UNKNOWN }, UNKNOWN] })).toEqual([]);
  });

  test("what is declared also where the check fails", () => {
    const { claims, failures } = check({ records: [mx], onDestroy: "no such word" });
    expect(failures).toHaveLength(1);
    expect(claims).toHaveLength(2);
  });

  test("what a saved resource holds, with all that it remembers", () => {
    expect(dnsZoneRecords.holdings(revived("form-1-merged"), () => accountId)).toEqual([
      {
        key: `TXT example.com in the zone example.com of the account ${accountId}`,
        label: "TXT example.com in the zone example.com",
        detail: { known: { values: ["ours"] }, found: { ttl: 3600, values: ["theirs"] }, merged: true },
      },
      expect.objectContaining({ detail: { known: { values: ["shop.example.net"] } } }),
    ]);
  });
});
