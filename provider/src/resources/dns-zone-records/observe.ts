import { isDeepStrictEqual as equal } from "node:util";
import type { RecordSetContent, RecordSets } from "../../dns/types";
import type { Zone } from "../../dns/zone";
import type { DnsZoneRecordsInputs } from "./schema";

type Existing = DnsZoneRecordsInputs["existing"];

/** Of a set as read, what a declaration speaks of: ours where foreign values stand beside them, a TTL only if declared. */
const seenThrough = (
  read: RecordSetContent | undefined,
  declared: RecordSetContent,
  existing: Existing,
): RecordSetContent | undefined => {
  if (read === undefined) return undefined;
  const values =
    existing === "merge" ? read.values.filter(value => declared.values.includes(value)) : read.values;
  if (values.length === 0) return undefined;
  return { ...(declared.ttl !== undefined && read.ttl !== undefined && { ttl: read.ttl }), values };
};

const present = (sets: readonly (readonly [string, RecordSetContent | undefined])[]): RecordSets =>
  Object.fromEntries(sets.filter((set): set is [string, RecordSetContent] => set[1] !== undefined));

/** What the zone shows of the sets that a resource knows; sets that are gone are left out. */
export const observed = (
  zone: Zone,
  { records, existing }: Pick<DnsZoneRecordsInputs, "records" | "existing">,
) =>
  present(
    Object.entries(records).map(([key, declared]) => [
      key,
      seenThrough(zone.sets.get(key)?.content, declared, existing),
    ]),
  );

/** All sets of a zone but Wix's own NS and SOA. */
export const wholeZone = (zone: Zone): RecordSets =>
  present(
    [...zone.sets].map(([key, { type, content }]) => [
      key,
      type === "NS" || type === "SOA" ? undefined : content,
    ]),
  );

/**
 * What a resource knows of its sets after a change that stopped half-way: those that stand as declared, and what it
 * knew of the others.
 * @param zone as last seen; undefined where it could not be read any more
 */
export const knownAfter = (
  zone: Zone | undefined,
  inputs: DnsZoneRecordsInputs,
  known: RecordSets,
): RecordSets => {
  const written = Object.entries(inputs.records).filter(([key, declared]) =>
    equal(seenThrough(zone?.sets.get(key)?.content, declared, inputs.existing), declared),
  );
  const gone = Object.keys(known).filter(
    key => !(key in inputs.records) && zone !== undefined && !zone.sets.has(key),
  );
  const kept = Object.entries(known).filter(([key]) => !gone.includes(key));
  return Object.fromEntries([...kept, ...written]);
};
