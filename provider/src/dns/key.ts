import type { RecordSetKey } from "./types";

/** @param type in upper case @param hostName in canonical form */
export const recordSetKey = (type: string, hostName: string): RecordSetKey => `${type} ${hostName}`;

/** The inverse of {@link recordSetKey}; a text without a blank counts as a type without host name. */
export function splitKey(key: RecordSetKey): { type: string; hostName: string } {
  const [type = "", ...hostName] = key.split(" ");
  return { type, hostName: hostName.join(" ") };
}
