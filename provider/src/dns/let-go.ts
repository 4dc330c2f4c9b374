/* A set that is not declared any more: what of it goes, and what stays; see plan.ts for the terms. */
import { both, contains, equals, minus, union, valuesOf, without } from "./contents";
import type { Change, Conflict, Intent, KnownSet, Note, OtherDeclaration } from "./intent";
import type { RecordSetContent, RecordSetKey } from "./types";
import { listFaults } from "./rules/value-lists";
import { changeTo, type Versions } from "./versions";

export interface LetGo {
  change?: Change;
  conflict?: Conflict;
  note?: Note;
  /** What of it stays for others. */
  left?: KnownSet;
}

/** @param staying values that stay; whoever wants them is named */
const noteOf = (
  key: string,
  others: readonly OtherDeclaration[],
  staying: readonly string[] = [],
): Pick<LetGo, "note"> => {
  const wanting = others.filter(({ values }) => values === "all" || both(values, staying).length > 0);
  const holder = [...wanting, ...others].find(other => other.holder !== undefined)?.holder;
  return holder === undefined ? {} : { note: { kind: "held-by-another", key, holder } };
};

/** What was taken away when ours first stood alone comes back beside what stands there now, unless both cannot stand. */
const withDisplaced = (
  { type, memory }: Versions,
  rest: RecordSetContent | undefined,
  before: RecordSetContent | undefined,
): RecordSetContent | undefined => {
  if (!memory.displaced) return rest;
  const together = union(type, before, rest);
  const faults = minus(listFaults(type, valuesOf(together)), listFaults(type, valuesOf(rest)));
  return faults.length === 0 ? together : rest;
};

/** Others want values of it too: ours go, but for those. */
const leaveToOthers = (
  versions: Versions,
  known: RecordSetContent,
  read: RecordSetContent,
  before: RecordSetContent | undefined,
  others: readonly OtherDeclaration[],
): LetGo => {
  const { key, memory, merged } = versions;
  const theirs = others.flatMap(({ values }) => (values === "all" ? [] : values));
  const rest = without(read, minus(known.values, [...theirs, ...valuesOf(before)]), before?.ttl);
  const staying = both(known.values, theirs);
  const isOwed = memory.found !== undefined && (!merged || memory.displaced === true);
  const left = (staying.length > 0 || isOwed) && { left: { ...memory, known: { values: staying } } };
  if (rest !== undefined && equals(read, rest)) return { ...noteOf(key, others, staying), ...left };
  if (!merged && !contains(read, known)) return changed(key, known, read);
  // They have yet to put theirs in its place: a set that was all ours does not vanish meanwhile.
  if (rest === undefined && !merged) return { ...noteOf(key, others), left: { ...memory, known } };
  return { change: changeTo(versions, rest), ...left };
};

const changed = (key: RecordSetKey, known: RecordSetContent, read: RecordSetContent): LetGo => ({
  conflict: { kind: "changed", key, declared: undefined, known, read },
});

/** What somebody changed is not taken away: an error, unless somebody else may look after the set by now. */
const inDoubt = (
  key: RecordSetKey,
  known: RecordSetContent,
  read: RecordSetContent,
  { left }: Intent,
): LetGo => (left?.has(key) ? { note: { kind: "changed", key } } : changed(key, known, read));

export const letGo = (versions: Versions, intent: Intent): LetGo => {
  const { key, known, read, memory, merged } = versions;
  if (known === undefined) return {};
  const others = intent.others?.(key) ?? [];
  if (others.some(({ values }) => values === "all"))
    return { ...noteOf(key, others), left: { ...memory, known } };
  if (intent.onDestroy === "keep") return { note: { kind: "kept", key } };
  if (read === undefined) return {};
  const before =
    intent.onDestroy === "restore" && valuesOf(memory.found).length > 0 ? memory.found : undefined;
  if (others.length > 0) return leaveToOthers(versions, known, read, before, others);
  const target = merged
    ? withDisplaced(versions, without(read, minus(known.values, valuesOf(before)), before?.ttl), before)
    : before;
  if (target !== undefined && equals(read, target)) return { note: { kind: "as-found", key } };
  if (!merged && !equals(read, known)) return inDoubt(key, known, read, intent);
  return { change: changeTo(versions, target, minus(valuesOf(target), read.values)) };
};
