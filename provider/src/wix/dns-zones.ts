import * as z from "zod";
import { present } from "../core/present";
import type { WireRecordSet } from "../dns/types";
import { isNotFound, unlessAbsent } from "./absence";
import type { Wix } from "./client";

/** Wix's limits for one PATCH and one record set (docs/wix/dns.md#limits-of-a-patch). */
const MAX_CHANGES = 10;
const MAX_VALUES = 50;

const ReadRecordSet = z.looseObject({
  type: z.string(),
  hostName: z.string(),
  ttl: z.number().optional().catch(undefined),
  values: z.array(z.string()).default([]),
});

/** What a delegation's DS record is made of; its algorithm and digest type are not documented (docs/wix/dns.md#dnssec). */
export interface DnssecInfo {
  /** Integer of 16 bit. */
  keyTag?: number;
  /** As Wix shows it. */
  digest?: string;
}

const ReadDnssecInfo = z
  .looseObject({
    keyTag: z.int().optional().catch(undefined),
    digest: z.string().min(1).optional().catch(undefined),
  })
  .transform(({ keyTag, digest }): DnssecInfo | undefined =>
    keyTag === undefined && digest === undefined ? undefined : present({ keyTag, digest }),
  )
  .nullish()
  .catch(undefined);

const ZoneAnswer = z
  .looseObject({
    dnsZone: z.looseObject({
      domainName: z.string().optional(),
      dnssecEnabled: z.boolean().optional().catch(undefined),
      dnssecInfo: ReadDnssecInfo,
      records: z.array(ReadRecordSet),
    }),
  })
  .transform(({ dnsZone }) => ({
    dnssecEnabled: dnsZone.dnssecEnabled ?? false,
    dnssecInfo: dnsZone.dnssecInfo ?? undefined,
    records: dnsZone.records.map(({ type, hostName, ttl, values }): WireRecordSet => ({
      type,
      hostName,
      ttl,
      values,
    })),
  }));

/** A zone as Wix sends it. */
export type WireZone = z.infer<typeof ZoneAnswer>;

const SentRecordSet = z.strictObject({
  type: z.string().min(1),
  hostName: z.string().min(1),
  ttl: z.int().nonnegative().optional(),
  values: z.array(z.string()).min(1).max(MAX_VALUES),
});

const SentPatch = z.strictObject({
  deletions: z.array(SentRecordSet).min(1).max(MAX_CHANGES).optional(),
  additions: z.array(SentRecordSet).min(1).max(MAX_CHANGES).optional(),
});

/** One change of a zone: succeeds or fails as a whole. Arrays are absent rather than empty. */
export interface ZonePatch {
  deletions?: WireRecordSet[];
  additions?: WireRecordSet[];
}

const path = (domainName: string): string => `/domains/v1/dns-zones/${encodeURIComponent(domainName)}`;

/** @returns undefined where Wix proves that it hosts no such zone (docs/wix/dns.md#a-404-may-mean-bad-credentials) */
export const getZone = (
  wix: Wix,
  domainName: string,
  accountId: string | undefined,
): Promise<WireZone | undefined> =>
  unlessAbsent(
    wix.call({
      what: `read DNS zone ${domainName}`,
      method: "GET",
      path: path(domainName),
      effect: "read",
      accountId,
      answer: ZoneAnswer,
    }),
    refusal => isNotFound(refusal, "DNS_ZONE_NOT_FOUND"),
  );

/** The zone that Wix would make, before there is one (docs/wix/dns.md#preview-zone). */
export const previewZone = (wix: Wix, domainName: string, accountId: string | undefined): Promise<WireZone> =>
  wix.call({
    what: `preview DNS zone ${domainName}`,
    method: "GET",
    path: `${path(domainName)}/preview`,
    effect: "read",
    accountId,
    answer: ZoneAnswer,
  });

/** Not idempotent: after an unknown outcome, read the zone and plan anew (docs/wix/dns.md#a-repeated-update-fails). */
export const patchZone = (
  wix: Wix,
  domainName: string,
  accountId: string | undefined,
  patch: ZonePatch,
): Promise<WireZone> =>
  wix.call({
    what: `change DNS zone ${domainName}`,
    method: "PATCH",
    path: path(domainName),
    body: SentPatch.parse(patch),
    effect: "write",
    accountId,
    answer: ZoneAnswer,
  });

/**
 * Turns DNSSEC on or off, by a PATCH that names no record and so loses none (docs/wix/dns.md#dnssec). Idempotent.
 * @returns the zone as it is then
 */
export const setDnssec = (
  wix: Wix,
  domainName: string,
  accountId: string | undefined,
  dnssecEnabled: boolean,
): Promise<WireZone> =>
  wix.call({
    what: `turn ${dnssecEnabled ? "on" : "off"} DNSSEC of zone ${domainName}`,
    method: "PATCH",
    path: path(domainName),
    body: { dnssecEnabled },
    effect: "write",
    accountId,
    answer: ZoneAnswer,
  });
