const GROWTH = 1.5;
const MINUTE = 60_000;
/** How late the end of a wait may be noticed, as a share of the wait's age. */
const SHARE = 1 / 20;

/** Pauses never grow beyond this, in ms: a minute, or a twentieth of the wait's age. */
const longest = (age: number): number => Math.max(MINUTE, age * SHARE);

/** Where a wait stands between two looks. */
export interface Standing {
  /** How many looks there were, from 1. */
  looks: number;
  /** First pause in ms. */
  interval: number;
  /** In [0, 1). */
  random: number;
  /** ms since the wait began. */
  age: number;
  /** ms to its end. */
  left: number;
}

/**
 * The pause before the next look in ms. It grows by half each time, varies by a quarter so that many waits do not look at
 * once, is never longer than a minute or a twentieth of the wait's age, and never passes the end, so that the last look
 * comes just then. A wait of 48 hours makes fewer than 200 looks that way.
 */
export const nextPause = ({ looks, interval, random, age, left }: Standing): number => {
  const grown = interval * GROWTH ** Math.min(looks - 1, 40);
  const pause = Math.min(grown * (0.75 + random / 2), longest(age) * (0.75 + random / 4));
  return Math.max(0, Math.min(Math.floor(pause), left));
};
