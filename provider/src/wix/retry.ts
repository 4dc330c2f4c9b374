/** What came of one attempt, as far as the question "again?" goes. */
export type Attempt =
  | { outcome: "answered"; status: number; retryAfter: string | undefined }
  /** @property sent false: provably nothing reached Wix */
  | { outcome: "lost"; sent: boolean };

export type Effect = "read" | "write";

export interface RetryRules {
  /** First pause in ms, before jitter; doubles with every attempt. */
  base: number;
  /** Longest pause in ms, before jitter. */
  cap: number;
  /** Attempts in all. */
  attempts: number;
  /** Longest wait that a `Retry-After` may ask for, in ms; where it asks for more, the call ends with the refusal. */
  patience: number;
}

/** Rides out a minute of trouble: pauses of up to 0.5, 1, 2, 4, 8, 16, 16 s. */
export const DEFAULT_RETRY: RetryRules = { base: 500, cap: 16_000, attempts: 8, patience: 120_000 };

/** Wix did not do it, whoever says so. */
export const THROTTLED = 429;

/** Too slow, too early, too often, given up in between. */
const MAY_PASS = new Set([408, 425, THROTTLED, 499]);
const NOT_IMPLEMENTED = 501;

/**
 * Whether a status is trouble that may pass: those above, and every 5xx but 501, those that content networks add (520
 * and on) included.
 */
export const mayPass = (status: number): boolean =>
  MAY_PASS.has(status) || (status >= 500 && status !== NOT_IMPLEMENTED);

/**
 * Whether an attempt may be repeated blindly. A read may, as long as it ended in trouble that may pass. A write may
 * only where it provably had no effect: it never left, or Wix throttled it (429). After anything else it may have been
 * done (docs/wix/README.md#statuses-and-what-to-do: "a write: read first").
 */
export const mayRepeat = (effect: Effect, attempt: Attempt): boolean => {
  if (attempt.outcome === "lost") return effect === "read" || !attempt.sent;
  return attempt.status === THROTTLED || (effect === "read" && mayPass(attempt.status));
};

/** Statuses by which Wix says no (docs/wix/README.md#error-envelope): with its own envelope, nothing was changed. */
const REFUSALS = new Set([400, 401, 403, 404, 409, 428, NOT_IMPLEMENTED]);

export const isRefusal = (status: number): boolean => REFUSALS.has(status);

/** `Retry-After` in ms: seconds or an HTTP date (RFC 9110, 10.2.3). */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  // Date.parse alone takes "7 7" and "-5" for dates.
  const date = /GMT\s*$/.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/**
 * Pause before the next attempt in ms: what the server asked for, without jitter, else exponential with full jitter.
 * @param attempts how many were made, from 1
 * @param random in [0, 1)
 */
export const pause = (
  attempts: number,
  rules: RetryRules,
  random: number,
  askedFor: number | undefined,
): number => askedFor ?? Math.round(random * Math.min(rules.cap, rules.base * 2 ** (attempts - 1)));

/**
 * When to try again after an attempt.
 * @param attempts how many were made, from 1
 * @param random in [0, 1)
 * @param now ms since the epoch
 * @returns the pause in ms; undefined: it succeeded, or what came of it is final
 */
export const untilNextAttempt = (
  effect: Effect,
  attempt: Attempt,
  attempts: number,
  rules: RetryRules,
  random: number,
  now: number,
): number | undefined => {
  if (attempts >= rules.attempts || !mayRepeat(effect, attempt)) return undefined;
  const askedFor = attempt.outcome === "answered" ? retryAfterMs(attempt.retryAfter, now) : undefined;
  return askedFor !== undefined && askedFor > rules.patience
    ? undefined
    : pause(attempts, rules, random, askedFor);
};
