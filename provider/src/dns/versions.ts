/* The versions of one record set that a plan compares; see plan.ts for the terms. */
import { holds, minus, union, valuesOf, without } from "./contents";
import type { Change, Heritage, Intent, KnownSet, SetMemory } from "./intent";
import { splitKey } from "./key";
import { shownCut } from "./shown";
import type { RecordSetContent, RecordSetKey, WireRecordSet } from "./types";
import type { Zone } from "./zone";

export interface Versions {
  key: RecordSetKey;
  type: string;
  hostName: string;
  known: RecordSetContent | undefined;
  memory: SetMemory;
  read: RecordSetContent | undefined;
  wire: readonly WireRecordSet[];
  /** Whether ours are to stand beside foreign values. A CNAME has one value, so it never does. */
  merges: boolean;
  /** Whether they did when the set was last written. */
  merged: boolean;
  /** Values that are another resource's own, or were. */
  othersOwn: readonly string[];
}

type Ours = Partial<KnownSet>;

/** What a heritage says of values that stand in the zone: which are a resource's own, and not found by any. */
const ownIn = (heritage: readonly Heritage[]): string[] =>
  minus(
    heritage.flatMap(({ known }) => known.values),
    heritage.flatMap(({ found }) => valuesOf(found)),
  );

/** What was sent is ours where it stands there, cut or not. */
const settled = (
  type: string,
  read: RecordSetContent | undefined,
  ours: Ours,
  maybe: RecordSetContent | undefined,
): Ours => {
  if (read === undefined || maybe === undefined) return ours;
  const isMerged = ours.merged === true;
  if (holds(read, maybe, isMerged)) return { ...ours, known: maybe };
  const known = shownCut(type, read, maybe, isMerged);
  return known === undefined ? ours : { ...ours, known, sent: maybe };
};

/** The first day of which any of them knows. */
export const earliest = (sets: readonly SetMemory[]): string | undefined =>
  sets.flatMap(({ since }) => since ?? []).sort()[0];

/**
 * What a set new to us was to those that no longer look after it. Where ours are merged and the other has yet to let go
 * of it, it will take its values away itself; what it found goes along in any case.
 */
const inherited = (
  type: string,
  merges: boolean,
  read: RecordSetContent | undefined,
  heritage: readonly Heritage[],
): Ours => {
  const estates = heritage.filter(({ state }) => state !== "declared");
  const wholes = merges ? estates.filter(({ state }) => state === "left") : estates;
  const known = union(type, ...wholes.map(estate => estate.known));
  const taken = estates.filter(estate => !estate.merged || estate.displaced);
  const brought = union(type, ...(merges ? [...taken, ...wholes] : estates).map(estate => estate.found));
  // Others speak of their values only: what else stands there is foreign.
  const rest = brought && merges && read ? without(read, ownIn(heritage)) : undefined;
  const found = union(type, brought, rest);
  const merged = wholes.length > 0 && wholes.every(estate => estate.merged);
  const since = earliest(heritage);
  return {
    ...(known && read && holds(read, known, merged) && { known }),
    ...(found && { found }),
    ...(merged && { merged }),
    ...(since !== undefined && { since }),
    ...(found && (merges || merged) && taken.some(estate => estate.found) && { displaced: true }),
  };
};

const oursOf = (
  { key, type }: Pick<Versions, "key" | "type">,
  read: RecordSetContent | undefined,
  intent: Intent,
): Ours => {
  const { known, memory, maybe } = intent;
  const ours = { ...memory?.[key], ...(known[key] && { known: known[key] }) };
  return settled(type, read, ours, maybe?.[key]);
};

export const versionsOf = (key: RecordSetKey, zone: Zone, intent: Intent): Versions => {
  const { type, hostName } = splitKey(key);
  const set = zone.sets.get(key);
  const read = set?.content;
  const declared = key in intent.declared;
  const merges = intent.existing === "merge" && type !== "CNAME";
  const heritage = declared ? (intent.heritage?.(key) ?? []) : [];
  const mine = oursOf({ key, type }, read, intent);
  const isNew = mine.known === undefined && mine.found === undefined && declared;
  const { known, ...memory } = isNew ? inherited(type, merges, read, heritage) : mine;
  return {
    key,
    type,
    hostName,
    known,
    memory,
    read,
    wire: set?.wire ?? [],
    merges,
    merged: memory.merged === true,
    othersOwn: ownIn(heritage),
  };
};

/** @param restored values among the target's that were found once */
export const changeTo = (
  { key, type, hostName, wire, read }: Versions,
  target: RecordSetContent | undefined,
  restored: readonly string[] = [],
): Change => {
  const removed = minus(valuesOf(read), valuesOf(target));
  const added = minus(valuesOf(target), [...valuesOf(read), ...restored]);
  const change = { key, type, hostName, remove: wire, removed, added, restored };
  if (target === undefined) return change;
  const ttl = target.ttl ?? read?.ttl;
  return { ...change, add: { type, hostName, ...(ttl !== undefined && { ttl }), values: target.values } };
};
