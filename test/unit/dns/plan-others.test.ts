import { describe, expect, test } from "@jest/globals";
import type { Heritage, Intent, OtherDeclaration, SetMemory } from "../../../provider/src/dns/intent";
import { plan } from "../../../provider/src/dns/plan";
import { readZone } from "../../../provider/src/dns/zone";
import { sets, wire } from "./fixtures";

const TXT = "TXT example.com";
const merged = { merged: true } as const;

interface Case extends Partial<Omit<Intent, "declared" | "known" | "others" | "heritage" | "memory">> {
  read: string[];
  known?: string[];
  declared?: string[];
  memory?: SetMemory;
  others?: OtherDeclaration[];
  heritage?: Heritage[];
}

const planFor = ({ read, known, declared, memory = {}, others = [], heritage = [], ...more }: Case) => {
  const zone = readZone("example.com", read.length === 0 ? [] : [wire(TXT, ...read)]);
  const made = plan(zone, {
    declared: declared ? sets({ [TXT]: declared }) : {},
    known: known ? sets({ [TXT]: known }) : {},
    memory: { [TXT]: memory },
    existing: "refuse",
    onDestroy: "restore",
    others: () => others,
    heritage: () => heritage,
    ...more,
  });
  return {
    writes: made.changes.map(({ add }) => add?.values),
    conflicts: made.conflicts.map(({ kind }) => kind),
    notes: made.notes,
    left: made.left[TXT],
    memory: made.memory[TXT],
  };
};

const wants = (...values: string[]): OtherDeclaration => ({ holder: "other", values });
const all: OtherDeclaration = { holder: "other", values: "all" };

