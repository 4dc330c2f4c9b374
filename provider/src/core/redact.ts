/** Shorter texts stand in every message by chance. */
const SHORTEST = 4;
/** From this length on the words of a secret are secret too: `10 mx1.example.net` gives its host away. */
const OF_WORDS = 8;

const withoutLoneSurrogates = (text: string): string => text.replace(/\p{Surrogate}/gu, "\u{fffd}");

/** As a server may write it that echoes it within JSON, a URL or a page. */
const spellings = (text: string): string[] => {
  const json = JSON.stringify(text).slice(1, -1);
  const page = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    text,
    json,
    json.replaceAll("/", "\\/"),
    encodeURIComponent(withoutLoneSurrogates(text)),
    page,
    page.replaceAll('"', "&quot;"),
  ];
};

const needlesOf = (secrets: readonly string[]): Set<string> => {
  const texts = secrets.flatMap(secret =>
    secret.length >= OF_WORDS ? [secret, secret.trim(), ...secret.split(/\s/)] : [secret],
  );
  return new Set(texts.filter(text => text.length >= SHORTEST).flatMap(spellings));
};

type Span = readonly [from: number, to: number];

/** Within a longer one. */
const isWithin = ([from, to]: Span, [start, end]: Span): boolean =>
  start <= from && to <= end && to - from < end - start;

/** Where a needle stands, occurrences that overlap included. */
const spansOf = (text: string, needle: string): Span[] => {
  const literal = needle.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return [...text.matchAll(new RegExp(`(?=(${literal}))`, "gi"))].map(({ index, 1: found = "" }) => [
    index,
    index + found.length,
  ]);
};

export interface Redaction {
  /** Stands in place of what is taken out. @default "[secret]" */
  readonly mark?: string;
  /** Texts that are shown elsewhere in any case: a shorter secret that stands within one gives nothing away there. */
  readonly shown?: readonly string[];
}

/**
 * Replaces every secret that a text holds, in any case, and the words of longer ones. What overlaps or touches is
 * replaced as one, so that no end of a secret is left over. Texts of fewer than 4 characters are left.
 */
export const redact = (
  text: string,
  secrets: readonly string[],
  { mark = "[secret]", shown = [] }: Redaction = {},
): string => {
  const found = [...needlesOf(secrets)].flatMap(needle => spansOf(text, needle));
  const open = found.length === 0 ? [] : shown.flatMap(one => spansOf(text, one));
  const spans = found.filter(span => !open.some(one => isWithin(span, one))).sort(([a], [b]) => a - b);
  let redacted = "";
  let end = -1;
  for (const [from, to] of spans) {
    if (from > end) redacted += text.slice(Math.max(0, end), from) + mark;
    end = Math.max(end, to);
  }
  return redacted + text.slice(Math.max(0, end));
};
