import type { Failure } from "../../core/failure";
import { UNKNOWN, type Partly, type Unknown } from "../../core/unknown";
import { canonicalDomainName, canonicalRecords, unjudgedRecords } from "../../dns/canonical";
import type { RecordSets } from "../../dns/types";
import type { Environment } from "../../lifecycle/lifecycle";
import type { Judged } from "../../lifecycle/resource";
import { careForDeclared } from "./care";
import type { DnsZoneRecordsInputs } from "./schema";

export const judge = (
  given: Partly<DnsZoneRecordsInputs>,
  environment: Environment,
  olds: DnsZoneRecordsInputs | undefined,
): Judged => {
  const { domainName, records } = given;
  const failures: Failure[] = [];
  let zone: string | Unknown = UNKNOWN;
  if (typeof domainName === "string") {
    const domain = canonicalDomainName(domainName);
    if ("name" in domain) zone = domain.name;
    else failures.push({ property: "domainName", reason: domain.reason });
  }
  if (environment.claimsOnly && zone !== UNKNOWN && records !== UNKNOWN)
    return { inputs: { domainName: zone, records: unjudgedRecords(zone, records) } };
  const read = canonicalRecords(zone, records, olds?.records);
  const inputs = { ...(zone !== UNKNOWN && { domainName: zone }), records: read.records as RecordSets };
  failures.push(...read.failures);
  if (failures.length > 0 || zone === UNKNOWN) return { inputs, failures };
  if (olds !== undefined || environment.claimsOnly) return { inputs };
  const care = careForDeclared({ ...given, ...inputs }, environment);
  return { inputs, failures: care.failures, lines: care.lines };
};
