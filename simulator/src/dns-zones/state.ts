import { z } from "zod";
import type { State as PropagationState } from "../dns-propagation/progress";
import { DEFAULT_TTL } from "../domains/wix-records";
import { readOnly } from "../kernel/input";
import type { Kept, SetBy } from "../kernel/world";

/** The record types that a request may name: Wix's reference knows neither `CAA` nor the newer types. */
const SETTABLE_TYPES = [
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
const MAX_VALUES = 50;

export const recordSetSchema = z.strictObject({
  type: z.enum([...SETTABLE_TYPES, "UNKNOWN"]),
  hostName: z.string(),
  ttl: z.int().nonnegative().default(DEFAULT_TTL),
  values: z.array(z.string()).max(MAX_VALUES),
});

/** All values of one type at one host name: what Wix calls a DnsRecord. `ttl` is in seconds. */
export type RecordSet = z.output<typeof recordSetSchema>;

const zoneSchema = z.strictObject({
  dnssecEnabled: z.boolean().default(false),
  records: z.array(recordSetSchema).max(MAX_RECORD_SETS),
});

/** A zone as kept; its name is its key in the state. */
export type Zone = z.output<typeof zoneSchema>;

export const isSameSet = (
  a: Pick<RecordSet, "type" | "hostName">,
  b: Pick<RecordSet, "type" | "hostName">,
): boolean => a.type === b.type && a.hostName === b.hostName;

export const isWithin = (hostName: string, zoneName: string): boolean =>
  hostName === zoneName || hostName.endsWith(`.${zoneName}`);

const MAX_CHANGES = 10;

const writtenSetSchema = z.strictObject({
  type: z.enum(SETTABLE_TYPES),
  hostName: z.string().min(1).max(256),
  ttl: z.int().nonnegative().optional(),
  values: z.array(z.string()).max(MAX_VALUES).default([]),
});

/** A record set as a request names it. */
export type WrittenSet = z.output<typeof writtenSetSchema>;

/** `null` is as good as nothing. */
const optionalSwitch = z
  .boolean()
  .nullish()
  .transform(given => given ?? undefined);

export const createZoneSchema = z.strictObject({
  dnsZone: z
    .strictObject({
      domainName: z.string().min(1),
      records: z.array(writtenSetSchema).min(2).max(MAX_RECORD_SETS),
      dnssecEnabled: optionalSwitch,
      ...readOnly("id", "dnssecInfo"),
    })
    .optional(),
});

export const updateZoneSchema = z.strictObject({
  additions: z.array(writtenSetSchema).max(MAX_CHANGES).default([]),
  deletions: z.array(writtenSetSchema).max(MAX_CHANGES).default([]),
  dnssecEnabled: optionalSwitch,
});

export type ZoneUpdate = z.output<typeof updateZoneSchema>;

export const zoneFields = { dnsZones: z.record(z.string(), zoneSchema).default({}) };

export const zoneSettings = {
  /** Wix's own texts name two codes for a second record set of one type and host name. */
  duplicateRecordsCode: z
    .enum(["DOMAIN_DUPLICATE_RECORDS", "DOMAIN_MX_RECORD_VALUE_INVALID"])
    .default("DOMAIN_DUPLICATE_RECORDS"),
  /** Wix's own texts name two outcomes of Create DNS Zone for a zone that exists. */
  createOnExistingZone: z.enum(["replace", "refuse"]).default("replace"),
  /** In which order record sets and their values are answered: Wix says nothing. */
  recordOrder: z.enum(["shuffled", "as-kept"]).default("shuffled"),
  /** What becomes of long and of quoted TXT values: a live Get showed one cut (docs/wix/clients.md). */
  longTxtValues: z.enum(["verbatim", "cut-when-written", "cut-when-read"]).default("verbatim"),
};

export type State = PropagationState & Kept<typeof zoneFields> & SetBy<typeof zoneSettings>;
