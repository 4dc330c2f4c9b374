import { createHash } from "node:crypto";

/** A number in [0, 1). */
export type Random = () => number;

/** The mulberry32 generator: the same seed gives the same numbers on every machine. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A shuffled copy (Fisher and Yates). */
export const shuffled = <T>(items: readonly T[], random: Random): T[] => {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
};

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A version 4 GUID that depends on `text` alone. */
export const guidFrom = (text: string): string => {
  const hex = sha256(text);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
};
