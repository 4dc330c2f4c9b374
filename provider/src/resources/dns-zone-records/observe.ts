import { both, holds, union } from "../../dns/contents";
import type { SetMemory } from "../../dns/intent";
import { splitKey } from "../../dns/key";
import { shownCut } from "../../dns/shown";
import type { RecordSetContent, RecordSetKey, RecordSets } from "../../dns/types";
import type { Zone } from "../../dns/zone";
import { stateOf, type DnsZoneRecordsState } from "./state";

/** Of a set as read, what a resource speaks of: its own values where it merges, a TTL only if it set one. */
const seenThrough = (
  read: RecordSetContent,
  ours: RecordSetContent,
  { merged }: SetMemory,
): RecordSetContent | undefined => {
  const values = merged ? both(read.values, ours.values) : read.values;
  if (values.length === 0) return undefined;
  return { ...(ours.ttl !== undefined && read.ttl !== undefined && { ttl: read.ttl }), values };
};

/** A set as seen, and what was sent where it came back cut. */
type Observed = [content: RecordSetContent | undefined, sent?: RecordSetContent];

/** What was perhaps sent is ours where it stands there, cut or not. */
const observedSet = (zone: Zone, key: RecordSetKey, { records, hidden }: DnsZoneRecordsState): Observed => {
  const read = zone.sets.get(key)?.content;
  const memory = hidden?.sets?.[key] ?? {};
  const [known, maybe] = [records[key], hidden?.maybe?.[key]];
  if (read === undefined) return [undefined];
  const shown = maybe && shownCut(splitKey(key).type, read, maybe, memory.merged === true);
  if (maybe !== undefined && shown !== undefined) return [shown, maybe];
  if (maybe !== undefined && holds(read, maybe, memory.merged === true)) {
    const ours = memory.merged ? union(splitKey(key).type, maybe, known) : maybe;
    return [seenThrough(read, ours ?? maybe, memory)];
  }
  return [known && seenThrough(read, known, memory)];
};

const undated = ({ since: _since, ...memory }: SetMemory): SetMemory => memory;

/** The same resource as the zone shows it; sets that are gone are left out, but not what stood there before them. */
export const observed = (zone: Zone, state: DnsZoneRecordsState): DnsZoneRecordsState => {
  const { maybe, ...hidden } = state.hidden ?? {};
  const keys = new Set([...Object.keys(state.records), ...Object.keys(maybe ?? {})]);
  const records: RecordSets = {};
  const sets = { ...hidden.sets };
  for (const key of keys) {
    const [content, sent] = observedSet(zone, key, state);
    if (content !== undefined) records[key] = content;
    // What comes back in its place has not stood there all the time.
    else if (sets[key] !== undefined) sets[key] = undated(sets[key]);
    if (sent !== undefined) sets[key] = { ...sets[key], sent };
  }
  return stateOf({ ...state, records }, { ...hidden, sets });
};
