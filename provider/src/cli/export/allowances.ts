import { judgeScene } from "../../dns/care";
import type { Allowance } from "../../dns/care/allowances";
import { View } from "../../dns/care/view";
import { canonicalRecords } from "../../dns/canonical";
import { openly } from "../../dns/describe";
import type { RecordSets } from "../../dns/types";

/** They are as Wix shows them, so all is known. */
const setsOf = (domain: string, records: readonly object[]): RecordSets =>
  canonicalRecords(domain, records).records as RecordSets;

/**
 * The words without which records that stand in a zone could not be declared: what is wrong with them is taken over as it is.
 * @param records of one resource
 * @param others of the zone, which other resources declare
 */
export const allowancesFor = (
  domain: string,
  records: readonly object[],
  others: readonly object[],
): Allowance[] => {
  const elsewhere = setsOf(domain, others);
  const view = new View(domain, setsOf(domain, records), key => {
    const set = elsewhere[key];
    return set && { values: set.values, whole: false };
  });
  const findings = judgeScene({ after: view, show: openly, shared: others.length > 0 });
  const words = findings.flatMap(({ refused }) =>
    refused === undefined || refused === "never" ? [] : refused,
  );
  return [...new Set(words)].sort();
};
