/** The record types of Wix's list (docs/wix/dns.md#types). NS and SOA are Wix's own: read, never written. */
export const RECORD_TYPES = [
  "A",
  "AAAA",
  "CNAME",
  "MX",
  "TXT",
  "SPF",
  "SRV",
  "PTR",
  "NAPTR",
  "NS",
  "SOA",
] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** The type of a record set that a program declares; `NS` and `SOA` are Wix's own. */
export type DnsRecordType = Exclude<RecordType, "NS" | "SOA">;

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

/** Content of a record set in canonical form: values spelled canonically, sorted, none twice. */
export interface RecordSetContent {
  /** Seconds; absent: whatever Wix has. */
  ttl?: number;
  /** As Wix writes them, sorted, none twice. */
  values: string[];
}

/** Record sets in canonical form. */
export type RecordSets = Record<RecordSetKey, RecordSetContent>;
