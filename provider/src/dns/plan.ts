/*
 * What has to change in a zone, by three versions of each record set.
 *
 * Terms
 *   declared   what the program wants to stand in the zone
 *   known      what the resource last knew of its sets: its state
 *   read       what the zone holds now
 *   found      what stood in the zone before the resource first wrote the set
 *   foreign    values of a set that the resource neither declares nor knows
 *   to hold    a set holds a wanted content if it equals it; where ours are merged beside foreign values, if it
 *              contains it
 *
 * Premise
 *   Others write to the zone as well, by hand and by machine. Only sets that are declared or known are looked at.
 *   What was read is overwritten only if it is what we last knew of it, or if the user said how to treat what exists.
 *   Planning on a zone where the plan stands already gives an empty plan, so a run that stopped half-way is resumed
 *   by planning again.
 *
 * Algorithm
 *   for each key that is declared or known, but neither NS nor SOA
 *     if declared
 *       target = declared, or read - (known - declared) + declared where ours are merged
 *       if nothing is read and nothing known: write             (new)
 *       if nothing is read, yet known:        conflict          (somebody deleted it)
 *       if read = target:                     nothing to do     (done, or adopted)
 *       if not known:                         conflict if existing = refuse or it cannot be merged, else write
 *       if read holds known:                  write, else conflict  (somebody changed it)
 *     else
 *       if to be kept, or held by another:    forget
 *       if nothing is read:                   nothing to do
 *       target = found, or nothing; where ours are merged, read - ours
 *       if read = target:                     nothing to do
 *       if read holds known, or merged:       write target, else conflict
 *   for each host name that gets a set
 *     if a CNAME would stand beside another set: conflict
 */
import { groupBy } from "./group-by";
import { splitKey } from "./key";
import { listFaults } from "./rules/value-lists";
import type { RecordSetContent, RecordSetKey, RecordSets, WireRecordSet } from "./types";
import { canonicalContent } from "./values";
import type { Zone } from "./zone";

export interface Intent {
  /** `{}` on destroy. */
  declared: RecordSets;
  /** As the resource last knew its sets; `{}` on create. Where ours are merged: our values only. */
  known: RecordSets;
  /** What stood in the zone before the resource first wrote a set; no entry, or no values: nothing. `{}` on create. */
  found: RecordSets;
  /** How to treat a set that stands in the zone with other content when it is first declared. */
  existing: "refuse" | "merge" | "replace";
  /** What becomes of a set that is known, but no longer declared. */
  onDestroy: "restore" | "delete" | "keep";
  /** Name of another resource that declares the set now: such a set is forgotten, never deleted. */
  heldByAnother?: (key: RecordSetKey) => string | undefined;
}

export interface Plan {
  /** To be made only where there are no conflicts; each key at most once. */
  changes: Change[];
  conflicts: Conflict[];
  /** {@link Intent.found} as it has to be kept once the changes are made. */
  found: RecordSets;
  notes: Note[];
}

/** What stands in the zone goes and what is to stand there comes, in one PATCH. */
export interface Change {
  key: RecordSetKey;
  type: string;
  /** In canonical form. */
  hostName: string;
  /** As read, to the letter; empty for a new set. */
  remove: readonly WireRecordSet[];
  /** Absent: the set goes. */
  add?: WireRecordSet;
}

/** Why a set is not written. */
export type Conflict =
  | { kind: "exists"; key: RecordSetKey; declared: RecordSetContent; read: RecordSetContent }
  | {
      kind: "unmergeable";
      key: RecordSetKey;
      declared: RecordSetContent;
      read: RecordSetContent;
      reasons: string[];
    }
  | {
      kind: "changed";
      key: RecordSetKey;
      declared: RecordSetContent | undefined;
      known: RecordSetContent;
      read: RecordSetContent | undefined;
    }
  | { kind: "cname"; key: RecordSetKey; other: RecordSetKey };

/** A set that the resource lets go of without deleting it: why. */
export type Note =
  | { kind: "kept"; key: RecordSetKey }
  | { kind: "as-found"; key: RecordSetKey }
  | { kind: "held-by-another"; key: RecordSetKey; holder: string };

