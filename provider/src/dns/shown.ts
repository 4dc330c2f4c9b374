/* Texts that Wix shows otherwise than they were sent (docs/wix/clients.md#long-txt-values-may-come-back-cut). */
import { minus } from "./contents";
import type { RecordSetContent } from "./types";

/** The bytes of one character string of a TXT record (RFC 1035, 3.3.14): a longer text consists of several. */
const STRING_LENGTH = 255;

const isText = (type: string): boolean => type === "TXT" || type === "SPF";

/** Whether the answer to a write proves nothing of it: a later look may show another content. */
export const mayBeCut = (type: string, values: readonly string[]): boolean =>
  isText(type) && values.some(value => value.length > STRING_LENGTH || value.includes('"'));

/** What the strings of a text say together; a text without quotes is one string. */
const said = (value: string): string => /^"(.*)"$/s.exec(value)?.[1]?.replaceAll(/" +"/g, "") ?? value;

const isCutOf = (shown: string, sent: string): boolean => {
  const start = said(shown).trimEnd();
  return start !== "" && said(sent).startsWith(start);
};

/**
 * What of a set as read is a sent content that came back cut: of a set that is all ours, all of it; where ours are
 * merged, our values only. The time to live is as read where one was sent.
 *
 * @returns `undefined` where nothing was cut, or where the set holds anything that cannot come of what was sent
 */
export const shownCut = (
  type: string,
  read: RecordSetContent,
  sent: RecordSetContent,
  isMerged: boolean,
): RecordSetContent | undefined => {
  if (!isText(type)) return undefined;
  const missing = minus(sent.values, read.values);
  const comesOf = (value: string): boolean =>
    sent.values.includes(value) || missing.some(one => isCutOf(value, one));
  const ours = read.values.filter(comesOf);
  const isWhole = missing.every(one => ours.some(value => isCutOf(value, one)));
  if (missing.length === 0 || !isWhole || (!isMerged && ours.length < read.values.length)) return undefined;
  return { ...(sent.ttl !== undefined && read.ttl !== undefined && { ttl: read.ttl }), values: ours };
};
