import type { Failure } from "../../core/failure";
import { UNKNOWN, type Partly } from "../../core/unknown";
import { canonicalRecords, unjudgedRecords } from "../../dns/canonical";
import type { RecordSets } from "../../dns/types";
import { readZoneName } from "../../domains/zone-names";
import type { Environment } from "../../lifecycle/lifecycle";
import type { Judged } from "../../lifecycle/resource";
import { careForDeclared } from "./care";
import type { DnsZoneRecordsInputs } from "./schema";

const isEmpty = (records: unknown): boolean =>
  typeof records === "object" && records !== null && Object.keys(records).length === 0;

/** A new resource of nothing is a mistake. One that is there may lose all its sets: to another one, or by a refresh. */
const nothing = (records: unknown, isNew: boolean): Failure[] =>
  isNew && isEmpty(records)
    ? [{ property: "records", reason: "is empty; declare a record set, or leave the resource out" }]
    : [];

export const judge = (
  given: Partly<DnsZoneRecordsInputs>,
  environment: Environment,
  olds: DnsZoneRecordsInputs | undefined,
): Judged => {
  const { domainName, records } = given;
  const failures: Failure[] = [];
  const domain = readZoneName(domainName);
  const zone = domain.inputs?.domainName ?? UNKNOWN;
  failures.push(...(domain.failures ?? []), ...nothing(records, olds === undefined));
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
