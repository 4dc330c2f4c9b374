import { splitKey } from "../../dns/key";
import { plan } from "../../dns/plan";
import { shownCut } from "../../dns/shown";
import type { RecordSetKey, RecordSets } from "../../dns/types";
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

/** Of sets that were sent and came back cut, what of them is ours as Wix shows it. */
const shownOf = (
  { inputs }: Wanted,
  { zone, sent, memory }: Unsettled,
  isDone: ReadonlySet<RecordSetKey>,
): RecordSets =>
  Object.fromEntries(
    [...sent].flatMap(key => {
      const declared = inputs.records[key];
      const read = zone?.sets.get(key)?.content;
      if (declared === undefined || read === undefined || isDone.has(key)) return [];
      const shown = shownCut(splitKey(key).type, read, declared, memory[key]?.merged === true);
      return shown === undefined ? [] : [[key, shown] as const];
    }),
  );

/**
 * What a resource knows after a change that stopped half-way: of each set, what stands as declared, or as Wix shows
 * what was sent, else what it knew before; and, where the zone could not be read any more, what was sent.
 */
export const salvaged = (wanted: Wanted, unsettled: Unsettled): DnsZoneRecordsState => {
  const { inputs, olds } = wanted;
  const { zone, sent, memory } = unsettled;
  const isDone = done(wanted, unsettled);
  const kept = Object.keys(olds?.records ?? {}).filter(key => !isDone.has(key));
  const shown = shownOf(wanted, unsettled, isDone);
  const records: RecordSets = {
    ...pick(olds?.records ?? {}, kept),
    ...pick(inputs.records, isDone),
    ...shown,
  };
  const open = Object.keys(inputs.records).filter(key => sent.has(key) && !isDone.has(key));
  const maybe = zone === undefined ? pick(inputs.records, open) : {};
  const fresh = [...isDone, ...Object.keys(maybe), ...Object.keys(shown)].filter(
    key => key in inputs.records,
  );
  const sentAs = Object.entries(pick(inputs.records, Object.keys(shown))).map(
    ([key, content]) => [key, { ...memory[key], sent: content }] as const,
  );
  // What is to be remembered of a set that was let go of goes with it.
  const older = pick(olds?.hidden?.sets ?? {}, [...kept, ...Object.keys(inputs.records)]);
  const hidden: Hidden = {
    ...olds?.hidden,
    sets: { ...without(older, fresh), ...pick(memory, fresh), ...Object.fromEntries(sentAs) },
    maybe: { ...without(olds?.hidden?.maybe ?? {}, [...isDone, ...sent]), ...maybe },
  };
  return stateOf({ ...inputs, records }, hidden);
};

const without = <Value>(from: Readonly<Record<string, Value>>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key)));
