import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Heritage, KnownSet, OtherDeclaration } from "../../../provider/src/dns/intent";
import { both, minus, union, valuesOf } from "../../../provider/src/dns/contents";
import { pack } from "../../../provider/src/dns/patch";
import { plan } from "../../../provider/src/dns/plan";
import type { WireRecordSet } from "../../../provider/src/dns/types";
import { wire } from "./fixtures";
import { contentOf, patched, zoneOf } from "./model";
import { holdsFor } from "./property-runs";

const TXT = "TXT example.com";
const NAMES = ["a", "b", "c"] as const;
const VALUES = ["1", "2", "3", "4", "5"];

type Name = (typeof NAMES)[number];
type Declarations = Partial<Record<Name, readonly string[]>>;

/** Resources that merge values into one set, and what the process knows of them in one run. */
class Stack {
  readonly saved = new Map<Name, KnownSet>();
  #bequest: KnownSet | undefined;
  #declared: Declarations = {};
  constructor(public zone: WireRecordSet[]) {}

  get values(): readonly string[] {
    return valuesOf(contentOf(this.zone)[TXT]).toSorted();
  }

  /** One run: updates and creates in some order, then deletions. */
  run(declared: Declarations, order: readonly Name[]): void {
    this.#declared = declared;
    this.#bequest = undefined;
    for (const name of order) if (declared[name] !== undefined) this.#step(name, declared[name]);
    for (const name of order) if (declared[name] === undefined) this.#step(name, []);
  }

  #others(except: Name): OtherDeclaration[] {
    return NAMES.flatMap(name => {
      const declared = this.#declared[name];
      const held = this.saved.get(name);
      if (name === except || declared === undefined) return [];
      const own = held ? minus(held.known.values, valuesOf(held.found)) : [];
      return [{ holder: name, values: [...declared, ...own] }];
    });
  }

  #heritage(except: Name): Heritage[] {
    const held = [...this.saved].flatMap(([name, set]): Heritage[] =>
      name === except ? [] : [{ ...set, state: this.#declared[name] ? "declared" : "leaving" }],
    );
    return this.#bequest ? [...held, { ...this.#bequest, state: "left" }] : held;
  }

  #step(name: Name, values: readonly string[]): void {
    const before = this.saved.get(name);
    const isGoing = values.length === 0;
    if (isGoing && before === undefined) return;
    const made = plan(zoneOf(this.zone), {
      declared: isGoing ? {} : { [TXT]: { values: values.toSorted() } },
      known: before ? { [TXT]: before.known } : {},
      memory: before ? { [TXT]: before } : {},
      existing: "merge",
      onDestroy: "restore",
      others: () => this.#others(name),
      heritage: () => this.#heritage(name),
    });
    expect(made.conflicts).toEqual([]);
    for (const { body } of pack(made.changes)) this.zone = patched(this.zone, body);
    const left = made.left[TXT];
    if (left !== undefined) this.#leave(left);
    if (isGoing) this.saved.delete(name);
    else this.saved.set(name, { known: { values: values.toSorted() }, ...made.memory[TXT] });
  }

  #leave(left: KnownSet): void {
    const found = union("TXT", this.#bequest?.found, left.found);
    const known = union("TXT", this.#bequest?.known, left.known) ?? left.known;
    this.#bequest = { known, merged: true, ...(found && { found }) };
  }
}

const some = fc.subarray(VALUES, { minLength: 1 });
const declarations: fc.Arbitrary<Declarations> = fc.record(
  { a: some, b: some, c: some },
  { requiredKeys: [] },
);
const orders = fc.shuffledSubarray([...NAMES], { minLength: 3, maxLength: 3 });
const runs = fc.array(fc.tuple(declarations, orders), { minLength: 1, maxLength: 6 });

describe("up to three resources that merge into one set, in any order", () => {
  test("hold what is declared and what was foreign, and never anything else", () => {
    holdsFor(
      fc.property(fc.subarray(VALUES), runs, (foreign, runs) => {
        const stack = new Stack(foreign.length === 0 ? [] : [wire(TXT, ...foreign)]);
        for (const [declared, order] of runs) {
          stack.run(declared, order);
          const wanted = new Set([...foreign, ...Object.values(declared).flat()]);
          expect(stack.values).toEqual([...wanted].toSorted());
        }
      }),
    );
  });

  test("leave the foreign values as they were, once all are gone", () => {
    holdsFor(
      fc.property(fc.subarray(VALUES), runs, orders, (foreign, runs, order) => {
        const stack = new Stack(foreign.length === 0 ? [] : [wire(TXT, ...foreign)]);
        for (const [declared, order] of runs) stack.run(declared, order);
        stack.run({}, order);
        expect(stack.values).toEqual([...foreign].toSorted());
        expect(stack.saved.size).toBe(0);
      }),
    );
  });
});

describe("letting go", () => {
  const content = fc.subarray(VALUES, { minLength: 1 }).map(values => ({ values }));
  const memory = fc.record(
    { found: content, merged: fc.constant(true as const), displaced: fc.constant(true as const) },
    { requiredKeys: [] },
  );
  const others = fc.array(
    fc.record({
      holder: fc.constant("other"),
      values: fc.oneof(fc.constant("all" as const), fc.subarray(VALUES)),
    }),
    { minLength: 1, maxLength: 3 },
  );

  test("never removes a value that anybody declares, whatever is known and found", () => {
    holdsFor(
      fc.property(
        content,
        content,
        memory,
        others,
        fc.constantFrom("restore", "delete", "keep"),
        (read, known, memory, others, onDestroy) => {
          const { changes } = plan(zoneOf([wire(TXT, ...read.values)]), {
            declared: {},
            known: { [TXT]: known },
            memory: { [TXT]: memory },
            existing: "refuse",
            onDestroy,
            others: () => others,
          });
          const declared = others.flatMap(({ values }) => (values === "all" ? VALUES : values));
          for (const { removed } of changes) expect(both(removed, declared)).toEqual([]);
        },
      ),
    );
  });
});
