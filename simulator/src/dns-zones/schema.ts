import { z } from "zod";
import { MAX_RECORD_SETS, MAX_VALUES, SETTABLE_TYPES } from "./zone";

const MAX_CHANGES = 10;

const writtenSetSchema = z.strictObject({
  type: z.enum(SETTABLE_TYPES),
  hostName: z.string().min(1).max(256),
  ttl: z.int().nonnegative().optional(),
  values: z.array(z.string()).max(MAX_VALUES).default([]),
});

/** A record set as a request names it. */
export type WrittenSet = z.output<typeof writtenSetSchema>;

export const createZoneSchema = z.strictObject({
  dnsZone: z
    .strictObject({
      domainName: z.string().min(1),
      records: z.array(writtenSetSchema).min(2).max(MAX_RECORD_SETS),
      dnssecEnabled: z.boolean().default(false),
    })
    .optional(),
});

export const updateZoneSchema = z.strictObject({
  domainName: z.string().optional(),
  additions: z.array(writtenSetSchema).max(MAX_CHANGES).default([]),
  deletions: z.array(writtenSetSchema).max(MAX_CHANGES).default([]),
  dnssecEnabled: z.boolean().optional(),
});

export type ZoneUpdate = z.output<typeof updateZoneSchema>;
