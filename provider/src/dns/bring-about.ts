/* A declared set: what has to change in the zone, and what is to be remembered; see plan.ts for the terms. */
import { both, contains, equals, holds, minus, union, valuesOf, without } from "./contents";
import type { Change, Conflict, Intent, KnownSet, SetMemory } from "./intent";
import { listFaults } from "./rules/value-lists";
import type { RecordSetContent } from "./types";
import { canonicalContent } from "./values";
import { changeTo, type Versions } from "./versions";

export interface BroughtAbout {
  change?: Change;
  conflict?: Conflict;
  memory: SetMemory;
  /** Values that are not declared any more, and stay for others. */
  left?: KnownSet;
}

const remembered = (found: RecordSetContent | undefined, more: SetMemory = {}): SetMemory => ({
  ...(found && found.values.length > 0 && { found }),
  ...more,
});

/** What of a set as read was there before us and is no other resource's either. */
const foreignIn = (versions: Versions, read: RecordSetContent): RecordSetContent | undefined =>
  without(read, versions.othersOwn);

/** What was sent in vain is not sent again: Wix would show it as it does now. */
const sentInVain = (
  { key, memory, known }: Versions,
  declared: RecordSetContent,
  read: RecordSetContent,
  kept: SetMemory,
): BroughtAbout | undefined =>
  known !== undefined && memory.sent !== undefined && isSame(memory.sent, declared)
    ? {
        conflict: { kind: "shown-otherwise", key, declared, read },
        memory: { ...kept, sent: memory.sent },
      }
    : undefined;

const isSame = (a: RecordSetContent, b: RecordSetContent): boolean => equals(a, b) && equals(b, a);

/** What was found, as a set that is to be all ours has to remember it. */
const foundBesideUs = (versions: Versions): RecordSetContent | undefined => {
  const { type, known, read, memory, merged, othersOwn } = versions;
  if (read === undefined) return memory.found;
  if (known === undefined) return memory.found ?? foreignIn(versions, read);
  if (!merged) return memory.found;
  const ours = minus(known.values, valuesOf(memory.found));
  const beside = without(read, [...ours, ...othersOwn], memory.found?.ttl);
  return union(type, beside, memory.displaced ? memory.found : undefined);
};

const changed = (
  { key, read }: Versions,
  known: RecordSetContent,
  declared: RecordSetContent,
): Pick<BroughtAbout, "conflict"> => ({ conflict: { kind: "changed", key, declared, known, read } });

/** A set that is to be all ours. */
const own = (versions: Versions, declared: RecordSetContent, { existing }: Intent): BroughtAbout => {
  const { key, known, read, merged, othersOwn } = versions;
  const memory = remembered(foundBesideUs(versions));
  if (read === undefined)
    return known === undefined
      ? { change: changeTo(versions, declared), memory }
      : { ...changed(versions, known, declared), memory };
  if (equals(read, declared)) return { memory };
  if (known !== undefined && !holds(read, known, merged))
    return { ...changed(versions, known, declared), memory };
  const inVain = sentInVain(versions, declared, read, memory);
  if (inVain !== undefined) return inVain;
  const foreign = minus(read.values, [...valuesOf(known), ...othersOwn, ...declared.values]);
  if ((known === undefined || foreign.length > 0) && existing !== "replace")
    return { conflict: { kind: "exists", key, declared, read }, memory };
  return { change: changeTo(versions, declared), memory };
};

/** What was found in a set that ours are merged into: values that stood there before we declared them stay foreign. */
const foundWithin = (versions: Versions, declared: RecordSetContent): RecordSetContent | undefined => {
  const { type, known, read, memory } = versions;
  if (read === undefined) return memory.found;
  if (known === undefined) return memory.found ?? foreignIn(versions, read);
  const fresh = both(minus(declared.values, known.values), read.values);
  return union(type, memory.found, { values: minus(fresh, versions.othersOwn) });
};

/** Values of ours that are not declared any more: those that go, and those that others want. */
const parting = (
  { key, known }: Versions,
  declared: RecordSetContent,
  before: readonly string[],
  { others }: Intent,
): { going: string[]; staying: string[] } => {
  const values = minus(valuesOf(known), declared.values);
  const wanted = others?.(key) ?? [];
  const isWanted = (value: string): boolean =>
    wanted.some(other => other.values === "all" || other.values.includes(value));
  return {
    going: minus(values, before).filter(value => !isWanted(value)),
    staying: values.filter(isWanted),
  };
};

/** What of a merged set goes along with values that stay for others. */
const leftOf = (values: readonly string[], found: RecordSetContent | undefined): KnownSet => {
  const among = both(valuesOf(found), values);
  return {
    known: { values: [...values] },
    merged: true,
    ...(among.length > 0 && { found: { values: among } }),
  };
};

/** A set in which ours stand beside foreign values. */
const beside = (versions: Versions, declared: RecordSetContent, intent: Intent): BroughtAbout => {
  const { key, type, known, read, merged, memory } = versions;
  const found = foundWithin(versions, declared);
  const isDisplaced =
    memory.displaced === true ||
    (known !== undefined && !merged && minus(valuesOf(memory.found), valuesOf(read)).length > 0);
  const kept = remembered(found, { merged: true, ...(isDisplaced && { displaced: true }) });
  if (read === undefined)
    return known === undefined
      ? { change: changeTo(versions, declared), memory: kept }
      : { ...changed(versions, known, declared), memory: kept };
  // A value that stood there before us is not ours to remove, unless the user wants ours deleted without looking back.
  const before = intent.onDestroy === "delete" ? [] : valuesOf(found);
  const { going, staying } = parting(versions, declared, before, intent);
  const left = staying.length > 0 && { left: leftOf(staying, found) };
  const target = canonicalContent(type, [...minus(read.values, going), ...declared.values], declared.ttl);
  if (equals(read, target)) return { memory: kept, ...left };
  if (known !== undefined && !contains(read, known))
    return { ...changed(versions, known, declared), memory: kept };
  const inVain = sentInVain(versions, declared, read, kept);
  if (inVain !== undefined) return inVain;
  const reasons = minus(listFaults(type, target.values), listFaults(type, read.values));
  return reasons.length === 0
    ? { change: changeTo(versions, target), memory: kept, ...left }
    : { conflict: { kind: "unmergeable", key, declared, read, reasons }, memory: kept };
};

export const bringAbout = (versions: Versions, declared: RecordSetContent, intent: Intent): BroughtAbout =>
  (versions.merges ? beside : own)(versions, declared, intent);
