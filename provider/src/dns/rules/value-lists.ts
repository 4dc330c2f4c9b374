import { UNKNOWN } from "../../core/unknown";
import { canonicalValue } from "../values";
import { failure, type Reason, type Rule } from "./rule";

/** See docs/wix/dns.md#object-dnsrecord. */
const MAX_VALUES = 50;

type ReasonAgainstList = (values: readonly string[], type: string) => Reason;

/** What may not stand together in one record set; the values are canonical and differ from one another. */
const TOGETHER: Record<string, ReasonAgainstList> = {
  "cname-single": (values, type) =>
    type === "CNAME" && values.length > 1
      ? `a CNAME has exactly one value, here are ${values.length}: ${values.join(", ")}`
      : undefined,

  "mx-null-stands-alone": (values, type) =>
    type === "MX" && values.includes("0 .") && values.length > 1
      ? '"0 ." says that the domain takes no mail (RFC 7505); leave it out beside other mail hosts'
      : undefined,

  "text-one-dmarc": (values, type) => onePolicy(values, type, "v=DMARC1"),

  "text-one-spf": (values, type) => onePolicy(values, type, "v=spf1"),

  "values-at-most-50": values =>
    values.length > MAX_VALUES
      ? `are ${values.length}; Wix takes ${MAX_VALUES} in one record set, so spread them over several host names`
      : undefined,
};

/** Receivers treat two policies as an error and apply neither (RFC 7208 section 4.5, RFC 7489 section 6.6.3). */
function onePolicy(values: readonly string[], type: string, version: string): Reason {
  if (type !== "TXT" && type !== "SPF") return undefined;
  const policies = values.filter(value => new RegExp(`^${version}\\s*(;|\\s|$)`, "i").test(value));
  return policies.length > 1
    ? `hold ${policies.length} policies "${version} ..."; receivers accept one, so put them together in one text`
    : undefined;
}

/** What may not stand together among values in canonical form, each as the rule that they break. */
export const listFaults = (type: string, values: readonly string[]): string[] =>
  Object.values(TOGETHER).flatMap(reasonAgainst => reasonAgainst(values, type) ?? []);

/** A zone may hold such lists all the same, so a list that a refresh brought back is not refused. */
const asRule = (reasonAgainst: ReasonAgainstList): Rule => ({
  typedOnly: true,
  failures: ({ path, type, values }) => {
    if (type === UNKNOWN || values === UNKNOWN) return [];
    const known = values.filter(value => value !== UNKNOWN);
    const distinct = [...new Set(known.map(value => canonicalValue(type, value)))];
    return failure(`${path}.values`, reasonAgainst(distinct, type));
  },
});

export const valueListRules: Record<string, Rule> = {
  ...Object.fromEntries(Object.entries(TOGETHER).map(([name, reason]) => [name, asRule(reason)])),

  "values-not-empty": {
    failures: ({ path, values }) =>
      failure(
        `${path}.values`,
        values !== UNKNOWN && values.length === 0
          ? "is empty; write at least one value, or leave the record out"
          : undefined,
      ),
  },
};
