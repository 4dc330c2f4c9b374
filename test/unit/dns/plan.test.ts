import { describe, expect, test } from "@jest/globals";
import { plan } from "../../../provider/src/dns/plan";
import type { WireRecordSet } from "../../../provider/src/dns/types";
import { readZone } from "../../../provider/src/dns/zone";
import { foundIn, intent, sets, wire, type IntentParts } from "./fixtures";

const MX = "MX example.com";
const TXT = "TXT example.com";
const WWW = "CNAME www.example.com";
const OURS = "10 mx1.example.net";
const THEIRS = "10 mail.example.org";

const planFor = (records: WireRecordSet[], parts: IntentParts) => {
  const { memory, ...made } = plan(readZone("example.com", records), intent(parts));
  return { ...made, found: foundIn({ ...made, memory }) };
};

const nothingToDo = { changes: [], conflicts: [], found: {}, left: {}, notes: [] };

describe("a set declared for the first time", () => {
  const declared = sets({ [MX]: [OURS] });

  test("is added where the zone has none", () => {
    const { changes, conflicts, found } = planFor([], { declared });
    const add = { type: "MX", hostName: "example.com", values: [OURS] };
    expect(changes).toStrictEqual([
      {
        key: MX,
        type: "MX",
        hostName: "example.com",
        remove: [],
        add,
        removed: [],
        added: [OURS],
        restored: [],
      },
    ]);
    expect([conflicts, found]).toEqual([[], {}]);
  });

  test("is adopted where the zone has the same, whatever its TTL and spelling", () => {
    const { changes, conflicts, found } = planFor([wire(MX, "10  MX1.example.net.")], { declared });
    expect([changes, conflicts]).toEqual([[], []]);
    expect(found).toEqual({ [MX]: { ttl: 3600, values: [OURS] } });
  });

  test("is refused where the zone has other values, and both are shown", () => {
    const { changes, conflicts } = planFor([wire(MX, THEIRS)], { declared });
    expect(changes).toEqual([]);
    expect(conflicts).toEqual([
      { kind: "exists", key: MX, declared: { values: [OURS] }, read: { ttl: 3600, values: [THEIRS] } },
    ]);
  });

  test("takes the place of what the zone has, which is removed to the letter and remembered", () => {
    const theirs = wire(MX, "10 Mail.Example.org.");
    const { changes, found } = planFor([theirs], { declared, existing: "replace" });
    expect(changes).toMatchObject([{ remove: [theirs], add: { ttl: 3600, values: [OURS] } }]);
    expect(found).toEqual({ [MX]: { ttl: 3600, values: [THEIRS] } });
  });

  test("is added where it is to be merged and the zone has none", () => {
    const { changes, conflicts, found } = planFor([], { declared, existing: "merge" });
    expect(changes).toMatchObject([{ remove: [], add: { values: [OURS] } }]);
    expect([conflicts, found]).toEqual([[], {}]);
  });

  test("is merged with what the zone has, which is remembered", () => {
    const { changes, found } = planFor([wire(MX, THEIRS)], { declared, existing: "merge" });
    expect(changes).toMatchObject([{ remove: [wire(MX, THEIRS)], add: { values: [THEIRS, OURS] } }]);
    expect(found).toEqual({ [MX]: { ttl: 3600, values: [THEIRS] } });
  });

  test("is adopted where it is to be merged and the zone has all of it", () => {
    const { changes, found } = planFor([wire(MX, THEIRS, OURS)], { declared, existing: "merge" });
    expect(changes).toEqual([]);
    expect(found).toEqual({ [MX]: { ttl: 3600, values: [THEIRS, OURS] } });
  });

  test("is not merged into a CNAME", () => {
    const { conflicts } = planFor([wire(WWW, "a.example.net")], {
      declared: sets({ [WWW]: ["b.example.net"] }),
      existing: "merge",
    });
    expect(conflicts).toMatchObject([{ kind: "exists", key: WWW }]);
  });

  test("is not merged into a second SPF policy", () => {
    const { changes, conflicts } = planFor([wire(TXT, "v=spf1 -all")], {
      declared: sets({ [TXT]: ["v=spf1 mx -all"] }),
      existing: "merge",
    });
    expect(changes).toEqual([]);
    expect(conflicts).toMatchObject([{ kind: "unmergeable", reasons: [expect.stringContaining("v=spf1")] }]);
  });

  test("is merged into a set whose fault is not ours", () => {
    const { changes } = planFor([wire(TXT, "v=spf1 -all", "v=spf1 mx -all")], {
      declared: sets({ [TXT]: ["token"] }),
      existing: "merge",
    });
    expect(changes).toMatchObject([{ add: { values: ["token", "v=spf1 -all", "v=spf1 mx -all"] } }]);
  });

  test("is written as one where Wix sent several objects of its key", () => {
    const two = [wire(MX, THEIRS), wire(MX, "20 mail2.example.org")];
    const { changes } = planFor(two, { declared, existing: "replace" });
    expect(changes).toMatchObject([{ remove: two, add: { values: [OURS] } }]);
  });

  test("with a TTL is written where only the TTL differs", () => {
    const { changes } = planFor([wire(MX, OURS)], {
      declared: { [MX]: { ttl: 60, values: [OURS] } },
      existing: "replace",
    });
    expect(changes).toMatchObject([{ add: { ttl: 60, values: [OURS] } }]);
  });
});

