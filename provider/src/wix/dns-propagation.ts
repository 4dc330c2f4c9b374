import * as z from "zod";
import type { Open } from "../core/open";
import { isNotFound, unlessAbsent } from "./absence";
import type { Wix } from "./client";

const RecordInfo = z
  .looseObject({
    expectedDnsRecords: z.array(z.string()).catch([]),
    actualDnsRecords: z.array(z.string()).catch([]),
  })
  .nullish()
  .catch(undefined);

const FailureInfo = z
  .looseObject({
    invalidRecords: z.array(z.string()).catch([]),
    invalidARecordInfo: RecordInfo,
    invalidNsRecordInfo: RecordInfo,
    invalidCnameRecordInfo: RecordInfo,
  })
  .nullish()
  .catch(undefined);

/** Whether the world sees a domain's records, as domains themselves show it. Wix may add words. */
export type DnsPropagationStatus = Open<
  /** Not yet. */
  | "IN_PROGRESS"
  /** It does. */
  | "COMPLETED"
  /** It sees others; it heals once the registrar is changed. */
  | "FAILED"
>;

/** Whether the world sees a domain's records, as Wix saw it last. Wix may add words. */
export type DomainPropagationStatus = Open<
  /** Not yet. */
  | "IN_PROGRESS"
  /** It does. */
  | "SUCCEEDED"
  /** It sees others; it heals once the records are right. */
  | "FAILED"
>;

/** What the world should see of one record type, and what it sees. */
export interface WrongRecord {
  /** `A`, `NS`, `CNAME`, or a word that Wix adds later. */
  type: Open<"A" | "NS" | "CNAME">;
  /** What has to be there. */
  expected: string[];
  /** What the world sees. */
  actual: string[];
}

const wrongRecords = (info: z.infer<typeof FailureInfo>): WrongRecord[] => {
  const byType: Record<string, z.infer<typeof RecordInfo>> = {
    A: info?.invalidARecordInfo,
    NS: info?.invalidNsRecordInfo,
    CNAME: info?.invalidCnameRecordInfo,
  };
  const named = (info?.invalidRecords ?? []).map(word => word.replace(/^INVALID_(.+)_RECORD$/, "$1"));
  const shown = Object.keys(byType).filter(type => byType[type]);
  return [...new Set([...named, ...shown])].map(type => ({
    type,
    expected: byType[type]?.expectedDnsRecords ?? [],
    actual: byType[type]?.actualDnsRecords ?? [],
  }));
};

const Answer = z
  .looseObject({
    dnsPropagation: z.looseObject({ status: z.string(), failureInfo: FailureInfo }),
  })
  .transform(({ dnsPropagation: { status, failureInfo } }) => ({
    /** `IN_PROGRESS`, `SUCCEEDED`, `FAILED`, or a word that Wix adds later. */
    status,
    wrong: wrongRecords(failureInfo),
  }));

/** Wix's last look at what the world sees of a domain. */
export type WirePropagation = z.infer<typeof Answer>;

/**
 * Wix's last observation, not a look at this moment (docs/wix/connected-domains.md#the-last-observation-not-a-look).
 * @returns undefined where Wix does not watch the domain, as may be right after it came to Wix
 */
export const getDnsPropagation = (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<WirePropagation | undefined> =>
  unlessAbsent(
    wix.call({
      what: `read the DNS propagation of ${domain}`,
      method: "GET",
      path: `/premium/domains/v1/dns-propagations/${encodeURIComponent(domain)}`,
      effect: "read",
      accountId,
      answer: Answer,
    }),
    isNotFound,
  );
