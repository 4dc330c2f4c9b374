import * as z from "zod";
import type { Unknown } from "../../core/unknown";
import { ALLOWANCE_WORDS } from "../../dns/care/allowances";
import type { RecordSets } from "../../dns/types";
import { guid, oneOf, optional, orUnknown, strict } from "../../lifecycle/inputs";
import type { InputsOf } from "../../lifecycle/resource";

export const EXISTING = ["refuse", "merge", "replace"] as const;
export const ON_DESTROY = ["restore", "delete", "keep"] as const;

export const SHAPE = {
  domainName: orUnknown(z.string('not a domain name such as "example.com"')),
  // In whatever form; the rules of records read it.
  records: z.custom<RecordSets | Unknown>(() => true),
  existing: optional(oneOf(...EXISTING)),
  onDestroy: optional(oneOf(...ON_DESTROY)),
  allow: optional(z.array(orUnknown(oneOf(...ALLOWANCE_WORDS)), "not a list of words")),
  massChange: optional(
    strict(
      {
        sets: optional(z.int("not a whole number").min(1, "allowed: 1 or more")),
        percent: optional(z.number("not a number").min(0, "allowed: 0 to 100").max(100, "allowed: 0 to 100")),
      },
      "not an object such as { sets: 10, percent: 30 }",
    ),
  ),
  accountId: optional(guid),
};

/** Arguments of `DnsZoneRecords` in canonical form. */
export type DnsZoneRecordsInputs = InputsOf<typeof SHAPE>;
