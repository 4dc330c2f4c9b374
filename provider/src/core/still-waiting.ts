/*
 * A wait that a run has no more time for, and that the next run goes on with. Loaded by every program, so it must stay
 * light.
 */
import { stripVTControlCharacters } from "node:util";
import { formatDuration } from "./duration";

/**
 * First word of the error of a resource that is not settled yet when `wix:maxWait` is up: nothing failed, and the next
 * `pulumi up` goes on from there.
 */
export const STILL_WAITING = "STILL-WAITING";

/** How long an operation may wait in one run (`wix:maxWait`). */
export interface MaxWait {
  /** ms since the epoch. */
  readonly until: number;
  /** What `until` was made of, from the operation's begin; ms. */
  readonly ms: number;
}

/** Nothing failed, and nothing is lost: `wix:maxWait` is up before something has settled. Told apart by its `kind`. */
export class StillWaiting extends Error {
  readonly kind = "still-waiting";
  /** @param open what has not settled, with its status, what is missing and what to do; further lines are indented */
  constructor(
    readonly open: string,
    { ms }: MaxWait,
    override readonly cause?: unknown,
  ) {
    super(
      `${STILL_WAITING} ${open}\n  wix:maxWait (${formatDuration(ms)}) is up: nothing failed, and the next run goes on from here.`,
    );
  }
}

/** What Pulumi adds of itself where a resource has ended in an error. */
const SUMMARY = /^(update|preview|refresh|destroy) failed\s*(\n|$)/;
const WAIT = new RegExp(`^(1 error occurred:\\s+\\* )?${STILL_WAITING} `);

/**
 * Whether a run ended for no other reason than waits that the next run goes on with: there is at least one, and no other
 * error.
 * @param run all that the run has printed, the error that Pulumi's Automation API throws, or one error's text
 * @example
 * ```ts
 * await stack.up().catch((error: unknown) => {
 *   if (!wix.isStillWaiting(error)) throw error;
 *   console.log("not settled yet; the next run of this pipeline goes on");
 * });
 * ```
 */
export const isStillWaiting = (run: unknown): boolean => {
  const given = run instanceof Error ? run.message : run;
  if (typeof given !== "string") return false;
  const text = stripVTControlCharacters(given);
  // In the list of what goes on, an error stands at the end of a line, and comes again below.
  const errors = text.split(/^[ \t]*error: /m).slice(1);
  const reasons = errors.filter(error => !SUMMARY.test(error));
  return errors.length === 0 ? WAIT.test(text) : reasons.length > 0 && reasons.every(one => WAIT.test(one));
};