describe("a set that is let go of", () => {
  const noted = [{ kind: "held-by-another", key: TXT, holder: "other" }];

  test("stays with all that is known of it where another declares it", () => {
    const memory = { found: { values: ["before"] } };
    const made = planFor({ read: ["ours"], known: ["ours"], memory, others: [all], onDestroy: "delete" });
    expect(made).toMatchObject({
      writes: [],
      notes: noted,
      left: { ...memory, known: { values: ["ours"] } },
    });
  });

  test("is said to be declared by who wants what stays, else by anybody who merges into it", () => {
    const some = (...values: string[]): OtherDeclaration => ({ holder: "some", values });
    const itself: OtherDeclaration = { holder: undefined, values: ["a"] };
    const holder = (...others: OtherDeclaration[]) => {
      const [note] = planFor({ read: ["a", "b"], known: ["a"], memory: merged, others }).notes;
      return note?.kind === "held-by-another" ? note.holder : note;
    };
    expect(holder(itself, some("b"), wants("a"))).toBe("other");
    expect(holder(wants("x"), some("a"))).toBe("some");
    expect(holder(itself, some("b"))).toBe("some");
    expect(holder(itself)).toBeUndefined();
    expect(holder({ holder: undefined, values: "all" }, some("b"), all)).toBe("other");
  });

  test("is no conflict where somebody changed it and may look after it by now", () => {
    const changed = { read: ["changed"], known: ["ours"] };
    expect(planFor(changed)).toMatchObject({ conflicts: ["changed"], notes: [] });
    expect(planFor({ ...changed, left: new Set([TXT]) })).toMatchObject({
      writes: [],
      conflicts: [],
      notes: [{ kind: "changed", key: TXT }],
    });
    expect(planFor({ ...changed, left: new Set(["MX example.com"]) }).conflicts).toEqual(["changed"]);
  });

  test("stays where it was merged, and another wants all of it", () => {
    const made = planFor({ read: ["foreign", "ours"], known: ["ours"], memory: merged, others: [all] });
    expect(made).toMatchObject({ writes: [], left: { ...merged, known: { values: ["ours"] } } });
  });

  test("stays without a word where the same resource declares it", () => {
    const made = planFor({ read: ["ours"], known: ["ours"], others: [{ ...all, holder: undefined }] });
    expect(made).toMatchObject({ writes: [], notes: [] });
    expect(made.left).toBeDefined();
  });

  test("stays even where somebody else has changed it, since another declares it", () => {
    expect(planFor({ read: ["new"], known: ["ours"], others: [all] })).toMatchObject({
      writes: [],
      conflicts: [],
    });
  });

  test("loses our values where others merge into it, but for those that they declare", () => {
    const made = planFor({
      read: ["a", "b", "foreign", "theirs"],
      known: ["a", "b"],
      memory: merged,
      others: [wants("b", "theirs")],
    });
    expect(made).toMatchObject({
      writes: [["b", "foreign", "theirs"]],
      left: { merged: true, known: { values: ["b"] } },
    });
  });

  test("stays as it is where others declare all of ours", () => {
    const made = planFor({ read: ["a", "b"], known: ["a"], memory: merged, others: [wants("a", "b")] });
    expect(made).toMatchObject({ writes: [], notes: noted, left: { known: { values: ["a"] } } });
  });

  test("keeps what was found in it, though others merge", () => {
    const memory = { ...merged, found: { values: ["first"] } };
    const made = planFor({ read: ["first", "ours"], known: ["first", "ours"], memory, others: [wants("x")] });
    expect(made).toMatchObject({ writes: [["first"]], left: undefined });
  });

  test("does not vanish where it was all ours and others have yet to merge theirs into it", () => {
    const made = planFor({ read: ["a"], known: ["a"], others: [wants("b")] });
    expect(made).toMatchObject({ writes: [], left: { known: { values: ["a"] } } });
  });

  test("leaves what it had taken the place of to those who stay", () => {
    const memory = { found: { values: ["before"] } };
    const made = planFor({ read: ["a", "b"], known: ["a"], memory, others: [wants("b")] });
    expect(made).toMatchObject({ writes: [["b"]], left: { ...memory, known: { values: [] } } });
  });

  test("leaves what ours had displaced to those who merge into it", () => {
    const memory: SetMemory = { ...merged, displaced: true, found: { values: ["before"] } };
    const made = planFor({ read: ["a", "b"], known: ["a"], memory, others: [wants("b")] });
    expect(made).toMatchObject({ writes: [["b"]], left: { ...memory, known: { values: [] } } });
  });

  test("stays where it is to be kept, whatever others merge", () => {
    const made = planFor({ read: ["a"], known: ["a"], memory: merged, others: [wants()], onDestroy: "keep" });
    expect(made).toMatchObject({ writes: [], notes: [{ kind: "kept", key: TXT }] });
  });

  test("is a conflict where somebody changed it beside others", () => {
    const made = planFor({ read: ["a", "changed"], known: ["a", "c"], others: [wants("b")] });
    expect(made).toMatchObject({ writes: [], conflicts: ["changed"] });
  });

  test("needs nothing more where all of ours is gone beside others", () => {
    const made = planFor({ read: ["b"], known: ["a"], others: [wants("b")] });
    expect(made).toMatchObject({ writes: [], conflicts: [], left: undefined });
  });
});

describe("a value that is not declared any more", () => {
  test.each([
    ["is left to another that declares it", [wants("a")], ["a", "b"]],
    ["is left where what another declares is not known yet", [all], ["a", "b"]],
    ["goes where others declare other ones", [wants("b")], ["b"]],
  ])("%s", (_name, others, stands) => {
    const { writes } = planFor({
      read: ["a", "b"],
      known: ["a"],
      memory: merged,
      declared: ["b"],
      existing: "merge",
      others,
    });
    expect(writes).toEqual(stands.length === 2 ? [] : [stands]);
  });
});

describe("values of ours that are not declared any more", () => {
  const parting = (others: OtherDeclaration[], more: Partial<Case> = {}) =>
    planFor({
      read: ["foreign", "own", "x", "y"],
      known: ["own", "x", "y"],
      memory: merged,
      declared: ["own"],
      existing: "merge",
      others,
      ...more,
    });

  test("are left to others that want them, and the rest goes", () => {
    expect(parting([wants("y", "z")])).toMatchObject({ writes: [["foreign", "own", "y"]] });
    expect(parting([wants("y", "z")]).left).toEqual({ ...merged, known: { values: ["y"] } });
  });

  test("are all left where what others want is not known yet", () => {
    const made = parting([wants(), all]);
    expect(made.writes).toEqual([]);
    expect(made.left).toEqual({ ...merged, known: { values: ["x", "y"] } });
  });

  test("take along that they were found", () => {
    const memory = { ...merged, found: { values: ["foreign", "y"] } };
    expect(parting([wants("y")], { memory }).left).toEqual({
      ...merged,
      known: { values: ["y"] },
      found: { values: ["y"] },
    });
  });

  test("are left to nobody where nobody wants them", () => {
    expect(parting([])).toMatchObject({ writes: [["foreign", "own"]], left: undefined });
    expect(parting([wants("z")]).left).toBeUndefined();
  });
});

