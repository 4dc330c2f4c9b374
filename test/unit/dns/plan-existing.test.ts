import { describe, expect, test } from "@jest/globals";
import type { Intent, SetMemory } from "../../../provider/src/dns/intent";
import { plan } from "../../../provider/src/dns/plan";
import { readZone } from "../../../provider/src/dns/zone";
import { sets, wire } from "./fixtures";

const TXT = "TXT example.com";

interface Before {
  known: string[];
  memory?: SetMemory;
  read: string[];
}

/** A set TXT of the values `declared`, under `existing`, as it was before. */
const planFor = (
  { known, memory = {}, read }: Before,
  existing: Intent["existing"],
  declared: string[],
  more: Partial<Intent> = {},
) => {
  const zone = readZone("example.com", read.length === 0 ? [] : [wire(TXT, ...read)]);
  const made = plan(zone, {
    declared: declared.length === 0 ? {} : sets({ [TXT]: declared }),
    known: known.length === 0 ? {} : sets({ [TXT]: known }),
    memory: { [TXT]: memory },
    existing,
    onDestroy: "restore",
    ...more,
  });
  return {
    writes: made.changes.map(({ add }) => add?.values),
    conflicts: made.conflicts.map(({ kind }) => kind),
    memory: made.memory[TXT] ?? {},
    change: made.changes[0],
  };
};

const merged = { merged: true } as const;

describe("a set that was merged and is to be all ours", () => {
  const before = { known: ["ours"], memory: { ...merged, found: { values: ["theirs"] } } };

  test("is refused where foreign values stand beside ours", () => {
    const { writes, conflicts } = planFor({ ...before, read: ["ours", "theirs"] }, "refuse", ["ours"]);
    expect([writes, conflicts]).toEqual([[], ["exists"]]);
  });

  test("takes their place where it is to replace them, and remembers them", () => {
    const { writes, memory } = planFor({ ...before, read: ["late", "ours", "theirs"] }, "replace", ["new"]);
    expect(writes).toEqual([["new"]]);
    expect(memory).toEqual({ found: { ttl: 3600, values: ["late", "theirs"] } });
  });

  test.each(["refuse", "replace"] as const)(
    "is adopted by %s where all that stands is declared",
    existing => {
      const { writes, conflicts, memory } = planFor({ ...before, read: ["ours", "theirs"] }, existing, [
        "ours",
        "theirs",
      ]);
      expect([writes, conflicts]).toEqual([[], []]);
      expect(memory).toEqual({ found: { ttl: 3600, values: ["theirs"] } });
    },
  );

  test("is written by refuse where all foreign values are declared beside new ones", () => {
    const { writes } = planFor({ ...before, read: ["ours", "theirs"] }, "refuse", ["new", "ours", "theirs"]);
    expect(writes).toEqual([["new", "ours", "theirs"]]);
  });

  test("is written by refuse where ours stand alone", () => {
    const alone = { known: ["ours"], memory: merged, read: ["ours"] };
    expect(planFor(alone, "refuse", ["new"])).toMatchObject({ writes: [["new"]], memory: {} });
  });

  test("remembers what it found as its own and keeps it in mind as foreign", () => {
    const found = { known: ["ours", "first"], memory: { ...merged, found: { ttl: 60, values: ["first"] } } };
    const { memory } = planFor({ ...found, read: ["first", "ours"] }, "replace", ["ours"]);
    expect(memory).toEqual({ found: { ttl: 60, values: ["first"] } });
  });

  test("is not written where a value of ours is gone", () => {
    const { writes, conflicts } = planFor({ ...before, read: ["theirs"] }, "replace", ["new"]);
    expect([writes, conflicts]).toEqual([[], ["changed"]]);
  });
});

describe("a set that was all ours and is to be merged", () => {
  test("changes by value: ours are what was declared", () => {
    const { writes, memory } = planFor({ known: ["a", "b"], read: ["a", "b"] }, "merge", ["b", "c"]);
    expect(writes).toEqual([["b", "c"]]);
    expect(memory).toEqual(merged);
  });

  test("leaves what others have put beside it meanwhile", () => {
    expect(planFor({ known: ["a"], read: ["a", "late"] }, "merge", ["b"]).writes).toEqual([["b", "late"]]);
  });

  const displacing = { known: ["ours"], memory: { found: { ttl: 60, values: ["theirs"] } }, read: ["ours"] };

  test("remembers that what was found was taken away, and gives it back in the end", () => {
    const { memory } = planFor(displacing, "merge", ["ours"]);
    expect(memory).toEqual({ merged: true, found: { ttl: 60, values: ["theirs"] }, displaced: true });
    const end = planFor({ known: ["ours"], memory, read: ["late", "ours"] }, "merge", []);
    expect(end.writes).toEqual([["late", "theirs"]]);
    expect(end.change).toMatchObject({ removed: ["ours"], restored: ["theirs"], add: { ttl: 60 } });
  });

  test("keeps that in mind when it is to be all ours again", () => {
    const { memory } = planFor(displacing, "merge", ["ours"]);
    const again = planFor({ known: ["ours"], memory, read: ["late", "ours"] }, "replace", ["ours"]);
    expect(again.memory).toEqual({ found: { ttl: 60, values: ["late", "theirs"] } });
  });

  test("is not said to displace what somebody else takes away later", () => {
    const before = { known: ["ours"], memory: { ...merged, found: { values: ["theirs"] } }, read: ["ours"] };
    expect(planFor(before, "merge", ["ours"]).memory).toEqual(before.memory);
  });

  test("gives nothing back where ours are to be deleted without looking back", () => {
    const memory: SetMemory = { ...merged, displaced: true, found: { values: ["theirs"] } };
    const { writes } = planFor({ known: ["ours"], memory, read: ["late", "ours"] }, "merge", [], {
      onDestroy: "delete",
    });
    expect(writes).toEqual([["late"]]);
  });

  test("does not give back what cannot stand beside what is there by then", () => {
    const memory: SetMemory = { ...merged, displaced: true, found: { values: ["v=spf1 mx -all"] } };
    const { writes } = planFor({ known: ["ours"], memory, read: ["ours", "v=spf1 -all"] }, "merge", []);
    expect(writes).toEqual([["v=spf1 -all"]]);
  });

  test("is not said to displace what stands there", () => {
    const adopted = { known: ["a"], memory: { found: { values: ["a"] } }, read: ["a"] };
    expect(planFor(adopted, "merge", ["a"]).memory).toEqual({ merged: true, found: { values: ["a"] } });
  });
});