describe("a set that is declared and known", () => {
  const known = sets({ [MX]: [OURS] });
  const declared = sets({ [MX]: ["20 mx2.example.net"] });

  test("needs nothing where the zone has it", () => {
    expect(planFor([wire(MX, OURS)], { declared: known, known })).toEqual(nothingToDo);
  });

  test("may have nothing to remember", () => {
    const zone = readZone("example.com", [wire(MX, OURS)]);
    const made = plan(zone, { declared, known, existing: "refuse", onDestroy: "restore" });
    expect(made).toMatchObject({ changes: [{ add: { values: ["20 mx2.example.net"] } }], conflicts: [] });
    expect([made.memory, made.left]).toStrictEqual([{}, {}]);
  });

  test("forgets an entry without values: nothing stood before it", () => {
    const found = { [MX]: { values: [] } };
    expect(planFor([wire(MX, OURS)], { declared: known, known, found }).found).toEqual({});
  });

  test("needs nothing where the zone has what is newly declared", () => {
    expect(planFor([wire(MX, "20 mx2.example.net")], { declared, known })).toEqual(nothingToDo);
  });

  test("is written where the zone has what was last known, with the TTL as read", () => {
    const { changes } = planFor([wire(MX, OURS)], { declared, known });
    expect(changes).toMatchObject([
      { remove: [wire(MX, OURS)], add: { ttl: 3600, values: ["20 mx2.example.net"] } },
    ]);
  });

  test("is not written where somebody else changed it, and the three versions are shown", () => {
    const { changes, conflicts } = planFor([wire(MX, THEIRS)], { declared, known });
    expect(changes).toEqual([]);
    expect(conflicts).toEqual([
      {
        kind: "changed",
        key: MX,
        declared: { values: ["20 mx2.example.net"] },
        known: { values: [OURS] },
        read: { ttl: 3600, values: [THEIRS] },
      },
    ]);
  });

  test("is not written where somebody else changed the TTL that we had set", () => {
    const ttl = (seconds: number) => ({ [MX]: { ttl: seconds, values: [OURS] } });
    expect(planFor([wire(MX, OURS)], { declared: ttl(60), known: ttl(300) }).conflicts).toMatchObject([
      { kind: "changed" },
    ]);
  });

  test("is not made again where somebody else deleted it", () => {
    const { changes, conflicts } = planFor([], { declared: known, known });
    expect(changes).toEqual([]);
    expect(conflicts).toMatchObject([{ kind: "changed", read: undefined }]);
  });

  test("keeps what was found, also when a refresh has dropped it from what is known", () => {
    const found = sets({ [MX]: [THEIRS] });
    const kept = { existing: "replace", found } as const;
    expect(planFor([wire(MX, OURS)], { declared: known, known, ...kept }).found).toEqual(found);
    expect(planFor([], { declared: known, ...kept }).found).toEqual(found);
    expect(planFor([wire(MX, OURS)], { declared: known, ...kept }).found).toEqual(found);
  });
});