/** The versions of one record set. */
interface Versions {
  key: RecordSetKey;
  type: string;
  hostName: string;
  known: RecordSetContent | undefined;
  read: RecordSetContent | undefined;
  found: RecordSetContent | undefined;
  wire: readonly WireRecordSet[];
  /** Whether ours stand beside foreign values. A CNAME has one value, so it never does. */
  merged: boolean;
}

interface Outcome {
  change?: Change;
  conflict?: Conflict;
  note?: Note;
  found?: RecordSetContent | undefined;
}

export function plan(zone: Zone, intent: Intent): Plan {
  const keys = new Set([...Object.keys(intent.declared), ...Object.keys(intent.known)]);
  const result: Plan = { changes: [], conflicts: [], found: {}, notes: [] };
  for (const key of keys) {
    const versions = versionsOf(key, zone, intent);
    if (versions.type === "NS" || versions.type === "SOA") continue;
    const declared = intent.declared[key];
    const { change, conflict, note, found } =
      declared === undefined ? letGo(versions, intent) : bringAbout(versions, declared, intent);
    if (change !== undefined) result.changes.push(change);
    if (conflict !== undefined) result.conflicts.push(conflict);
    if (note !== undefined) result.notes.push(note);
    if (found !== undefined && found.values.length > 0) result.found[key] = found;
  }
  result.conflicts.push(...cnameConflicts(zone, result.changes));
  return result;
}

/**
 * {@link Plan.found} with an entry without values for each set that is new. To be kept where a run broke off and it
 * is not certain what was written: the next run must not take our own set for one that it found.
 */
export const foundExplicitly = ({ changes, found }: Plan): RecordSets => ({
  ...Object.fromEntries(
    changes.filter(({ remove }) => remove.length === 0).map(({ key }) => [key, { values: [] }]),
  ),
  ...found,
});

function versionsOf(key: RecordSetKey, zone: Zone, intent: Intent): Versions {
  const { type, hostName } = splitKey(key);
  const read = zone.sets.get(key);
  return {
    key,
    type,
    hostName,
    known: intent.known[key],
    read: read?.content,
    found: intent.found[key],
    wire: read?.wire ?? [],
    merged: intent.existing === "merge" && type !== "CNAME",
  };
}

function bringAbout(versions: Versions, declared: RecordSetContent, intent: Intent): Outcome {
  const { key, known, read, merged } = versions;
  // A refresh drops a set that somebody deleted from what is known; what was found before it must not be lost then.
  const found = versions.found ?? (known === undefined ? read : undefined);
  if (read === undefined) {
    return known === undefined
      ? { change: changeTo(versions, declared), found }
      : { conflict: { kind: "changed", key, declared, known, read }, found };
  }
  const target = merged ? mergedTarget(versions, read, declared, intent) : declared;
  if (equals(read, target)) return { found };
  if (known === undefined) {
    const conflict = conflictWithExisting(versions, read, declared, target, intent);
    return conflict === undefined ? { change: changeTo(versions, target), found } : { conflict, found };
  }
  return holds(versions, read, known)
    ? { change: changeTo(versions, target), found }
    : { conflict: { kind: "changed", key, declared, known, read }, found };
}

function letGo(versions: Versions, { onDestroy, heldByAnother }: Intent): Outcome {
  const { key, known, read, found, merged } = versions;
  const holder = heldByAnother?.(key);
  if (holder !== undefined) return { note: { kind: "held-by-another", key, holder } };
  if (onDestroy === "keep") return { note: { kind: "kept", key } };
  if (known === undefined || read === undefined) return {};
  const before = onDestroy === "restore" && found?.values.length !== 0 ? found : undefined;
  const target = merged ? without(read, known, before) : before;
  if (target !== undefined && equals(read, target)) return { note: { kind: "as-found", key } };
  return merged || holds(versions, read, known)
    ? { change: changeTo(versions, target) }
    : { conflict: { kind: "changed", key, declared: undefined, known, read } };
}