describe("a set that moves here", () => {
  const found = { ttl: 60, values: ["before"] };
  const leaving: Heritage = { known: { values: ["a"] }, found, state: "leaving" };

  test.each(["leaving", "left"] as const)(
    "is written though it stands there: known and found come along (%s)",
    state => {
      const made = planFor({ read: ["a"], declared: ["b"], heritage: [{ ...leaving, state }] });
      expect(made).toMatchObject({ writes: [["b"]], conflicts: [], memory: { found } });
    },
  );

  test("is adopted with what was found before the other", () => {
    const made = planFor({ read: ["a"], declared: ["a"], heritage: [leaving] });
    expect(made).toMatchObject({ writes: [], memory: { found } });
  });

  test("has nothing found before it where the other made it", () => {
    const made = planFor({
      read: ["a"],
      declared: ["a"],
      heritage: [{ known: { values: ["a"] }, state: "left" }],
    });
    expect(made.memory).toBeUndefined();
  });

  test("is somebody else's where the zone does not show what the other knew", () => {
    const made = planFor({ read: ["changed"], declared: ["b"], heritage: [leaving] });
    expect(made).toMatchObject({ writes: [], conflicts: ["exists"] });
  });

  test("is refused where it was merged beside foreign values", () => {
    const heritage: Heritage[] = [{ known: { values: ["a"] }, ...merged, state: "leaving" }];
    expect(planFor({ read: ["a", "x"], declared: ["a"], heritage }).conflicts).toEqual(["exists"]);
    expect(planFor({ read: ["a", "x"], declared: ["a"], heritage, existing: "replace" })).toMatchObject({
      writes: [["a"]],
      memory: { found: { values: ["x"] } },
    });
  });

  test("brings along what was found first, though somebody has changed it since", () => {
    const made = planFor({ read: ["changed"], declared: ["b"], heritage: [leaving], existing: "replace" });
    expect(made).toMatchObject({ writes: [["b"]], memory: { found } });
  });

  test("is somebody else's as long as another declares it", () => {
    const declared: Heritage = { ...leaving, state: "declared" };
    expect(planFor({ read: ["a"], declared: ["b"], heritage: [declared] }).conflicts).toEqual(["exists"]);
  });

  test("is written where all foreign values that it was merged beside are declared", () => {
    const beside: Heritage = { known: { values: ["a"] }, ...merged, state: "leaving" };
    const made = { read: ["a", "b", "x"], declared: ["a", "b", "n", "x"] };
    expect(planFor({ ...made, heritage: [beside] }).writes).toEqual([made.declared]);
    const alone: Heritage = { known: { values: ["b"] }, state: "left" };
    expect(planFor({ ...made, heritage: [beside, alone] }).conflicts).toEqual(["exists"]);
  });

  test("brings along nothing where we know it ourselves", () => {
    const made = planFor({ read: ["a"], known: ["a"], declared: ["b"], heritage: [leaving] });
    expect(made).toMatchObject({ writes: [["b"]], memory: undefined });
  });
});

