import type { Intent, Plan, SetMemory } from "../../../provider/src/dns/intent";
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

/** An intent, and what was found, for short. */
export type IntentParts = Partial<Intent> & { found?: RecordSets };

/** Sets that are known were merged when they were last written where they are to be merged now, unless told. */
export const intent = ({ found = {}, ...parts }: IntentParts): Intent => {
  const keys = new Set([...Object.keys(parts.known ?? {}), ...Object.keys(found)]);
  const memoryOf = (key: string): SetMemory => ({
    ...(found[key] && { found: found[key] }),
    ...(parts.existing === "merge" && !key.startsWith("CNAME") && { merged: true }),
  });
  return {
    declared: {},
    known: {},
    memory: Object.fromEntries([...keys].map(key => [key, memoryOf(key)])),
    existing: "refuse",
    onDestroy: "restore",
    ...parts,
  };
};

/** What was found before the sets of a plan. */
export const foundIn = ({ memory }: Plan): RecordSets =>
  Object.fromEntries(Object.entries(memory).flatMap(([key, { found }]) => (found ? [[key, found]] : [])));
