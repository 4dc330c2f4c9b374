/*
 * What a sequence is made of. Commands are plain data and name things by numbers that are taken modulo what there is, so
 * every command means something after any other was taken away: that is what makes shrinking work.
 */
import * as fc from "fast-check";
import { FAULT_KINDS, type Fault } from "../harness/faults.ts";
import type { Weather } from "../harness/world.ts";

export const EXISTING = ["replace", "merge", "refuse"] as const;
export const ON_DESTROY = ["restore", "delete", "keep"] as const;

export type Existing = (typeof EXISTING)[number];
export type OnDestroy = (typeof ON_DESTROY)[number];

/** A record set and a non-empty choice of its values, as bits. */
export interface SetChoice {
  readonly set: number;
  readonly values: number;
}

/** A change of the program. `which` counts its resources. */
export type Edit =
  | {
      readonly kind: "declare records";
      readonly name: number;
      readonly parent: number;
      readonly zone: number;
      readonly sets: readonly SetChoice[];
      /** More sets than go into one request. */
      readonly many: boolean;
      readonly existing: Existing;
      readonly onDestroy: OnDestroy;
    }
  | {
      readonly kind: "declare package";
      readonly name: number;
      readonly parent: number;
      readonly product: number;
      /** With an external id of its own, which it keeps under every name. */
      readonly named: boolean;
      readonly onDestroy: "keep" | "cancel";
    }
  /** Puts the plan of a package, by its number among them, onto a site. */
  | {
      readonly kind: "declare assignment";
      readonly name: number;
      readonly parent: number;
      readonly of: number;
      readonly site: number;
    }
  | {
      readonly kind: "declare connected";
      readonly name: number;
      readonly parent: number;
      readonly domain: number;
      readonly role: number;
    }
  | {
      readonly kind: "declare place";
      readonly name: number;
      readonly parent: number;
      readonly domain: number;
      readonly role: number;
    }
  | {
      readonly kind: "declare registered";
      readonly name: number;
      readonly parent: number;
      readonly of: number;
      readonly domain: number;
      readonly role: number;
    }
  | { readonly kind: "drop"; readonly which: number }
  | { readonly kind: "cancel on destroy"; readonly which: number; readonly value: boolean }
  | { readonly kind: "change set"; readonly which: number; readonly choice: SetChoice }
  | { readonly kind: "drop set"; readonly which: number; readonly set: number }
  | { readonly kind: "move set"; readonly which: number; readonly to: number; readonly set: number }
  | { readonly kind: "move value"; readonly which: number; readonly to: number; readonly set: number }
  | { readonly kind: "existing"; readonly which: number; readonly word: Existing }
  | { readonly kind: "on destroy"; readonly which: number; readonly word: OnDestroy }
  | {
      readonly kind: "rename";
      readonly which: number;
      readonly name: number;
      readonly parent: number;
      readonly alias: boolean;
    }
  | { readonly kind: "forget aliases"; readonly which: number }
  | { readonly kind: "swap"; readonly which: number; readonly with: number }
  | { readonly kind: "depend"; readonly which: number; readonly on: number }
  | { readonly kind: "independent"; readonly which: number }
  | { readonly kind: "delete before replace"; readonly which: number; readonly value: boolean }
  | { readonly kind: "replace on changes"; readonly which: number; readonly value: boolean };

/** A second writer. */
export interface ForeignEdit {
  readonly kind: "foreign edit";
  readonly zone: number;
  readonly set: number;
  readonly how: "add" | "take" | "delete";
  readonly value: number;
}

export interface Run {
  readonly kind: "up" | "preview" | "refresh" | "destroy" | "destroy --run-program";
  readonly refresh: boolean;
  /** Counts the program's resources; those of `--target` and `--replace`. */
  readonly target: readonly number[];
  readonly replace: readonly number[];
  readonly weather: Weather;
}

export type Command = Edit | ForeignEdit | Run;

const number = fc.nat({ max: 11 });

const choice: fc.Arbitrary<SetChoice> = fc.record({ set: number, values: fc.nat({ max: 6 }) });
const existing = fc.constantFrom(...EXISTING);
/** Mostly as by default: the other two words allow a loss, and hide others. */
const onDestroy = fc.oneof(
  { arbitrary: fc.constant<OnDestroy>("restore"), weight: 4 },
  fc.constantFrom(...ON_DESTROY),
);

const kind = <Kind extends Command["kind"]>(name: Kind): fc.Arbitrary<Kind> => fc.constant(name);

export const declareRecords: fc.Arbitrary<Edit> = fc.record({
  kind: kind("declare records"),
  name: number,
  parent: number,
  zone: number,
  sets: fc.array(choice, { minLength: 1, maxLength: 3 }),
  many: fc.nat({ max: 19 }).map(one => one === 19),
  existing,
  onDestroy,
});

