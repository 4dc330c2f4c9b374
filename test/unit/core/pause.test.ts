import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { nextPause, type Standing } from "../../../provider/src/core/pause";
import { propertyRuns, propertySeed } from "../../support/runs";

const HOUR = 3_600_000;
const first: Standing = { looks: 1, interval: 2_000, random: 0.5, age: 0, left: 60_000 };

/** When a wait looks, in ms from its begin. */
const looksOf = (timeout: number, interval: number, random: () => number): number[] => {
  const at = [0];
  for (let age = 0; age < timeout; at.push(age))
    age += nextPause({ looks: at.length, interval, random: random(), age, left: timeout - age });
  return at;
};

/** Numbers in [0, 1), as chance or as one that is against us gives them. */
const chance: fc.Arbitrary<() => number> = fc.oneof(
  fc.constantFrom(
    () => 0,
    () => 0.999_999,
  ),
  fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })).map(stream => {
    return () => stream.next().value as number;
  }),
);
const waits = fc.record({
  timeout: fc.integer({ min: 1_000, max: 73 * HOUR }),
  interval: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: HOUR })),
  random: chance,
});
const often = { numRuns: propertyRuns(10_000), seed: propertySeed(5) };

describe("a pause", () => {
  test("grows by half each time from the interval, to less than a minute", () => {
    const at = looksOf(HOUR / 6, 2_000, () => 0.5);
    const pauses = at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
    expect(pauses.slice(0, 5)).toEqual([2_000, 3_000, 4_500, 6_750, 10_125]);
    expect(Math.max(...pauses)).toBe(52_500);
  });

  test("varies by a quarter either way at first, and never beyond what is allowed later", () => {
    const at = (more: Partial<Standing>) =>
      [0, 0.5, 0.999].map(random => nextPause({ ...first, left: Infinity, ...more, random }));
    expect(at({})).toEqual([1_500, 2_000, 2_499]);
    expect(at({ looks: 30 })).toEqual([45_000, 52_500, 59_985]);
    expect(at({ looks: 30, age: 48 * HOUR })).toEqual([6_480_000, 7_560_000, 8_637_840]);
  });

  test("never passes the end, and is never negative", () => {
    expect(nextPause({ ...first, looks: 30, left: 700 })).toBe(700);
    expect(nextPause({ ...first, looks: 30, left: -5 })).toBe(0);
  });

  test("stays bounded however often one has looked", () => {
    expect(nextPause({ ...first, looks: 1_000_000, left: Infinity })).toBe(52_500);
  });
});

describe("whatever the interval, the time and chance", () => {
  test("an end is noticed within a minute or a twentieth of the wait's age", () => {
    fc.assert(
      fc.property(waits, ({ timeout, interval, random }) => {
        const at = looksOf(timeout, interval, random);
        const late = at.slice(1).filter((ms, index) => {
          const age = at[index] ?? 0;
          return ms - age > Math.max(60_000, age / 20);
        });
        expect(late).toEqual([]);
        expect(at.at(-1)).toBe(timeout);
      }),
      often,
    );
  });

  test("48 hours are at most 200 looks: with two calls each at most 400 calls", () => {
    fc.assert(
      fc.property(waits, ({ interval, random }) => {
        expect(looksOf(48 * HOUR, interval, random).length).toBeLessThanOrEqual(200);
      }),
      often,
    );
  });
});
