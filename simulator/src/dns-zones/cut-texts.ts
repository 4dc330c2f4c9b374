import type { RecordSet } from "./state";

/** The bytes of one character string of a TXT record (RFC 1035, 3.3.14). */
const STRING_LENGTH = 255;

/**
 * A TXT value as a live Get showed a DKIM key: `v=DKIM1; k=rsa`, without the `p=…` that must have followed. Of quoted
 * strings the first one is left; of a long text what stands before the part that runs over the first 255 characters.
 * Which rule cuts at Wix is not known.
 */
const cutText = (value: string): string => {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
  if (quoted !== undefined) return quoted;
  if (value.length <= STRING_LENGTH) return value;
  const head = value.slice(0, STRING_LENGTH);
  const end = head.lastIndexOf(";");
  return end > 0 ? head.slice(0, end) : head;
};

/** With its long and quoted texts cut; other types stay as they are. */
export const cutSet = (set: RecordSet): RecordSet =>
  set.type === "TXT" ? { ...set, values: [...new Set(set.values.map(cutText))] } : set;
