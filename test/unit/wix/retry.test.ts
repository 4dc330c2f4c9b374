import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  DEFAULT_RETRY,
  isRefusal,
  mayPass,
  mayRepeat,
  pause,
  retryAfterMs,
  type Attempt,
  untilNextAttempt,
} from "../../../provider/src/wix/retry";

const answered = (status: number): Attempt => ({ outcome: "answered", status, retryAfter: undefined });
const neverSent: Attempt = { outcome: "lost", sent: false };
const lost: Attempt = { outcome: "lost", sent: true };

describe("what may be repeated blindly", () => {
  test.each([408, 425, 429, 499, 500, 502, 503, 504, 520, 521, 524, 599])(
    "a read that was answered %d may",
    status => expect(mayRepeat("read", answered(status))).toBe(true),
  );

  test.each([200, 204, 301, 400, 401, 403, 404, 407, 409, 410, 418, 428, 498, 501])(
    "a read that was answered %d may not",
    status => expect(mayRepeat("read", answered(status))).toBe(false),
  );

  test("a read whose answer was lost may, sent or not", () => {
    expect([neverSent, lost].map(attempt => mayRepeat("read", attempt))).toEqual([true, true]);
  });

  test("a write may only where it never left, or was throttled", () => {
    const statuses = Array.from({ length: 400 }, (_, index) => 200 + index);
    expect(statuses.filter(status => mayRepeat("write", answered(status)))).toEqual([429]);
    expect(mayRepeat("write", neverSent)).toBe(true);
    expect(mayRepeat("write", lost)).toBe(false);
  });

  test("nothing that may pass is a refusal, and the refusals are those that Wix documents", () => {
    const statuses = Array.from({ length: 500 }, (_, index) => 100 + index);
    expect(statuses.filter(isRefusal)).toEqual([400, 401, 403, 404, 409, 428, 501]);
    expect(statuses.filter(status => isRefusal(status) && mayPass(status))).toEqual([]);
    expect(statuses.filter(status => status < 500 && mayPass(status))).toEqual([408, 425, 429, 499]);
    expect(statuses.filter(status => status >= 500 && !mayPass(status))).toEqual([501]);
  });
});

describe("the pause before the next attempt", () => {
  const rules = { base: 500, cap: 16_000, attempts: 8, patience: 120_000 };

  test("has full jitter: anything from nought to a bound that doubles up to the cap", () => {
    const bounds = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 16_000, 16_000];
    bounds.forEach((bound, index) => {
      expect(pause(index + 1, rules, 0, undefined)).toBe(0);
      expect(pause(index + 1, rules, 0.5, undefined)).toBe(bound / 2);
      expect(pause(index + 1, rules, 1 - Number.EPSILON, undefined)).toBe(bound);
    });
  });

  test("never passes the cap", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, random) => {
          const ms = pause(attempts, rules, random, undefined);
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThanOrEqual(rules.cap);
        },
      ),
    );
  });

  test("is what the server asked for, to the millisecond and past the cap", () => {
    for (const random of [0, 0.3, 0.999]) expect(pause(1, rules, random, 90_000)).toBe(90_000);
    expect(pause(7, rules, 0.5, 0)).toBe(0);
  });

  test("rides out a minute of trouble with the default rules, at most", () => {
    const longest = Array.from({ length: DEFAULT_RETRY.attempts - 1 }, (_, index) =>
      pause(index + 1, DEFAULT_RETRY, 1 - Number.EPSILON, undefined),
    );
    expect(longest.reduce((sum, ms) => sum + ms)).toBe(47_500);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-02-01T10:00:00.000Z");

  test.each([
    ["0", 0],
    ["7", 7_000],
    [" 120 ", 120_000],
    ["Sun, 01 Feb 2026 10:00:30 GMT", 30_000],
    ["Sun, 01 Feb 2026 09:59:30 GMT", 0],
    ["Sun, 01 Feb 2026 10:00:00 GMT", 0],
  ])("%j asks for %d ms", (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));

  test.each([
    undefined,
    "",
    " ",
    "soon",
    "7s",
    "s7",
    "7 7",
    "-5",
    "1.5",
    "soon GMT",
    "Sun, 01 Feb 2026 10:00:30 GMT+1",
  ])("%j asks for nothing", header => expect(retryAfterMs(header, now)).toBeUndefined());
});

describe("the time until the next attempt", () => {
  const rules = { base: 500, cap: 16_000, attempts: 3, patience: 120_000 };
  const throttled = (retryAfter?: string) => ({ outcome: "answered", status: 429, retryAfter }) as const;

  test("is what the server asked for, up to what a run has patience for", () => {
    expect(untilNextAttempt("write", throttled("120"), 1, rules, 0.5, 0)).toBe(120_000);
    expect(untilNextAttempt("write", throttled("121"), 1, rules, 0.5, 0)).toBeUndefined();
  });

  test("never comes after the last attempt, a success, or what may not be repeated", () => {
    expect(untilNextAttempt("read", throttled(), 2, rules, 0.5, 0)).toBe(500);
    expect(untilNextAttempt("read", throttled(), 3, rules, 0.5, 0)).toBeUndefined();
    const answered = (status: number) => ({ outcome: "answered", status, retryAfter: undefined }) as const;
    expect(untilNextAttempt("read", answered(200), 1, rules, 0.5, 0)).toBeUndefined();
    expect(untilNextAttempt("write", answered(503), 1, rules, 0.5, 0)).toBeUndefined();
    expect(untilNextAttempt("read", answered(399), 1, rules, 0.5, 0)).toBeUndefined();
    expect(untilNextAttempt("read", answered(503), 1, rules, 0.5, 0)).toBe(250);
    expect(untilNextAttempt("read", answered(503), 4, rules, 0.5, 0)).toBeUndefined();
  });

  test("follows a lost answer of a read, and a write that never left", () => {
    expect(untilNextAttempt("read", lost, 1, rules, 0.5, 0)).toBe(250);
    expect(untilNextAttempt("write", neverSent, 2, rules, 0.5, 0)).toBe(500);
    expect(untilNextAttempt("write", lost, 1, rules, 0.5, 0)).toBeUndefined();
  });

  test("counts a date from now", () => {
    const now = Date.parse("2026-02-01T10:00:00.000Z");
    const at = throttled("Sun, 01 Feb 2026 10:00:30 GMT");
    expect(untilNextAttempt("read", at, 1, rules, 0.5, now)).toBe(30_000);
  });
});
