/*
 * Waiting until something at Wix has settled.
 *
 * A probe looks, a judge says what the look means. Only final states that are known as such end a wait: a status that
 * nobody has heard of keeps it waiting. A wait holds nothing but its deadline, so it can be given up at any time and
 * begun again by the next run.
 */
import { refuseAborted } from "./aborted";
import type { Clock } from "./clock";
import { nextPause } from "./pause";
import { StillWaiting, type MaxWait } from "./still-waiting";
import { isTransient } from "./transience";
import { waitReporter } from "./wait-report";
import { describeOpen, WaitTimeout, type TimedOut } from "./wait-timeout";

export type Verdict<Value> =
  | { kind: "settled"; value: Value }
  /** A final state, or one that waiting does not change. */
  | { kind: "failed"; error: Error }
  | {
      kind: "waiting";
      /** As Wix names it; shown when it changes. */
      status: string;
      /** What has to happen, e.g. expected against seen records; shown when it changes. */
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
  /** First pause between two looks in ms, a minute at most; grows by half each time. */
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
  /** How long the run has time for this operation's waits, where that is less. Its end is no failure. */
  readonly maxWait?: MaxWait | undefined;
  /** Calls the wait off. */
  readonly signal?: AbortSignal;
  /** Notes that somebody waits, and wants to be told when Wix is out of reach. @returns call it at the wait's end */
  readonly watch?: () => () => void;
  /** What the deadline was made of, in ms; for the error that says that it is over. */
  readonly timeout?: number | undefined;
}

interface Bounds {
  /** The last look, in ms since the epoch. */
  end: number;
  /** The time that is up then, for the error: the operation's own, or the one that this wait was given. */
  began: number;
  timeout: number;
  /** What ends the wait, where the run has no more time before any other time is up. */
  maxWait: MaxWait | undefined;
}

/** Where two ends coincide, the one that the program has chosen for the operation counts: an ordinary time-out. */
const boundsOf = ({ clock, deadline, timeout, maxWait }: Waiting, within = Infinity): Bounds => {
  const now = clock.now();
  const ownEnd = now + within;
  const end = Math.min(ownEnd, deadline);
  const lasts = timeout ?? Math.max(0, deadline - now);
  const time =
    ownEnd < deadline ? { began: now, timeout: within } : { began: deadline - lasts, timeout: lasts };
  return maxWait !== undefined && maxWait.until < end
    ? { end: maxWait.until, began: maxWait.until - maxWait.ms, timeout: maxWait.ms, maxWait }
    : { ...time, end, maxWait: undefined };
};

const unsettled = (open: TimedOut, { maxWait }: Bounds): Error =>
  maxWait === undefined ? new WaitTimeout(open) : new StillWaiting(describeOpen(open), maxWait);

const lookUntil = async <Seen, Value>(waiting: Waiting, wait: Wait<Seen, Value>): Promise<Value> => {
  const { clock, random = Math.random, signal } = waiting;
  const { what, interval, remediation, holds = 1 } = wait;
  const start = clock.now();
  const bounds = boundsOf(waiting, wait.within);
  const { end, began, timeout } = bounds;
  const by = bounds.maxWait && "wix:maxWait";
  const report = waitReporter(waiting, what, Math.max(0, end - start), by);
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
      if (verdict.kind === "settled" && ++held >= holds) return verdict.value;
      if (verdict.kind === "waiting") {
        held = 0;
        ({ status, missing } = { missing: undefined, ...verdict });
        report({ status, missing });
      }
    } catch (error) {
      if (error instanceof Final) throw error.cause;
      if (!isTransient(error)) throw error;
      missing = (error as Error).message;
    }
    if (last) throw unsettled({ what, began, timeout, status, missing, remediation, requestId }, bounds);
    const now = clock.now();
    await clock.sleep(
      nextPause({ looks, interval, random: random(), age: now - start, left: end - now }),
      signal,
    );
  }
};

/**
 * Looks until the judge says that it has settled. Ends at the operation's deadline, or earlier where `within` or the run's
 * `maxWait` says so; with one last look.
 * @throws WaitTimeout when the time is up
 * @throws StillWaiting when the run has no more time
 * @throws Aborted
 * @throws Error that the judge gave as the reason of a failure, or that a probe threw and that is not transient
 */
export const waitUntil = async <Seen, Value>(waiting: Waiting, wait: Wait<Seen, Value>): Promise<Value> => {
  const release = waiting.watch?.();
  try {
    return await lookUntil(waiting, wait);
  } finally {
    release?.();
  }
};

/** Carries the judge's error past the handling of those that a probe throws. */
class Final extends Error {
  constructor(override readonly cause: Error) {
    super();
  }
}
