/*
 * Waiting until something at Wix has settled.
 *
 * A probe looks, a judge says what the look means. Only final states that are known as such end a wait: a status that
 * nobody has heard of keeps it waiting. A wait holds nothing but its deadline, so it can be given up at any time and
 * begun again by the next run.
 */
import { refuseAborted } from "./aborted";
import type { Clock } from "./clock";
import { formatDuration } from "./duration";
import { isTransient } from "./transience";
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
  /** A look. Its error ends the wait, unless it is trouble that may pass. */
  probe: () => Promise<Seen>;
  judge: (seen: Seen) => Verdict<Value>;
  /** How long this wait may last from now, in ms. @default to the end of the operation, which bounds it in any case */
  within?: number;
  /** First pause between two looks in ms; grows by half each time. */
  interval: number;
  /** What to do when the time is up; a sentence. */
  remediation: string;
  /** How many looks in a row must show it settled, for states that flap. @default 1 */
  holds?: number;
  /** Wix's id of the request behind a look, for the error. */
  requestId?: (seen: Seen) => string | undefined;
}

/** The operation that a wait is part of. */
export interface Waiting {
  readonly clock: Clock;
  log(line: string): void;
  /** In [0, 1). @default Math.random */
  readonly random?: () => number;
  /** End of the whole operation, in ms since the epoch; `Infinity` where each of its waits has an end of its own. */
  readonly deadline: number;
  /** Calls the wait off. */
  readonly signal?: AbortSignal;
  /** What the deadline was made of, in ms; for the error that says that it is over. */
  readonly timeout?: number | undefined;
}

/** Longest pause between two looks, in ms. */
const LONGEST_PAUSE = 60_000;
const GROWTH = 1.5;
/** A line at least this often apart while nothing changes, in ms. */
const REMINDER = 60_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

/** Of hours, nobody reads the seconds. */
const roughly = (ms: number): string => formatDuration(ms < HOUR ? ms : Math.round(ms / MINUTE) * MINUTE);

/** Says when a wait begins, when its status changes, and once a minute at most in between. */
const reporter = (waiting: Waiting, what: string, within: number) => {
  const began = waiting.clock.now();
  let last: { status: string; at: number } | undefined;
  return (status: string): void => {
    const now = waiting.clock.now();
    if (last === undefined) waiting.log(`waiting for ${what}: ${status} (for up to ${roughly(within)})`);
    else if (status !== last.status) waiting.log(`${what}: ${status}`);
    else if (now - last.at >= REMINDER)
      waiting.log(`${what}: still ${status} after ${formatDuration(now - began)}`);
    else return;
    last = { status, at: now };
  };
};

interface Bounds {
  /** The last look, in ms since the epoch. */
  end: number;
  /** The time that is up then, for the error: the operation's own, or the one that this wait was given. */
  began: number;
  timeout: number;
}

const boundsOf = ({ clock, deadline, timeout }: Waiting, within = Infinity): Bounds => {
  const now = clock.now();
  if (now + within < deadline) return { end: now + within, began: now, timeout: within };
  const lasts = timeout ?? Math.max(0, deadline - now);
  return { end: deadline, began: deadline - lasts, timeout: lasts };
};

/**
 * Looks until the judge says that it has settled. Ends at the operation's deadline, or earlier where `within` says so;
 * with one last look.
 * @throws WaitTimeout when the time is up
 * @throws Aborted
 * @throws Error that the judge gave as the reason of a failure, or that a probe threw and that is not transient
 */
export const waitUntil = async <Seen, Value>(waiting: Waiting, wait: Wait<Seen, Value>): Promise<Value> => {
  const { clock, random = Math.random, signal } = waiting;
  const { end, began, timeout } = boundsOf(waiting, wait.within);
  const report = reporter(waiting, wait.what, Math.max(0, end - clock.now()));
  let status = "not seen yet";
  let missing: string | undefined;
  let requestId: string | undefined;
  for (let looks = 1, held = 0; ; looks++) {
    refuseAborted(signal);
    // Asked before the look: a look that takes long may well be the last one.
    const last = clock.now() >= end;
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
      if (!isTransient(error)) throw error;
      missing = (error as Error).message;
    }
    if (last) {
      const { what, remediation } = wait;
      throw new WaitTimeout({ what, began, timeout, status, missing, remediation, requestId });
    }
    await clock.sleep(nextPause(looks, wait.interval, random(), end - clock.now()), signal);
  }
};

/** Carries the judge's error past the handling of those that a probe throws. */
class Final extends Error {
  constructor(override readonly cause: Error) {
    super();
  }
}
