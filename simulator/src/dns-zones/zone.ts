import { z } from "zod";

/** The record types that a request may name; `CAA` and the newer types are not among them (dns.md, "Types"). */
export const SETTABLE_TYPES = [
  "A",
  "AAAA",
  "NS",
  "SOA",
  "CNAME",
  "MX",
  "TXT",
  "SPF",
  "SRV",
  "PTR",
  "NAPTR",
] as const;

export const MAX_RECORD_SETS = 5000;
export const MAX_VALUES = 50;

/** What a record set without `ttl` gets, in seconds. The value is inferred: clients assume it. */
export const DEFAULT_TTL = 3600;

export const recordSetSchema = z.strictObject({
  type: z.enum([...SETTABLE_TYPES, "UNKNOWN"]),
  hostName: z.string(),
  ttl: z.int().nonnegative().default(DEFAULT_TTL),
  values: z.array(z.string()).max(MAX_VALUES),
});

/** All values of one type at one host name: what Wix calls a DnsRecord. `ttl` is in seconds. */
export type RecordSet = z.output<typeof recordSetSchema>;

export const zoneSchema = z.strictObject({
  dnssecEnabled: z.boolean().default(false),
  records: z.array(recordSetSchema).max(MAX_RECORD_SETS),
});

/** A zone as kept; its name is its key in the state. */
export type Zone = z.output<typeof zoneSchema>;

export function isSameSet(
  a: Pick<RecordSet, "type" | "hostName">,
  b: Pick<RecordSet, "type" | "hostName">,
): boolean {
  return a.type === b.type && a.hostName === b.hostName;
}

export function isWithin(hostName: string, zoneName: string): boolean {
  return hostName === zoneName || hostName.endsWith(`.${zoneName}`);
}