describe("a merged set", () => {
  const merge = { existing: "merge" } as const;

  test("needs nothing while ours are there, whatever others add", () => {
    const known = sets({ [TXT]: ["ours"] });
    expect(
      planFor([wire(TXT, "theirs", "ours", "new")], { declared: known, known, ...merge }).changes,
    ).toEqual([]);
  });

  test("changes our values and leaves all others", () => {
    const { changes } = planFor([wire(TXT, "b", "ours", "a")], {
      declared: sets({ [TXT]: ["mine"] }),
      known: sets({ [TXT]: ["ours"] }),
      ...merge,
    });
    expect(changes).toMatchObject([{ add: { values: ["a", "b", "mine"] } }]);
  });

  test("keeps a value that is no longer declared, but stood there before us", () => {
    const parts = {
      declared: sets({ [TXT]: ["ours"] }),
      known: sets({ [TXT]: ["ours", "first"] }),
      found: sets({ [TXT]: ["first"] }),
      ...merge,
    };
    expect(planFor([wire(TXT, "first", "ours")], parts).changes).toEqual([]);
    expect(planFor([wire(TXT, "first", "ours")], { ...parts, onDestroy: "delete" }).changes).toMatchObject([
      { add: { values: ["ours"] } },
    ]);
  });

  test("is not written where somebody else removed a value of ours", () => {
    const { conflicts } = planFor([wire(TXT, "theirs")], {
      declared: sets({ [TXT]: ["mine"] }),
      known: sets({ [TXT]: ["ours"] }),
      ...merge,
    });
    expect(conflicts).toMatchObject([{ kind: "changed", key: TXT }]);
  });
});

describe("a set that is no longer declared", () => {
  const known = sets({ [MX]: [OURS] });
  test("that goes leaves nothing to say or to others", () => {
    const { notes, left } = planFor([wire(MX, OURS)], { known });
    expect([notes, left]).toStrictEqual([[], {}]);
  });

  const removeOnly = (remove: WireRecordSet[]) => [
    { key: MX, type: "MX", hostName: "example.com", remove, removed: [OURS], added: [], restored: [] },
  ];

  test("goes where nothing stood before it", () => {
    expect(planFor([wire(MX, OURS)], { known }).changes).toEqual(removeOnly([wire(MX, OURS)]));
  });

  test("goes where an entry without values says that nothing stood before it", () => {
    const { changes } = planFor([wire(MX, OURS)], { known, found: { [MX]: { values: [] } } });
    expect(changes).toEqual(removeOnly([wire(MX, OURS)]));
  });

  test("gives way to what was found", () => {
    const { changes, found } = planFor([wire(MX, OURS)], {
      known,
      found: { [MX]: { ttl: 60, values: [THEIRS] } },
    });
    expect(changes).toMatchObject([{ remove: [wire(MX, OURS)], add: { ttl: 60, values: [THEIRS] } }]);
    expect(found).toEqual({});
  });

  test("stays where it was adopted", () => {
    const { changes, notes } = planFor([wire(MX, OURS)], { known, found: known });
    expect(changes).toEqual([]);
    expect(notes).toEqual([{ kind: "as-found", key: MX }]);
  });

  test("goes, whatever was found, if it is to be deleted", () => {
    const { changes } = planFor([wire(MX, OURS)], { known, found: known, onDestroy: "delete" });
    expect(changes).toEqual(removeOnly([wire(MX, OURS)]));
  });

  test("stays if it is to be kept", () => {
    const { changes, notes } = planFor([wire(MX, OURS)], { known, onDestroy: "keep" });
    expect(changes).toEqual([]);
    expect(notes).toEqual([{ kind: "kept", key: MX }]);
  });

  test("stays where another resource declares it now", () => {
    const { changes, notes } = planFor([wire(MX, OURS)], {
      known,
      others: () => [{ holder: "mail", values: "all" }],
      onDestroy: "delete",
    });
    expect(changes).toEqual([]);
    expect(notes).toEqual([{ kind: "held-by-another", key: MX, holder: "mail" }]);
  });

  test("needs nothing where it is gone", () => {
    expect(planFor([], { known, found: sets({ [MX]: [THEIRS] }) })).toEqual(nothingToDo);
  });

  test("is not deleted where somebody else changed it", () => {
    const { changes, conflicts } = planFor([wire(MX, THEIRS)], { known });
    expect(changes).toEqual([]);
    expect(conflicts).toMatchObject([{ kind: "changed", declared: undefined, read: { values: [THEIRS] } }]);
  });

  test("takes only our values with it where it is merged, and not those that stood there before", () => {
    const { changes } = planFor([wire(MX, OURS, THEIRS, "30 first.example.net")], {
      known: sets({ [MX]: [OURS, "30 first.example.net"] }),
      found: { [MX]: { ttl: 3600, values: ["30 first.example.net"] } },
      existing: "merge",
    });
    expect(changes).toMatchObject([{ add: { ttl: 3600, values: [THEIRS, "30 first.example.net"] } }]);
  });

  test("goes where it is merged and nothing is left beside our values", () => {
    expect(planFor([wire(MX, OURS)], { known, existing: "merge" }).changes).toEqual(
      removeOnly([wire(MX, OURS)]),
    );
  });

  test("gives back the TTL that it had set on a merged set", () => {
    const { changes } = planFor([{ ...wire(TXT, "theirs", "ours"), ttl: 60 }], {
      known: { [TXT]: { ttl: 60, values: ["ours"] } },
      found: { [TXT]: { ttl: 3600, values: ["theirs"] } },
      existing: "merge",
    });
    expect(changes).toMatchObject([{ add: { ttl: 3600, values: ["theirs"] } }]);
  });
});

