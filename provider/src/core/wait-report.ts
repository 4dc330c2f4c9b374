import type { Clock } from "./clock";
import { formatDuration } from "./duration";

/** A line at least this often apart while nothing changes, in ms. */
const REMINDER = 60_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Of hours, nobody reads the seconds. */
const roughly = (ms: number): string => formatDuration(ms < HOUR ? ms : Math.round(ms / MINUTE) * MINUTE);

/** Wix may name the same values in another order at every look, which is no change. */
const wordsOf = (text = ""): string =>
  text
    .split(/[\s,;]+/)
    .sort()
    .join(" ");

export interface Reported {
  /** As Wix names it. */
  status: string;
  /** What has to happen, e.g. expected against seen records. */
  missing?: string | undefined;
}

/**
 * Says when a wait begins, when its status or what is missing changes, and once a minute at most in between.
 * @param what is waited for, as a subject
 * @param within for how long, ms
 * @param by what ends it, where that is not the operation's own time
 */
export const waitReporter = (
  { clock, log }: { clock: Clock; log: (line: string) => void },
  what: string,
  within: number,
  by?: string,
): ((reported: Reported) => void) => {
  const began = clock.now();
  const bound = `for up to ${roughly(within)}${by === undefined ? "" : `, by ${by}`}`;
  let last: { status: string; words: string; at: number } | undefined;
  return ({ status, missing }) => {
    const now = clock.now();
    const words = wordsOf(missing);
    const detail = missing === undefined ? "" : `\n  ${missing}`;
    if (last === undefined) log(`waiting for ${what}: ${status} (${bound})${detail}`);
    else if (status !== last.status || words !== last.words) log(`${what}: ${status}${detail}`);
    else if (now - last.at >= REMINDER) log(`${what}: still ${status} after ${roughly(now - began)}`);
    else return;
    last = { status, words, at: now };
  };
};
