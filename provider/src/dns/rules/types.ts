import { UNKNOWN } from "../../core/unknown";
import { DECLARABLE_TYPES, RECORD_TYPES } from "../types";
import { failure, quote, type Reason, type Rule } from "./rule";

/** Types of DNS that Wix's list lacks (docs/wix/dns.md#types). */
const LACKING = new Set(
  "ALIAS ANAME CAA CERT DNAME DNSKEY DS HTTPS LOC OPENPGPKEY SMIMEA SSHFP SVCB TLSA URI".split(" "),
);

const theType = (reasonAgainst: (type: string) => Reason): Rule => ({
  failures: ({ path, type }) => (type === UNKNOWN ? [] : failure(`${path}.type`, reasonAgainst(type))),
});

export const typeRules: Record<string, Rule> = {
  "type-at-wix": theType(type =>
    LACKING.has(type)
      ? `Wix's DNS has no ${type} records, it takes ${DECLARABLE_TYPES.join(", ")}; leave the record out, or host the ` +
        "zone elsewhere if you need it"
      : undefined,
  ),

  "type-known": theType(type =>
    LACKING.has(type) || RECORD_TYPES.some(known => known === type)
      ? undefined
      : `${quote(type)} is no record type; allowed are ${DECLARABLE_TYPES.join(", ")}`,
  ),

  "type-of-wix-itself": theType(type =>
    type === "NS" || type === "SOA"
      ? `${type} records are Wix's own and cannot be written; leave the record out (allowed are ${DECLARABLE_TYPES.join(", ")})`
      : undefined,
  ),
};
