import type { FaultKind } from "../harness/faults.ts";

/** Counts what a search has tried. */
export interface Tally {
  sequence(commands: number): void;
  run(kind: string, struck: readonly FaultKind[], succeeded: boolean): void;
  sequences(): number;
  /** One line for people. */
  toString(): string;
}

export const newTally = (): Tally => {
  const [counts, faults] = [new Map<string, number>(), new Map<string, number>()];
  const count = (map: Map<string, number>, key: string, by = 1): void =>
    void map.set(key, (map.get(key) ?? 0) + by);
  const of = (map: Map<string, number>): string =>
    [...map].map(([key, times]) => `${times} ${key}`).join(", ");
  return {
    sequence: commands => {
      count(counts, "sequences");
      count(counts, "commands", commands);
    },
    run: (kind, struck, succeeded) => {
      count(counts, `${kind}${succeeded ? "" : " (failed)"}`);
      for (const fault of struck) count(faults, fault);
    },
    sequences: () => counts.get("sequences") ?? 0,
    toString: () => `${of(counts)}; faults: ${of(faults)}`,
  };
};
