import type { Failure } from "../../core/failure";
import type { Unknown } from "../../core/unknown";
import type { Declaration } from "../declaration";
import { addressRules } from "./addresses";
import { hostNameRules } from "./host-names";
import { recordSetRules } from "./record-sets";
import type { Rule, Scope } from "./rule";
import { targetRules } from "./targets";
import { textRules } from "./texts";
import { typeRules } from "./types";
import { valueListRules } from "./value-lists";

/** Every rule by name, in alphabetical order. */
export const RULES: readonly (readonly [name: string, rule: Rule])[] = Object.entries({
  ...addressRules,
  ...hostNameRules,
  ...recordSetRules,
  ...targetRules,
  ...textRules,
  ...typeRules,
  ...valueListRules,
}).sort(([a], [b]) => (a < b ? -1 : 1));

/** See docs/wix/dns.md#object-dnszone. */
const MAX_RECORD_SETS = 5000;

/** Everything that is wrong with the declarations, in their order. */
export function brokenRules(zone: string | Unknown, declarations: readonly Declaration[]): Failure[] {
  const scope: Scope = { zone, byHostName: Map.groupBy(declarations, ({ hostName }) => hostName) };
  const failures = declarations.flatMap(declaration =>
    RULES.flatMap(([, rule]) =>
      rule.typedOnly === true && !declaration.typed ? [] : rule.failures(declaration, scope),
    ),
  );
  return [...reasonAgainstNumber(declarations.length), ...failures];
}

function reasonAgainstNumber(count: number): Failure[] {
  if (count <= MAX_RECORD_SETS) return [];
  const reason = `holds ${count} record sets; Wix takes ${MAX_RECORD_SETS} in one zone, so move some to a zone of a subdomain`;
  return [{ property: "records", reason }];
}