function mergedTarget(
  { type, known, found }: Versions,
  read: RecordSetContent,
  declared: RecordSetContent,
  { onDestroy }: Intent,
): RecordSetContent {
  // A value that stood there before us is not ours to remove, unless the user wants ours deleted without looking back.
  const before = onDestroy === "delete" ? [] : (found?.values ?? []);
  const leaving = minus(minus(known?.values ?? [], declared.values), before);
  const values = [...minus(read.values, leaving), ...declared.values];
  return canonicalContent(type, values, declared.ttl);
}

/** What was read without our values, as far as they were not there before us; undefined: nothing is left. */
function without(
  read: RecordSetContent,
  ours: RecordSetContent,
  before: RecordSetContent | undefined,
): RecordSetContent | undefined {
  const values = minus(read.values, minus(ours.values, before?.values ?? []));
  if (values.length === 0) return undefined;
  const ttl = before?.ttl ?? read.ttl;
  return { ...(ttl !== undefined && { ttl }), values };
}

function conflictWithExisting(
  { key, type, merged }: Versions,
  read: RecordSetContent,
  declared: RecordSetContent,
  target: RecordSetContent,
  { existing }: Intent,
): Conflict | undefined {
  if (existing === "replace") return undefined;
  if (!merged) return { kind: "exists", key, declared, read };
  const reasons = minus(listFaults(type, target.values), listFaults(type, read.values));
  return reasons.length === 0 ? undefined : { kind: "unmergeable", key, declared, read, reasons };
}

function changeTo(
  { key, type, hostName, wire, read }: Versions,
  target: RecordSetContent | undefined,
): Change {
  const change = { key, type, hostName, remove: wire };
  if (target === undefined) return change;
  const ttl = target.ttl ?? read?.ttl;
  return { ...change, add: { type, hostName, ...(ttl !== undefined && { ttl }), values: target.values } };
}

/** A CNAME stands alone on its host name (RFC 1034 section 3.6.2), whoever wrote the other set. */
function cnameConflicts(zone: Zone, changes: readonly Change[]): Conflict[] {
  const added = changes.filter(({ add }) => add !== undefined);
  if (added.length === 0) return [];
  const standing = standingAfter(zone, changes);
  const conflicts = new Map<string, Conflict>();
  for (const { key, type, hostName } of added) {
    const other = standing.get(hostName)?.find(set => (set.type === "CNAME") !== (type === "CNAME"));
    if (other !== undefined) conflicts.set(hostName, { kind: "cname", key, other: other.key });
  }
  return [...conflicts.values()];
}

type Named = Pick<Change, "key" | "type" | "hostName">;

/** What will stand on each host name. */
function standingAfter(zone: Zone, changes: readonly Change[]): Map<string, Named[]> {
  const changed = new Set(changes.map(({ key }) => key));
  const untouched = [...zone.sets].flatMap(([key, { type, hostName }]): Named[] =>
    changed.has(key) ? [] : [{ key, type, hostName }],
  );
  const added = changes.filter(({ add }) => add !== undefined);
  return groupBy([...untouched, ...added], ({ hostName }) => hostName);
}

const holds = ({ merged }: Versions, read: RecordSetContent, wanted: RecordSetContent): boolean =>
  merged ? equalTtl(read, wanted) && minus(wanted.values, read.values).length === 0 : equals(read, wanted);

/** Both are canonical, so equal values stand in equal order. */
const equals = (read: RecordSetContent, wanted: RecordSetContent): boolean =>
  equalTtl(read, wanted) &&
  read.values.length === wanted.values.length &&
  read.values.every((value, index) => value === wanted.values[index]);

/** No wanted TTL: whatever Wix has. */
const equalTtl = (read: RecordSetContent, wanted: RecordSetContent): boolean =>
  wanted.ttl === undefined || wanted.ttl === read.ttl;

function minus(values: readonly string[], others: readonly string[]): string[] {
  const excluded = new Set(others);
  return values.filter(value => !excluded.has(value));
}
