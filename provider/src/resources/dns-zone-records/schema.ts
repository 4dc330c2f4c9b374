import * as z from "zod";
import { canonicalDomainName, canonicalRecords } from "../../dns/canonical";
import type { RecordSets } from "../../dns/types";
import { guid, oneOf, optional, orUnknown, readInputs } from "../../lifecycle/inputs";
import type { Claim } from "../../core/ownership";
import { UNKNOWN, type Unknown } from "../../core/unknown";
import type { Checked } from "../../lifecycle/lifecycle";

export const EXISTING = ["refuse", "merge", "replace"] as const;
export const ON_DESTROY = ["restore", "delete", "keep"] as const;

/** Arguments of `DnsZoneRecords` in canonical form. */
export interface DnsZoneRecordsInputs {
  domainName: string;
  records: RecordSets;
  existing?: (typeof EXISTING)[number];
  onDestroy?: (typeof ON_DESTROY)[number];
  accountId?: string;
}

const SHAPE = {
  domainName: orUnknown(z.string('not a domain name such as "example.com"')),
  records: z.unknown(),
  existing: optional(oneOf(...EXISTING)),
  onDestroy: optional(oneOf(...ON_DESTROY)),
  accountId: optional(guid),
};

const claimsOf = (domainName: unknown, records: unknown, shared: boolean): Claim[] =>
  typeof domainName !== "string" || typeof records !== "object" || records === null
    ? []
    : Object.keys(records).map(key => ({
        key: claimKey(domainName, key),
        property: `records["${key}"]`,
        shared,
      }));

/** Names a record set of a zone among all things that a program may declare. */
export const claimKey = (domainName: string, key: string): string => `${key} in the zone ${domainName}`;

export const check = (_olds: unknown, news: Record<string, unknown>): Checked<DnsZoneRecordsInputs> => {
  const { inputs, failures } = readInputs(SHAPE, news);
  let zone: string | Unknown = UNKNOWN;
  if (typeof inputs.domainName === "string") {
    const domain = canonicalDomainName(inputs.domainName);
    if ("name" in domain) zone = domain.name;
    else failures.push({ property: "domainName", reason: domain.reason });
  }
  const read =
    inputs.records === UNKNOWN ? { records: UNKNOWN, failures: [] } : canonicalRecords(zone, inputs.records);
  failures.push(...read.failures);
  return {
    inputs: {
      ...inputs,
      ...(zone === UNKNOWN ? {} : { domainName: zone }),
      records: read.records,
    } as DnsZoneRecordsInputs,
    failures,
    claims: failures.length > 0 ? [] : claimsOf(zone, read.records, inputs.existing === "merge"),
  };
};