const named = { name: number, parent: number };

const declareOthers: fc.Arbitrary<Edit> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: kind("declare package"),
      ...named,
      product: number,
      named: fc.boolean(),
      onDestroy: fc.constantFrom("keep", "cancel"),
    }),
    weight: 2,
  },
  fc.record({ kind: kind("declare assignment"), ...named, of: number, site: number }),
  fc.record({ kind: kind("declare connected"), ...named, domain: number, role: number }),
  fc.record({ kind: kind("declare place"), ...named, domain: number, role: number }),
  fc.record({ kind: kind("declare registered"), ...named, of: number, domain: number, role: number }),
);

/** Any change of the program. */
export const edits: fc.Arbitrary<Edit> = fc.oneof(
  { arbitrary: declareRecords, weight: 5 },
  { arbitrary: declareOthers, weight: 5 },
  fc.record({ kind: kind("cancel on destroy"), which: number, value: fc.boolean() }),
  { arbitrary: fc.record({ kind: kind("drop"), which: number }), weight: 2 },
  fc.record({ kind: kind("change set"), which: number, choice }),
  fc.record({ kind: kind("drop set"), which: number, set: number }),
  fc.record({ kind: kind("move set"), which: number, to: number, set: number }),
  fc.record({ kind: kind("move value"), which: number, to: number, set: number }),
  fc.record({ kind: kind("existing"), which: number, word: existing }),
  fc.record({ kind: kind("on destroy"), which: number, word: onDestroy }),
  {
    arbitrary: fc.record({
      kind: kind("rename"),
      which: number,
      name: number,
      parent: number,
      alias: fc.boolean(),
    }),
    weight: 2,
  },
  fc.record({ kind: kind("forget aliases"), which: number }),
  fc.record({ kind: kind("swap"), which: number, with: number }),
  fc.record({ kind: kind("depend"), which: number, on: number }),
  fc.record({ kind: kind("independent"), which: number }),
  fc.record({ kind: kind("delete before replace"), which: number, value: fc.boolean() }),
  fc.record({ kind: kind("replace on changes"), which: number, value: fc.boolean() }),
);

const foreignEdit: fc.Arbitrary<ForeignEdit> = fc.record({
  kind: kind("foreign edit"),
  zone: number,
  set: number,
  how: fc.constantFrom("add", "take", "delete"),
  value: number,
});

const fault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom(...FAULT_KINDS),
  performed: fc.boolean(),
  at: fc.oneof(fc.constant(0), fc.nat({ max: 4 })),
  times: fc.constantFrom(1, 1, 2, 12),
  writesOnly: fc.boolean(),
});

const weather: fc.Arbitrary<Weather> = fc.record({
  faults: fc.oneof(
    { arbitrary: fc.constant<Fault[]>([]), weight: 1 },
    { arbitrary: fc.array(fault, { minLength: 1, maxLength: 2 }), weight: 1 },
  ),
  registrations: fc.oneof(
    fc.constant([0]),
    fc.array(fc.constantFrom(0, 10, 50, 1_000), { minLength: 1, maxLength: 3 }),
  ),
  latencies: fc.oneof(
    fc.constant([20]),
    fc.array(fc.constantFrom(5, 20, 60, 400), { minLength: 1, maxLength: 4 }),
  ),
});

const few = fc.oneof(
  { arbitrary: fc.constant<number[]>([]), weight: 6 },
  fc.array(number, { minLength: 1, maxLength: 2 }),
);

const runs: fc.Arbitrary<Run> = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constant<Run["kind"]>("up"), weight: 12 },
    fc.constantFrom("preview", "refresh", "destroy", "destroy --run-program"),
  ),
  refresh: fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, fc.constant(true)),
  target: few,
  replace: few,
  weather,
});

/** On average. */
export const LENGTH = 20;

export interface Sequence {
  /** Wix does as little for those who call it as its documentation allows. */
  readonly hostile: boolean;
  readonly commands: readonly Command[];
}

const commands: fc.Arbitrary<Command[]> = fc.noBias(
  fc.array(
    fc.oneof<fc.MaybeWeightedArbitrary<Command>[]>(
      { arbitrary: edits, weight: 6 },
      { arbitrary: runs, weight: 5 },
      { arbitrary: foreignEdit, weight: 1 },
    ),
    { minLength: 1, maxLength: 2 * LENGTH - 1, size: "max" },
  ),
);

export const sequences: fc.Arbitrary<Sequence> = fc.record({ hostile: fc.boolean(), commands });
