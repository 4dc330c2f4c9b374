const { CI = "", PROPERTY_RUNS, PROPERTY_SEED } = process.env;
const inCi = !["", "0", "false"].includes(CI);

/** How often a property is tried: `full` where `CI` is set, elsewhere at most 200 times. `PROPERTY_RUNS` overrides both. */
export const propertyRuns = (full: number): number =>
  Number(PROPERTY_RUNS ?? (inCi ? full : Math.min(full, 200)));

/** Makes runs repeatable; `PROPERTY_SEED` repeats another one, or searches elsewhere. */
export const propertySeed = (usual: number): number => Number(PROPERTY_SEED ?? usual);

/**
 * Which of the requests of a run meet a fault: all where `CI` is set, elsewhere every fifth, beginning with another one for
 * each fault, so that the faults together befall every request.
 * @param requests how many there are, from 1
 * @param fault its number, see {@link numbered}
 */
export const befallen = (requests: number, fault: number): number[] =>
  Array.from({ length: requests }, (_, index) => index + 1).filter(nth => inCi || (nth + fault) % 5 === 0);

/** What is tried of a table: all where `CI` is set, elsewhere every so-manieth, from the one of that number on. */
export const thinned = <Cell>(cells: readonly Cell[], every: number, from = 0): readonly Cell[] =>
  inCi ? cells : cells.filter((_, index) => index % every === from % every);

/** Rows of a table of faults: name, fault and number. */
export const numbered = <Fault>(faults: Readonly<Record<string, Fault>>) =>
  Object.entries(faults).map(([name, fault], number) => [name, fault, number] as const);
