import { readFileSync } from "node:fs";

export const median = (figures: readonly number[]): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

/** Median with the range behind it: `1.02 (0.98 to 1.05)`. */
export const spread = (figures: readonly number[], digits = 2): string =>
  `${median(figures).toFixed(digits)} (${Math.min(...figures).toFixed(digits)} to ${Math.max(...figures).toFixed(digits)})`;

/** Of figures that were taken in turns, round by round. */
export const ratios = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((figure, round) => figure / (theirs[round] ?? NaN));

/** What is promised of figures: `at most 0.9: missed`. */
export const verdict = (figures: readonly number[], most: number): string =>
  `at most ${most}: ${median(figures) <= most ? "kept" : "missed"}`;

/** CPU seconds of all children that have ended, and of theirs; only Linux tells. */
export const childrenCpu = (): number => {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
};
