import { recordSetKey } from "./key";
import { canonicalName } from "./names";
import type { RecordSetContent, RecordSetKey, WireRecordSet } from "./types";
import { canonicalContent } from "./values";

/** One record set of a zone as read. */
export interface ZoneRecordSet {
  type: string;
  hostName: string;
  content: RecordSetContent;
  /** As Wix sent it; normally one, several where Wix sent several of one key. */
  wire: readonly WireRecordSet[];
}

/** A view of a zone. */
export interface Zone {
  domainName: string;
  sets: ReadonlyMap<RecordSetKey, ZoneRecordSet>;
}

export function readZone(domainName: string, records: readonly WireRecordSet[]): Zone {
  const sets = new Map<RecordSetKey, ZoneRecordSet>();
  for (const record of records) {
    const type = record.type.toUpperCase();
    const hostName = canonicalName(record.hostName);
    const key = recordSetKey(type, hostName);
    sets.set(key, toZoneRecordSet(type, hostName, [...(sets.get(key)?.wire ?? []), record]));
  }
  return { domainName: canonicalName(domainName), sets };
}

function toZoneRecordSet(type: string, hostName: string, wire: WireRecordSet[]): ZoneRecordSet {
  const values = wire.flatMap(record => record.values);
  return { type, hostName, content: canonicalContent(type, values, wire[0]?.ttl), wire };
}
