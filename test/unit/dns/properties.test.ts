import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalRecords } from "../../../provider/src/dns/canonical";
import { pack } from "../../../provider/src/dns/patch";
import { plan, type Intent, type Plan } from "../../../provider/src/dns/plan";
import { RECORD_TYPES, type RecordSets, type WireRecordSet } from "../../../provider/src/dns/types";
import { canonicalValue } from "../../../provider/src/dns/values";
import { propertyRuns, propertySeed } from "../../support/runs";
import { asTyped, manyRecordSets, mergeableRecordSets, random, recordSets, toWire } from "./arbitraries";
import { intent } from "./fixtures";
import { contentOf, patched, zoneOf } from "./model";

/** Runs of each property, and seven times as many of spellings that must make no changes. */
const RUNS = propertyRuns(15_000);
const SEED = propertySeed(1035);
process.stdout.write(`properties: PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}\n`);

const existing = fc.constantFrom("refuse", "merge", "replace");
const onDestroy = fc.constantFrom("restore", "delete", "keep");

const holdsFor = <Values extends [unknown, ...unknown[]]>(property: fc.IProperty<Values>, runs = RUNS) => {
  fc.assert(property, { seed: SEED, numRuns: runs });
};

/** Makes a plan true, call by call. @returns the zone after each call */
function applied(start: readonly WireRecordSet[], { changes, conflicts }: Plan): WireRecordSet[][] {
  if (conflicts.length > 0) throw new Error(`conflict: ${JSON.stringify(conflicts)}`);
  const steps = [[...start]];
  for (const { body } of pack(changes)) steps.push(patched(steps.at(-1) ?? [], body));
  return steps;
}

/** Plans and applies. @returns the zone afterwards, and what the resource then knows */
function run(start: readonly WireRecordSet[], parts: Partial<Intent>) {
  const made = plan(zoneOf(start), intent(parts));
  const zone = applied(start, made).at(-1) ?? [];
  return { zone, known: parts.declared ?? {}, found: made.found };
}

const withoutTtl = (sets: RecordSets): Record<string, string[]> =>
  Object.fromEntries(Object.entries(sets).map(([key, { values }]) => [key, values]));

/** Those sets of a zone that a program does not declare. */
const foreign = (zone: readonly WireRecordSet[], declared: RecordSets) =>
  zone.filter(({ type, hostName }) => declared[`${type} ${hostName}`] === undefined);

describe("spellings", () => {
  test("of the same records come to the same canonical records", () => {
    holdsFor(
      fc.property(recordSets, random, (sets, random) => {
        const { records, failures } = canonicalRecords("example.com", asTyped(sets, random));
        expect(failures).toEqual([]);
        expect(records).toEqual(sets);
      }),
    );
  });

  test("of what stands in a zone make no changes, on create and afterwards", () => {
    holdsFor(
      fc.property(recordSets, random, (sets, random) => {
        const zone = zoneOf(toWire(sets, random));
        const declared = canonicalRecords("example.com", asTyped(sets, random)).records as RecordSets;
        for (const known of [{}, declared]) {
          const { changes, conflicts } = plan(zone, intent({ declared, known }));
          expect(changes.length + conflicts.length).toBe(0);
        }
      }),
      RUNS * 7,
    );
  });

  test("in canonical form stay as they are, whatever was typed", () => {
    const text = fc.string({
      unit: fc.constantFrom(...'a F 0 9 . : - _ @ * é \\ "'.split(" "), " "),
      maxLength: 12,
    });
    const record = fc.record({
      type: fc.constantFrom(...RECORD_TYPES),
      hostName: fc.oneof(text, fc.constantFrom("@", "www", "_x._tcp", "*")),
      values: fc.array(
        fc.oneof(text, fc.constantFrom("0 .", "::1", "192.0.2.1", "10 a.b", "1 2 3 a.b", "a.b.")),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
    });
    holdsFor(
      fc.property(fc.array(record, { maxLength: 2 }), given => {
        for (const { type, values } of given) {
          const canonical = values.map(value => canonicalValue(type, value));
          expect(canonical.map(value => canonicalValue(type, value))).toEqual(canonical);
        }
        const first = canonicalRecords("example.com", given);
        if (first.failures.length === 0)
          expect(canonicalRecords("example.com", first.records)).toEqual(first);
      }),
    );
  });
});

describe("a plan", () => {
  test("names only what is declared or known", () => {
    holdsFor(
      fc.property(
        fc.tuple(recordSets, recordSets, recordSets, recordSets),
        random,
        existing,
        onDestroy,
        ([start, declared, known, found], random, existing, onDestroy) => {
          const made = plan(zoneOf(toWire(start, random)), { declared, known, found, existing, onDestroy });
          const named = [...made.changes, ...made.conflicts, ...made.notes].map(({ key }) => key);
          const ours = new Set([...Object.keys(declared), ...Object.keys(known)]);
          expect([...named, ...Object.keys(made.found)].filter(key => !ours.has(key))).toEqual([]);
        },
      ),
    );
  });

  test("brings the zone from whatever stands there to what is declared", () => {
    holdsFor(
      fc.property(recordSets, recordSets, random, (start, declared, random) => {
        const wire = toWire(start, random);
        const { zone } = run(wire, { declared, existing: "replace" });
        expect(contentOf(zone)).toMatchObject(declared);
        expect(foreign(zone, declared)).toEqual(foreign(wire, declared));
      }),
    );
  });

  test("merges ours with whatever stands there", () => {
    holdsFor(
      fc.property(recordSets, mergeableRecordSets, random, (start, declared, random) => {
        const wire = toWire(start, random);
        const { zone } = run(wire, { declared, existing: "merge" });
        const content = contentOf(zone);
        for (const [key, { values, ttl }] of Object.entries(declared)) {
          const together = new Set([...values, ...(start[key]?.values ?? [])]);
          expect(new Set(content[key]?.values)).toEqual(together);
          if (ttl !== undefined) expect(content[key]?.ttl).toBe(ttl);
        }
        expect(foreign(zone, declared)).toEqual(foreign(wire, declared));
      }),
    );
  });

  test("on destroy brings the zone back to its start, also after an update", () => {
    const restored = (existing: "merge" | "replace", sets: fc.Arbitrary<RecordSets>) =>
      fc.property(recordSets, sets, sets, random, (start, first, second, random) => {
        const wire = toWire(start, random);
        const created = run(wire, { declared: first, existing });
        const updated = run(created.zone, { ...created, declared: second, existing });
        const destroyed = run(updated.zone, { ...updated, existing });
        expect(contentOf(destroyed.zone)).toEqual(contentOf(wire));
        expect(destroyed.found).toEqual({});
      });
    holdsFor(restored("replace", recordSets), RUNS / 2);
    holdsFor(restored("merge", mergeableRecordSets), RUNS / 2);
  });

  test("planned again after any of its calls finishes the rest", () => {
    holdsFor(
      fc.property(manyRecordSets, manyRecordSets, random, (start, declared, random) => {
        const wire = toWire(start, random);
        const steps = applied(wire, plan(zoneOf(wire), intent({ declared, existing: "replace" })));
        for (const step of steps) expect(foreign(step, declared)).toEqual(foreign(wire, declared));
        const stoppedAt = random.oneOf(steps);
        const { zone } = run(stoppedAt, { declared, existing: "replace" });
        expect(withoutTtl(contentOf(zone))).toEqual({
          ...withoutTtl(contentOf(wire)),
          ...withoutTtl(declared),
        });
      }),
      RUNS / 10,
    );
  });
});
