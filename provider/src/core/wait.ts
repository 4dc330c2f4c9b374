/*
 * Waiting until something at Wix has settled.
 *
 * A probe looks, a judge says what the look means. Only final states that are known as such end a wait: a status that
 * nobody has heard of keeps it waiting. A wait holds nothing but its deadline, so it can be given up at any time and
 * begun again by the next run.
 */
import type { Clock } from "./clock";
import { formatDuration } from "./duration";
import { isTransportError, isWixError } from "../wix/errors";
import { WaitTimeout } from "./wait-timeout";

export type Verdict<Value> =
  | { kind: "settled"; value: Value }
  /** A final state, or one that waiting does not change. */
  | { kind: "failed"; error: Error }
  | {
      kind: "waiting";
      /** As Wix names it; shown when it changes. */
      status: string;
      /** What has to happen, e.g. expected against seen records. */
      missing?: string;
    };

export interface Wait<Seen, Value> {
  /** What is waited for, as a subject: `registration of example.com`. */
  what: string;
  /** A look. Its error ends the wait, unless it is one of those that pass. */
  probe: () => Promise<Seen>;
  judge: (seen: Seen) => Verdict<Value>;
  /** ms from now. */
  timeout: number;
  /** First pause between two looks in ms; grows by half each time. */
  interval: number;
  /** What to do when the time is up; a sentence. */
  remediation: string;
  /** How many looks in a row must show it settled, for states that flap. @default 1 */
  holds?: number;
  /** Wix's id of the request behind a look, for the error. */
  requestId?: (seen: Seen) => string | undefined;
}

export interface Waiting {
  clock: Clock;
  log: (line: string) => void;
  /** In [0, 1). @default Math.random */
  random?: () => number;
}

/** Longest pause between two looks, in ms. */
const LONGEST_PAUSE = 60_000;
const GROWTH = 1.5;
/** A line at least this often apart while nothing changes, in ms. */
const REMINDER = 60_000;

/**
 * The pause before the next look in ms: grows from `interval`, varies by a quarter either way so that many waits do
 * not look at once, and never passes the deadline, so that the last look comes just before it.
 * @param looks how many there were, from 1
 * @param random in [0, 1)
 * @param left ms to the deadline
 */
export const nextPause = (looks: number, interval: number, random: number, left: number): number => {
  const grown = Math.min(LONGEST_PAUSE, interval * GROWTH ** Math.min(looks - 1, 40));
  return Math.max(0, Math.min(Math.round(grown * (0.75 + random / 2)), left));
};

/** Trouble on the way to Wix says nothing about what is waited for. */
const passes = (error: unknown): boolean =>
  isTransportError(error) || (isWixError(error) && (error.status === 429 || error.status >= 500));

/** Says when a wait begins, when its status changes, and once a minute at most in between. */
const reporter = ({ clock, log }: Waiting, what: string, timeout: number) => {
  const began = clock.now();
  let last: { status: string; at: number } | undefined;
  return (status: string): void => {
    const now = clock.now();
    if (last === undefined) log(`waiting for ${what}: ${status} (for up to ${formatDuration(timeout)})`);
    else if (status !== last.status) log(`${what}: ${status}`);
    else if (now - last.at >= REMINDER) log(`${what}: still ${status} after ${formatDuration(now - began)}`);
    else return;
    last = { status, at: now };
  };
};

/**
 * Looks until the judge says that it has settled.
 * @throws WaitTimeout when the time is up
 * @throws Error that the judge gave as the reason of a failure, or that a probe threw and that does not pass
 */
export const waitUntil = async <Seen, Value>(waiting: Waiting, wait: Wait<Seen, Value>): Promise<Value> => {
  const { clock, random = Math.random } = waiting;
  const began = clock.now();
  const deadline = began + wait.timeout;
  const report = reporter(waiting, wait.what, wait.timeout);
  let status = "not seen yet";
  let missing: string | undefined;
  let requestId: string | undefined;
  for (let looks = 1, held = 0; ; looks++) {
    // Asked before the look: a look that takes long may well be the last one.
    const last = clock.now() >= deadline;
    try {
      const seen = await wait.probe();
      requestId = wait.requestId?.(seen);
      const verdict = wait.judge(seen);
      if (verdict.kind === "failed") throw new Final(verdict.error);
      if (verdict.kind === "settled" && ++held >= (wait.holds ?? 1)) return verdict.value;
      if (verdict.kind === "waiting") {
        held = 0;
        ({ status, missing } = { missing: undefined, ...verdict });
        report(status);
      }
    } catch (error) {
      if (error instanceof Final) throw error.cause;
      if (!passes(error)) throw error;
      missing = (error as Error).message;
    }
    if (last)
      throw new WaitTimeout({
        what: wait.what,
        began,
        timeout: wait.timeout,
        status,
        missing,
        remediation: wait.remediation,
        requestId,
      });
    await clock.sleep(nextPause(looks, wait.interval, random(), deadline - clock.now()));
  }
};

/** Carries the judge's error past the handling of those that a probe throws. */
class Final extends Error {
  constructor(override readonly cause: Error) {
    super();
  }
}