describe("a value that moves into a merged set of ours", () => {
  const merge = { existing: "merge", declared: ["v"] } as const;
  const holder = (state: Heritage["state"], more: SetMemory = {}): Heritage => ({
    known: { values: ["v"] },
    ...merged,
    ...more,
    state,
  });

  test.each(["declared", "leaving", "left"] as const)("is not foreign where another wrote it (%s)", state => {
    const made = planFor({ ...merge, declared: ["v"], read: ["v"], heritage: [holder(state)] });
    expect(made).toMatchObject({ writes: [], memory: { merged: true } });
    expect(made.memory?.found).toBeUndefined();
  });

  test("is foreign where another had found it", () => {
    const heritage = [holder("leaving", { found: { values: ["v"] } })];
    const made = planFor({ ...merge, declared: ["v"], read: ["v"], heritage });
    expect(made.memory?.found?.values).toEqual(["v"]);
  });

  test("is not foreign either where we merge into the set already", () => {
    const known = { read: ["u", "v"], known: ["u"], memory: merged, existing: "merge" } as const;
    const made = planFor({
      ...known,
      read: ["u", "v"],
      known: ["u"],
      declared: ["u", "v"],
      heritage: [holder("left")],
    });
    expect(made.memory).toEqual(merged);
  });

  test("has taken the place of nothing where the other had not either", () => {
    const found = { values: ["first"] };
    const heritage: Heritage[] = [
      { known: { values: ["a", "first"] }, found, ...merged, state: "leaving" },
      { known: { values: ["first"] }, found, ...merged, state: "left" },
    ];
    const made = planFor({ ...merge, declared: ["v"], read: ["a", "first"], heritage });
    expect(made).toMatchObject({ writes: [["a", "first", "v"]] });
    expect(made.memory).toEqual({ merged: true, found: { ttl: 3600, values: ["first"] } });
  });

  test("finds nothing in a merged set that another has left", () => {
    const made = planFor({
      ...merge,
      declared: ["a", "v"],
      read: ["a", "x"],
      heritage: [{ known: { values: ["a"] }, ...merged, state: "left" }],
    });
    expect(made).toMatchObject({ writes: [["a", "v", "x"]] });
    expect(made.memory).toEqual(merged);
  });

  test("takes along what any of several had taken the place of", () => {
    const found = { values: ["before"] };
    const heritage: Heritage[] = [
      { known: { values: ["a"] }, found, state: "leaving" },
      { known: { values: ["a"] }, state: "left" },
    ];
    const { memory } = planFor({ ...merge, declared: ["v"], read: ["a"], heritage });
    expect(memory).toMatchObject({ merged: true, displaced: true, found });
  });

  test("takes along what the other had taken the place of", () => {
    const found = { values: ["before"] };
    const heritage: Heritage[] = [{ known: { values: ["a"] }, found, state: "leaving" }];
    const made = planFor({ ...merge, declared: ["v"], read: ["a"], heritage });
    expect(made).toMatchObject({ writes: [["a", "v"]], memory: { merged: true, displaced: true, found } });
  });

  test("takes the place of a set that was left standing until then", () => {
    const heritage: Heritage[] = [{ known: { values: ["a"] }, state: "left" }];
    expect(planFor({ ...merge, declared: ["v"], read: ["a"], heritage }).writes).toEqual([["v"]]);
  });

  test("comes with what another found of it, beside which all else that stands there is foreign", () => {
    const found = { values: ["first"] };
    const heritage: Heritage[] = [{ known: { values: ["first", "gone"] }, found, ...merged, state: "left" }];
    const made = planFor({ ...merge, declared: ["first", "x"], read: ["first", "x"], heritage });
    expect(made).toMatchObject({ writes: [], memory: { merged: true, found: { values: ["first", "x"] } } });
  });

  test("leaves to the one that is about to let go what is its own", () => {
    const heritage: Heritage[] = [{ known: { values: ["a"] }, ...merged, state: "leaving" }];
    expect(planFor({ ...merge, declared: ["v"], read: ["a"], heritage }).writes).toEqual([["a", "v"]]);
  });
});

describe("the day since when a set that comes over is known to stand", () => {
  const stood = (...since: (string | undefined)[]) => {
    const heritage = since.map((day): Heritage => ({
      known: { values: ["a"] },
      state: "left",
      ...(day !== undefined && { since: day }),
    }));
    return planFor({ read: ["a"], declared: ["a"], heritage }).memory;
  };

  test("is the first of which anybody knows who had it", () => {
    expect(stood("2026-03-02", undefined, "2026-03-01", "2026-04-01")).toMatchObject({ since: "2026-03-01" });
  });

  test("is not known where nobody knows one", () => {
    expect(stood(undefined)).toBeUndefined();
  });
});