describe("a CNAME", () => {
  const declared = sets({ [WWW]: ["shops.example.net"] });

  test("is not put beside a set of somebody else", () => {
    const { conflicts } = planFor([wire("TXT www.example.com", "a")], { declared });
    expect(conflicts).toEqual([{ kind: "cname", key: WWW, other: "TXT www.example.com" }]);
  });

  test("is not put beside a set that is as new", () => {
    const both = sets({ [WWW]: ["shops.example.net"], "A www.example.com": ["192.0.2.1"] });
    expect(planFor([], { declared: both }).conflicts).toEqual([
      { kind: "cname", key: "A www.example.com", other: WWW },
    ]);
  });

  test("of somebody else gets no set beside it", () => {
    const { conflicts } = planFor([wire(WWW, "a.example.net")], {
      declared: sets({ "A www.example.com": ["192.0.2.1"] }),
    });
    expect(conflicts).toEqual([{ kind: "cname", key: "A www.example.com", other: WWW }]);
  });

  test("takes the place of a set of ours", () => {
    const { changes, conflicts } = planFor([wire("A www.example.com", "192.0.2.1")], {
      declared,
      known: sets({ "A www.example.com": ["192.0.2.1"] }),
    });
    expect(conflicts).toEqual([]);
    expect(changes.map(({ key, add }) => [key, add !== undefined])).toEqual([
      [WWW, true],
      ["A www.example.com", false],
    ]);
  });

  test("is not put beside a set of ours that is to be kept", () => {
    const { conflicts } = planFor([wire("A www.example.com", "192.0.2.1")], {
      declared,
      known: sets({ "A www.example.com": ["192.0.2.1"] }),
      onDestroy: "keep",
    });
    expect(conflicts).toMatchObject([{ kind: "cname", other: "A www.example.com" }]);
  });
});

describe("a plan", () => {
  test("never writes NS or SOA, even if they are declared and known", () => {
    const [ns, soa] = ["NS example.com", "SOA example.com"];
    const zone = [wire(ns, "ns12.wixdns.net"), wire(soa, "ns12.wixdns.net support.wix.com 1 2 3 4 5")];
    const declared = sets({ [ns]: ["ns1.example.net"] });
    const known = sets({ [soa]: ["ns12.wixdns.net support.wix.com 1 2 3 4 5"] });
    expect(planFor(zone, { declared, known, existing: "replace" })).toEqual(nothingToDo);
  });

  test("names no set that is neither declared nor known", () => {
    const zone = [wire(MX, THEIRS), wire(TXT, "theirs"), wire(WWW, "a.example.net")];
    const { changes, conflicts } = planFor(zone, { declared: sets({ "A a.example.com": ["192.0.2.1"] }) });
    expect([changes.map(({ key }) => key), conflicts]).toEqual([["A a.example.com"], []]);
  });
});
