import { pickArguments } from "../../core/fields";
import { unjudgedRecords } from "../../dns/canonical";
import type { KnownSet, SetMemory } from "../../dns/intent";
import { splitKey } from "../../dns/key";
import type { RecordSetKey, RecordSets } from "../../dns/types";
import { FIELDS } from "./fields";
import type { DnsZoneRecordsInputs } from "./schema";

/** What nobody has to see; parts with nothing in them are left out. */
export interface Hidden {
  sets?: Record<RecordSetKey, SetMemory>;
  /** What was sent, and nobody could look at afterwards. */
  maybe?: RecordSets;
  /**
   * Sets that another resource declares now and has not been seen to look after: what was found there is not forgotten
   * before it is.
   */
  left?: Record<RecordSetKey, KnownSet>;
  /** An earlier generation in another zone or account that is still to be let go of. */
  earlier?: DnsZoneRecordsState;
}

export interface DnsZoneRecordsState extends DnsZoneRecordsInputs {
  hidden?: Hidden;
}

const isEmpty = (part: object | undefined): boolean => part === undefined || Object.keys(part).length === 0;

const filledSets = (sets: Record<RecordSetKey, SetMemory> = {}): Record<RecordSetKey, SetMemory> =>
  Object.fromEntries(Object.entries(sets).filter(([, memory]) => !isEmpty(memory)));

/** Notes of sets that stand there now, and of which no earlier day is known, that they do. @param now ms since the epoch */
export const dated = (
  keys: readonly RecordSetKey[],
  sets: Readonly<Record<RecordSetKey, SetMemory>>,
  now: number,
): Record<RecordSetKey, SetMemory> => {
  const today = new Date(now).toISOString().slice(0, 10);
  return { ...sets, ...Object.fromEntries(keys.map(key => [key, { since: today, ...sets[key] }])) };
};

/** Inputs as a state, with what is hidden. */
export const stateOf = (inputs: DnsZoneRecordsInputs, hidden: Hidden = {}): DnsZoneRecordsState => {
  const { maybe, left, earlier } = hidden;
  const sets = filledSets(hidden.sets);
  const parts: Hidden = {
    ...(!isEmpty(sets) && { sets }),
    ...(maybe && !isEmpty(maybe) && { maybe }),
    ...(left && !isEmpty(left) && { left }),
    ...(earlier && { earlier }),
  };
  return { ...pickArguments(FIELDS, inputs), ...(!isEmpty(parts) && { hidden: parts }) };
};

/** The sets of a state as it knows them. A resource that is only looked up has none. */
export const knownSetsOf = ({ records, hidden }: Partial<DnsZoneRecordsState>): Record<string, KnownSet> =>
  Object.fromEntries(
    Object.entries(records ?? {}).map(([key, known]) => [key, { known, ...hidden?.sets?.[key] }]),
  );

/** The first form: `existing` of the last run said for all sets whether they were merged. */
interface FirstForm extends DnsZoneRecordsInputs {
  hidden?: { found?: RecordSets };
}

const canonicalSets = (zone: string, sets: RecordSets): RecordSets =>
  unjudgedRecords(zone, sets) as RecordSets;

/**
 * Brings up a state of an earlier form: the first one with its contents in canonical form anew; the second one lacks nothing
 * but since when its sets are known.
 */
export const revive = (saved: DnsZoneRecordsState, form: number): DnsZoneRecordsState => {
  if (form > 1) return saved;
  const { hidden, ...inputs } = saved as FirstForm;
  // Of what was only looked up by its id.
  if (typeof inputs.records !== "object") return saved;
  const records = canonicalSets(inputs.domainName, inputs.records);
  const found = canonicalSets(inputs.domainName, hidden?.found ?? {});
  const isMerged = (key: RecordSetKey): boolean =>
    inputs.existing === "merge" && splitKey(key).type !== "CNAME";
  const memoryOf = (key: RecordSetKey): SetMemory => ({
    ...(found[key] && { found: found[key] }),
    ...(isMerged(key) && { merged: true }),
  });
  const keys = new Set([...Object.keys(records), ...Object.keys(found)]);
  const sets = Object.fromEntries([...keys].map(key => [key, memoryOf(key)]));
  return stateOf({ ...inputs, records }, { sets });
};
