import { beforeEach, describe, expect, test } from "@jest/globals";
import { Ledger, type Owner } from "../../../provider/src/core/ownership";
import type { KnownSet } from "../../../provider/src/dns/intent";
import {
  adoptedFrom,
  bequeath,
  heritageFor,
  holdings,
  isForgotten,
  isLookedAfter,
  othersFor,
  recordSetThing,
  type DeclaredSet,
} from "../../../provider/src/resources/dns-zone-records/things";

const TXT = "TXT example.com";
const place = { account: "a", domainName: "example.com" };
const thing = recordSetThing(place, TXT);
const owner = (name: string): Owner => ({ type: "DnsZoneRecords", name });
const [self, other] = [owner("self"), owner("other")];

let ledger = new Ledger();
beforeEach(() => {
  ledger = new Ledger();
});

const declare = (who: Owner, detail?: DeclaredSet): void => {
  ledger.declare(who, [{ ...thing, property: "records", ...(detail && { detail }) }]);
};
const hold = (who: Owner, detail?: KnownSet & { left?: true }): void => {
  ledger.hold(who, [{ ...thing, ...(detail && { detail }) }]);
};
const merged = { merged: true } as const;

describe("who else wants a set", () => {
  const others = (except?: Owner) => othersFor(ledger, place, self, except)(TXT);

  test("is nobody where nobody declares it, or only in another zone or account", () => {
    declare(other);
    expect(othersFor(ledger, { ...place, account: "b" }, self)(TXT)).toEqual([]);
    expect(othersFor(ledger, { ...place, domainName: "example.org" }, self)(TXT)).toEqual([]);
    expect(othersFor(ledger, place, self)("MX example.com")).toEqual([]);
  });

  test("is who declares it: values of it where it is merged, else all of it", () => {
    declare(other, { values: ["a"], ...merged });
    expect(others()).toEqual([{ holder: 'DnsZoneRecords "other"', values: ["a"] }]);
    declare(other, { values: ["a"], merged: false });
    expect(others()).toEqual([{ holder: 'DnsZoneRecords "other"', values: "all" }]);
    declare(other);
    expect(others()).toEqual([{ holder: 'DnsZoneRecords "other"', values: "all" }]);
  });

  test("is the resource itself, without a name, where its present declaration counts", () => {
    declare(self, { values: ["a"], ...merged });
    expect(others()).toEqual([{ holder: undefined, values: ["a"] }]);
    expect(others(self)).toEqual([]);
  });

  test("is who holds merged values and is declared: it takes away itself what it did not find", () => {
    hold(other, { known: { values: ["a", "b"] }, found: { values: ["b"] }, ...merged });
    expect(others()).toEqual([]);
    ledger.declare(other, []);
    expect(others()).toEqual([{ holder: undefined, values: ["a"] }]);
    expect(others(other)).toEqual([]);
  });

  test("is not who holds all of it and declares it no longer", () => {
    ledger.declare(other, []);
    hold(other, { known: { values: ["a"] } });
    expect(others()).toEqual([]);
    hold(other);
    expect(others()).toEqual([]);
  });
});

describe("a set that a resource has let go of and remembers", () => {
  const known = { known: { values: ["a"] } };

  test("is held as left, beside those that it knows", () => {
    const left = { [TXT]: { ...known, ...merged } };
    const records = { "A example.com": { values: ["192.0.2.1"] } };
    const state = { domainName: "example.com", records, hidden: { left } };
    expect(holdings(state, () => "a")).toEqual([
      { ...thing, detail: { ...known, ...merged, left: true } },
      { ...recordSetThing(place, "A example.com"), detail: { known: records["A example.com"] } },
    ]);
    expect(holdings({ domainName: "example.com", records: {}, hidden: {} }, () => "a")).toEqual([]);
  });

  test("is not looked after by it, unlike one that it knows", () => {
    const isLooked = () => isLookedAfter(ledger, place, TXT, self);
    expect(isLooked()).toBe(false);
    hold(other, { ...known, left: true });
    hold(self, known);
    expect(isLooked()).toBe(false);
    hold(owner("third"), known);
    expect(isLooked()).toBe(true);
    ledger.hold(owner("third"), []);
    hold(other);
    expect(isLooked()).toBe(true);
  });

  test("is left for whoever takes it over, and nothing that it wants", () => {
    ledger.declare(other, []);
    hold(other, { ...known, ...merged, left: true });
    expect(heritageFor(ledger, place, self)(TXT)).toEqual([{ ...known, ...merged, state: "left" }]);
    expect(othersFor(ledger, place, self)(TXT)).toEqual([]);
  });
});

