import { describe, expect, test } from "@jest/globals";
import { describeConflict, secretly } from "../../../provider/src/dns/describe";
import type { Intent, SetMemory } from "../../../provider/src/dns/intent";
import { plan } from "../../../provider/src/dns/plan";
import { readZone } from "../../../provider/src/dns/zone";
import { sets, wire } from "./fixtures";

const TXT = "TXT example.com";
const LONG = `v=DKIM1; k=rsa; p=${"A".repeat(300)}`;
const CUT = "v=DKIM1; k=rsa";

const planFor = (read: string[], declared: string[], memory: SetMemory, more: Partial<Intent> = {}) =>
  plan(readZone("example.com", [wire(TXT, ...read)]), {
    declared: declared.length === 0 ? {} : sets({ [TXT]: declared }),
    known: sets({ [TXT]: [CUT] }),
    memory: { [TXT]: memory },
    existing: "replace",
    onDestroy: "restore",
    ...more,
  });

const sent = { values: [LONG] };

describe("a set of which Wix shows something else than was sent", () => {
  test.each<[string, Intent["existing"], string[], SetMemory]>([
    ["all ours", "refuse", [CUT], { sent }],
    ["all ours in place of others'", "replace", [CUT], { sent, found: { values: ["theirs"] } }],
    ["merged", "merge", [CUT, "theirs"], { sent, merged: true, found: { values: ["theirs"] } }],
  ])("is not sent again: %s", (_how, existing, read, memory) => {
    const made = planFor(read, [LONG], memory, { existing });
    expect(made.changes).toEqual([]);
    expect(made.conflicts).toMatchObject([{ kind: "shown-otherwise", key: TXT, declared: sent }]);
    expect(made.memory[TXT]).toMatchObject(memory);
  });

  test.each([
    ["as Wix shows it", [CUT], []],
    ["as another text", ["v=DKIM1; p=B"], [["v=DKIM1; p=B"]]],
    ["with another text beside it", [LONG, "more"], [[LONG, "more"].toSorted()]],
  ])("can be declared %s, and what was sent is forgotten", (_how, declared, writes) => {
    const { changes, conflicts, memory } = planFor([CUT], declared, { sent });
    expect(conflicts).toEqual([]);
    expect(changes.map(({ add }) => add?.values)).toEqual(writes);
    expect(memory[TXT] ?? {}).not.toHaveProperty("sent");
  });

  test("is sent with another time to live", () => {
    const declared = { [TXT]: { values: [LONG], ttl: 60 } };
    expect(planFor([CUT], [], { sent }, { declared }).changes).toHaveLength(1);
    expect(planFor([CUT], [], { sent: { ...sent, ttl: 60 } }).changes).toHaveLength(1);
    const again = planFor([CUT], [], { sent: { ...sent, ttl: 60 } }, { declared });
    expect(again.conflicts.map(({ kind }) => kind)).toEqual(["shown-otherwise"]);
  });

  test("is somebody else's once it was changed", () => {
    const { changes, conflicts } = planFor(["theirs"], [LONG], { sent });
    expect([changes, conflicts.map(({ kind }) => kind)]).toEqual([[], ["changed"]]);
  });

  test("goes when it is not declared any more", () => {
    const [change] = planFor([CUT], [], { sent }).changes;
    expect(change).toMatchObject({ remove: [wire(TXT, CUT)], removed: [CUT] });
    expect(change?.add).toBeUndefined();
  });

  test("is ours where it was perhaps sent, and then not sent again", () => {
    const more = { known: {}, maybe: sets({ [TXT]: [LONG] }), existing: "refuse" as const };
    expect(planFor([CUT], [LONG], {}, more).conflicts.map(({ kind }) => kind)).toEqual(["shown-otherwise"]);
    expect(planFor([CUT], [], {}, more).changes).toMatchObject([{ removed: [CUT] }]);
    expect(planFor(["theirs"], [LONG], {}, more).conflicts.map(({ kind }) => kind)).toEqual(["exists"]);
    const beside = { ...more, existing: "merge" as const };
    expect(planFor([CUT, "theirs"], [], { merged: true }, beside).changes).toMatchObject([
      { removed: [CUT] },
    ]);
  });

  test("is told with both, or with neither where it is secret", () => {
    const [conflict] = planFor([CUT], [LONG], { sent }).conflicts;
    if (conflict === undefined) throw new Error("no conflict");
    expect(describeConflict(conflict)).toMatch(
      new RegExp(
        `^TXT example.com: .*\n  sent +${LONG}\n  Wix shows +${CUT}\n[^]*It was sent before[^]*by dig`,
      ),
    );
    expect(describeConflict(conflict, secretly)).not.toContain("DKIM1");
  });
});
