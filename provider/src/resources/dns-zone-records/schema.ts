import * as z from "zod";
import type { Failure } from "../../core/failure";
import { UNKNOWN, type Partly, type Unknown } from "../../core/unknown";
import { canonicalDomainName, canonicalRecords } from "../../dns/canonical";
import type { RecordSets } from "../../dns/types";
import { guid, oneOf, optional, orUnknown } from "../../lifecycle/inputs";
import type { Environment } from "../../lifecycle/lifecycle";
import type { InputsOf, Judged } from "../../lifecycle/resource";

export const EXISTING = ["refuse", "merge", "replace"] as const;
export const ON_DESTROY = ["restore", "delete", "keep"] as const;

export const SHAPE = {
  domainName: orUnknown(z.string('not a domain name such as "example.com"')),
  // In whatever form; the rules of records read it.
  records: z.custom<RecordSets | Unknown>(() => true),
  existing: optional(oneOf(...EXISTING)),
  onDestroy: optional(oneOf(...ON_DESTROY)),
  accountId: optional(guid),
};

/** Arguments of `DnsZoneRecords` in canonical form. */
export type DnsZoneRecordsInputs = InputsOf<typeof SHAPE>;

export const judge = (
  { domainName, records }: Partly<DnsZoneRecordsInputs>,
  _environment: Environment,
  olds: DnsZoneRecordsInputs | undefined,
): Judged => {
  const failures: Failure[] = [];
  let zone: string | Unknown = UNKNOWN;
  if (typeof domainName === "string") {
    const domain = canonicalDomainName(domainName);
    if ("name" in domain) zone = domain.name;
    else failures.push({ property: "domainName", reason: domain.reason });
  }
  const read = canonicalRecords(zone, records, olds?.records);
  return {
    inputs: { ...(zone !== UNKNOWN && { domainName: zone }), records: read.records },
    failures: [...failures, ...read.failures],
  };
};
