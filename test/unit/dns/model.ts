import type { PatchBody } from "../../../provider/src/dns/patch";
import type { RecordSets, WireRecordSet } from "../../../provider/src/dns/types";
import { readZone, type Zone } from "../../../provider/src/dns/zone";

/** What a zone gives to a set that is added without TTL. */
const DEFAULT_TTL = 3600;

/**
 * A zone that takes PATCHes as strictly as Wix may: a deletion must repeat the whole set to the letter, an addition
 * must be new.
 * @throws Error where it would refuse the call
 */
export function patched(
  records: readonly WireRecordSet[],
  { additions = [], deletions = [] }: PatchBody,
): WireRecordSet[] {
  if (additions.length + deletions.length === 0) throw new Error("empty call");
  if (additions.length > 10 || deletions.length > 10) throw new Error("call too large");
  const left = [...records];
  for (const deletion of deletions) {
    const index = left.findIndex(record => identical(record, deletion));
    if (index === -1) throw new Error(`no such set: ${JSON.stringify(deletion)}`);
    left.splice(index, 1);
  }
  for (const addition of additions) {
    if (left.some(({ type, hostName }) => type === addition.type && hostName === addition.hostName))
      throw new Error(`exists: ${addition.type} ${addition.hostName}`);
    if (addition.values.length === 0) throw new Error(`no values: ${addition.type} ${addition.hostName}`);
    left.push({ ttl: DEFAULT_TTL, ...addition });
  }
  return left;
}

export const zoneOf = (records: readonly WireRecordSet[]): Zone => readZone("example.com", records);

/** The whole content of a zone in canonical form. */
export const contentOf = (records: readonly WireRecordSet[]): RecordSets =>
  Object.fromEntries([...zoneOf(records).sets].map(([key, { content }]) => [key, content]));

const identical = (a: WireRecordSet, b: WireRecordSet) =>
  a.type === b.type &&
  a.hostName === b.hostName &&
  a.ttl === b.ttl &&
  a.values.length === b.values.length &&
  a.values.every((value, index) => value === b.values[index]);