describe("a merged set that is let go of", () => {
  test("does not bring back what somebody else took away", () => {
    const memory = { ...merged, found: { values: ["first"] } };
    expect(planFor({ known: ["ours"], memory, read: ["late", "ours"] }, "merge", []).writes).toEqual([
      ["late"],
    ]);
  });
});

describe("a merged update", () => {
  test("that declares a value which stood there already never takes it away again", () => {
    const first = planFor({ known: ["ours"], memory: merged, read: ["ours", "theirs"] }, "merge", [
      "ours",
      "theirs",
    ]);
    expect(first).toMatchObject({ writes: [], memory: { merged: true, found: { values: ["theirs"] } } });
    const { memory } = first;
    const back = planFor({ known: ["ours", "theirs"], memory, read: ["ours", "theirs"] }, "merge", ["ours"]);
    expect(back.writes).toEqual([]);
  });

  test("is refused where it would add a second SPF policy", () => {
    const before = { known: ["token"], memory: merged, read: ["token", "v=spf1 -all"] };
    const { writes, conflicts } = planFor(before, "merge", ["token", "v=spf1 mx -all"]);
    expect([writes, conflicts]).toEqual([[], ["unmergeable"]]);
  });

  test("changes our own policy", () => {
    const before = { known: ["v=spf1 -all"], memory: merged, read: ["token", "v=spf1 -all"] };
    expect(planFor(before, "merge", ["v=spf1 mx -all"]).writes).toEqual([["token", "v=spf1 mx -all"]]);
  });

  test("is not made again where the whole set is gone", () => {
    expect(planFor({ known: ["ours"], memory: merged, read: [] }, "merge", ["ours"])).toMatchObject({
      writes: [],
      conflicts: ["changed"],
    });
  });
});

describe("what was perhaps sent", () => {
  const maybe = sets({ [TXT]: ["sent"] });

  test("is ours where it stands in the zone", () => {
    expect(planFor({ known: [], read: ["sent"] }, "refuse", ["next"], { maybe }).writes).toEqual([["next"]]);
    expect(planFor({ known: ["old"], read: ["sent"] }, "refuse", ["next"], { maybe }).writes).toEqual([
      ["next"],
    ]);
    expect(planFor({ known: [], read: ["sent"] }, "refuse", [], { maybe }).writes).toEqual([undefined]);
  });

  test("is ours beside others where it was merged", () => {
    const before = { known: ["old"], memory: merged, read: ["sent", "theirs"] };
    expect(planFor(before, "merge", [], { maybe }).writes).toEqual([["theirs"]]);
    expect(planFor(before, "merge", ["next"], { maybe }).writes).toEqual([["next", "theirs"]]);
  });

  test("counts for nothing where it does not stand there, or not alone", () => {
    expect(planFor({ known: [], read: ["sent", "theirs"] }, "refuse", [], { maybe })).toMatchObject({
      writes: [],
      conflicts: [],
    });
    expect(planFor({ known: [], read: [] }, "refuse", ["next"], { maybe }).writes).toEqual([["next"]]);
    expect(planFor({ known: [], read: ["theirs"] }, "refuse", [], { maybe })).toMatchObject({
      writes: [],
      conflicts: [],
    });
    expect(planFor({ known: ["old"], read: ["old"] }, "refuse", ["next"], { maybe }).writes).toEqual([
      ["next"],
    ]);
    expect(planFor({ known: [], read: ["theirs"] }, "refuse", ["next"], { maybe }).conflicts).toEqual([
      "exists",
    ]);
  });

  test("is not taken for something found", () => {
    const memory = { found: { values: ["before"] } };
    expect(planFor({ known: [], memory, read: ["sent"] }, "refuse", ["sent"], { maybe }).memory).toEqual(
      memory,
    );
    expect(planFor({ known: [], read: ["sent"] }, "refuse", ["sent"], { maybe }).memory).toEqual({});
  });
});
