import type { Intent } from "../../../provider/src/dns/plan";
import type { RecordSets, WireRecordSet } from "../../../provider/src/dns/types";
import { canonicalContent } from "../../../provider/src/dns/values";

/** A record set on the wire, from a key and its values: `wire("MX example.com", "10 mx1.example.net")`. */
export const wire = (key: string, ...values: string[]): WireRecordSet => {
  const [type = "", hostName = ""] = key.split(" ");
  return { type, hostName, ttl: 3600, values };
};

/** Record sets in canonical form, from keys and values. */
export const sets = (contents: Record<string, string[]>): RecordSets =>
  Object.fromEntries(
    Object.entries(contents).map(([key, values]) => [key, canonicalContent(key.split(" ")[0] ?? "", values)]),
  );

export const intent = (parts: Partial<Intent>): Intent => ({
  declared: {},
  known: {},
  found: {},
  existing: "refuse",
  onDestroy: "restore",
  ...parts,
});
