import { recordSetKey } from "./key";
import { canonicalName } from "./names";
import type { RecordSetContent, RecordSetKey, WireRecordSet } from "./types";
import { canonicalContent } from "./values";

/** One record set of a zone as read. */
export interface ZoneRecordSet {
  type: string;
  hostName: string;
  readonly content: RecordSetContent;
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
    sets.set(key, new ReadRecordSet(type, hostName, [...(sets.get(key)?.wire ?? []), record]));
  }
  return { domainName: canonicalName(domainName), sets };
}

/** The canonical content is made when it is looked at: of a large zone a plan looks at few sets. */
class ReadRecordSet implements ZoneRecordSet {
  #content: RecordSetContent | undefined;
  constructor(
    readonly type: string,
    readonly hostName: string,
    readonly wire: readonly WireRecordSet[],
  ) {}

  get content(): RecordSetContent {
    this.#content ??= canonicalContent(
      this.type,
      this.wire.flatMap(({ values }) => values),
      this.wire[0]?.ttl,
    );
    return this.#content;
  }
}
