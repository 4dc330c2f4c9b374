import type { RecordSetKey } from "./types";

/** @param type in upper case @param hostName in canonical form */
export const recordSetKey = (type: string, hostName: string): RecordSetKey => `${type} ${hostName}`;

/** The inverse of {@link recordSetKey}; a text without a blank counts as a type without host name. */
export function splitKey(key: RecordSetKey): { type: string; hostName: string } {
  const end = key.indexOf(" ");
  return end < 0 ? { type: key, hostName: "" } : { type: key.slice(0, end), hostName: key.slice(end + 1) };
}
