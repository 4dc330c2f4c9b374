export const DECLARABLE_TYPES = ["A", "AAAA", "CNAME", "MX", "TXT", "SPF", "SRV", "PTR", "NAPTR"] as const;

/** The type of a record set that a program declares; `NS` and `SOA` are Wix's own. */
export type DnsRecordType = (typeof DECLARABLE_TYPES)[number];

/** The record types of Wix's list (docs/wix/dns.md#types). NS and SOA are Wix's own: read, never written. */
export const RECORD_TYPES = [...DECLARABLE_TYPES, "NS", "SOA"] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/**
 * Whether a record set that was read may be declared, and so fits `records` of a `DnsZoneRecords`: all but `NS` and `SOA`,
 * which are Wix's own, and types that Wix may add later.
 * @example
 * ```ts
 * const { records } = await wix.getDnsZone({ domainName: "example.com" });
 * new wix.DnsZoneRecords("all", { domainName: "example.com", records: records.filter(wix.isDeclarable) });
 * ```
 */
export const isDeclarable = <Read extends Readonly<Record<"type", string>>>(
  set: Read,
): set is Read & Readonly<Record<"type", DnsRecordType>> => DECLARABLE_TYPES.some(type => type === set.type);

/**
 * A record set as Wix sends and takes it: one object per type and host name.
 * Deletions repeat what was read to the letter, so a set that was read keeps its wire form.
 */
export interface WireRecordSet {
  type: string;
  /** Full host name without trailing dot. */
  hostName: string;
  /** Seconds. */
  ttl?: number | undefined;
  values: string[];
}

/** Names a record set within a zone: type, blank, full host name, e.g. `MX example.com`. */
export type RecordSetKey = string;

/**
 * Content of a record set in canonical form: values spelled canonically, sorted, none twice.
 * @fits RecordSetContentArgs
 */
export interface RecordSetContent {
  /** Seconds; absent: whatever Wix has. */
  ttl?: number;
  /** As Wix writes them, sorted, none twice. */
  values: string[];
}

/** Record sets in canonical form. */
export type RecordSets = Record<RecordSetKey, RecordSetContent>;
