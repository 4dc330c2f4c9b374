import type { RecordSetKey, RecordSets } from "../../dns/types";
import { plan } from "../../dns/plan";
import type { Wanted } from "./apply";
import { stateOf, type DnsZoneRecordsState, type Hidden } from "./state";
import type { Unsettled } from "./zone-job";

const pick = <Value>(from: Readonly<Record<RecordSetKey, Value>>, keys: Iterable<RecordSetKey>) =>
  Object.fromEntries([...keys].flatMap(key => (key in from ? [[key, from[key] as Value]] : [])));

/** Sets that stand as declared, or are gone as they should. */
const done = ({ inputs, olds }: Wanted, { zone, written, memory }: Unsettled): Set<RecordSetKey> => {
  if (zone === undefined) return new Set(written);
  const { changes, conflicts } = plan(zone, {
    declared: inputs.records,
    known: olds?.records ?? {},
    memory: { ...olds?.hidden?.sets, ...memory },
    existing: inputs.existing ?? "refuse",
    onDestroy: inputs.onDestroy ?? "restore",
  });
  const pending = new Set([...changes, ...conflicts].map(({ key }) => key));
  const keys = [...Object.keys(inputs.records), ...Object.keys(olds?.records ?? {})];
  return new Set(keys.filter(key => !pending.has(key)));
};

/**
 * What a resource knows after a change that stopped half-way: of each set, what stands as declared, else what it knew
 * before; and, where the zone could not be read any more, what was sent.
 */
export const salvaged = (wanted: Wanted, unsettled: Unsettled): DnsZoneRecordsState => {
  const { inputs, olds } = wanted;
  const { zone, sent, memory } = unsettled;
  const isDone = done(wanted, unsettled);
  const kept = Object.keys(olds?.records ?? {}).filter(key => !isDone.has(key));
  const records: RecordSets = { ...pick(olds?.records ?? {}, kept), ...pick(inputs.records, isDone) };
  const open = Object.keys(inputs.records).filter(key => sent.has(key) && !isDone.has(key));
  const maybe = zone === undefined ? pick(inputs.records, open) : {};
  const fresh = [...isDone, ...Object.keys(maybe)].filter(key => key in inputs.records);
  // What is to be remembered of a set that was let go of goes with it.
  const older = pick(olds?.hidden?.sets ?? {}, [...kept, ...Object.keys(inputs.records)]);
  const hidden: Hidden = {
    ...olds?.hidden,
    sets: { ...without(older, fresh), ...pick(memory, fresh) },
    maybe: { ...without(olds?.hidden?.maybe ?? {}, [...isDone, ...sent]), ...maybe },
  };
  return stateOf({ ...inputs, records }, hidden);
};

const without = <Value>(from: Readonly<Record<string, Value>>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key)));