describe("values that stay for others", () => {
  test("are adopted by those who take them for found", () => {
    const left = { known: { values: ["a", "b", "c"] }, found: { values: ["c"] } };
    const adopted = (except?: Owner) => adoptedFrom(ledger, place, TXT, left, except);
    for (const who of [other, owner("third"), owner("fourth")]) ledger.declare(who, []);
    hold(other, { known: { values: [] }, found: { values: ["b", "c"] } });
    hold(owner("third"), { known: { values: ["a"] } });
    hold(owner("fourth"));
    expect(adopted()).toEqual([{ holder: other, values: ["b"] }]);
    expect(adopted(other)).toEqual([]);
  });
});

describe("what others know of a set", () => {
  const heritage = () => heritageFor(ledger, place, self)(TXT);
  const known = { known: { values: ["a"] } };

  test("is what they hold, and whether they declare it still", () => {
    hold(other, known);
    expect(heritage()).toEqual([{ ...known, state: "leaving" }]);
    declare(owner("third"));
    expect(heritage()).toEqual([{ ...known, state: "leaving" }]);
    ledger.declare(other, [{ ...thing, property: "records", shared: true }]);
    expect(heritage()).toEqual([{ ...known, state: "declared" }]);
  });

  test("is nothing of our own, nor what says nothing", () => {
    hold(self, known);
    hold(other);
    expect(heritage()).toEqual([]);
  });

  test("is what was left, beside it", () => {
    hold(other, known);
    bequeath(ledger, place, TXT, { known: { values: ["b"] }, ...merged });
    expect(heritage()).toEqual([
      { ...known, state: "leaving" },
      { known: { values: ["b"] }, ...merged, state: "left" },
    ]);
  });
});

describe("what several leave of a set", () => {
  const left = (...all: KnownSet[]): unknown => {
    for (const one of all) bequeath(ledger, place, TXT, one);
    return ledger.bequest(thing.key);
  };

  test("is left together, merged where it was to all of them", () => {
    const [a, b] = [{ known: { values: ["a"] } }, { known: { ttl: 60, values: ["b"] } }];
    expect(left({ ...b, ...merged }, { ...a, ...merged })).toEqual({
      known: { ttl: 60, values: ["a", "b"] },
      ...merged,
    });
    expect(left({ known: { values: ["c"] } })).toEqual({ known: { ttl: 60, values: ["a", "b", "c"] } });
  });

  test("keeps what any of them found or had taken away", () => {
    const before = (value: string) => ({ known: { values: [] }, found: { values: [value] } });
    expect(left(before("y"), { ...before("x"), ...merged, displaced: true })).toEqual({
      known: { values: [] },
      found: { values: ["x", "y"] },
      displaced: true,
    });
  });
});

describe("what was found before a set that stays for others", () => {
  const set = { known: { values: ["a"] }, found: { values: ["x", "y"] } };
  const forgotten = (of: KnownSet = set, except?: Owner) => isForgotten(ledger, place, TXT, of, except);

  test("is forgotten where all who look after it were saved without knowing it", () => {
    declare(other);
    hold(other, { known: { values: ["a"] } });
    expect(forgotten()).toBe(true);
    hold(other, { known: { values: ["a"] }, found: { values: ["x"] } });
    expect(forgotten()).toBe(true);
    hold(other);
    expect(forgotten()).toBe(true);
  });

  test("is not where one of them knows all of it", () => {
    for (const who of [owner("third"), other]) ledger.declare(who, []);
    hold(owner("third"), { known: { values: ["a"] } });
    hold(other, { known: { values: ["a"] }, found: { values: ["w", "x", "y"] } });
    expect(forgotten()).toBe(false);
  });

  test("is not where nobody holds the set yet, who will learn of it", () => {
    declare(other);
    expect(forgotten()).toBe(false);
    hold(other, { known: { values: ["a"] }, left: true });
    expect(forgotten()).toBe(false);
    hold(other, { known: { values: ["a"] } });
    expect(forgotten(set, other)).toBe(false);
  });

  test("is nothing where nothing was found", () => {
    declare(other);
    hold(other, { known: { values: ["a"] } });
    expect(forgotten({ known: { values: ["a"] } })).toBe(false);
  });
});
