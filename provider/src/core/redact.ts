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

const needlesIn = (texts: readonly string[]): Set<string> =>
  new Set(texts.filter(text => text.length >= SHORTEST).flatMap(spellings));

type Span = readonly [from: number, to: number];

/** Within a longer one. */
const isWithin = ([from, to]: Span, [start, end]: Span): boolean =>
  start <= from && to <= end && to - from < end - start;

const literal = (needle: string): string => needle.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

const spansBy = (text: string, pattern: string): Span[] =>
  [...text.matchAll(new RegExp(pattern, "giu"))].map(({ index, 1: found = "" }) => [
    index,
    index + found.length,
  ]);

/** Where a needle stands, occurrences that overlap included. */
const spansOf = (text: string, needle: string): Span[] => spansBy(text, `(?=(${literal(needle)}))`);

/** Blanks before a word, as JSON and URLs write them. */
const ESCAPED_BLANK = String.raw`\\[nrt]|%[0-9a-f]{2}`;

/** Where a needle stands as a word: `Main Street` gives nothing away in `domain`. */
const wordsOf = (text: string, needle: string): Span[] =>
  spansBy(text, `(?<=^|[^\\p{L}\\p{N}]|${ESCAPED_BLANK})(?=(${literal(needle)})(?![\\p{L}\\p{N}]))`);

/** Wherever secrets stand, and the words of longer ones where they are words. */
const secretSpans = (text: string, secrets: readonly string[]): Span[] => {
  const long = secrets.filter(secret => secret.length >= OF_WORDS);
  const whole = needlesIn([...secrets, ...long.map(secret => secret.trim())]);
  const words = needlesIn(long.flatMap(secret => secret.split(/\s/)));
  return [
    ...[...whole].flatMap(needle => spansOf(text, needle)),
    ...[...words].flatMap(needle => wordsOf(text, needle)),
  ];
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
  const found = secretSpans(text, secrets);
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
