const { CI = "", PROPERTY_RUNS, PROPERTY_SEED } = process.env;
const inCi = !["", "0", "false"].includes(CI);

/** How often a property is tried: `full` where `CI` is set, elsewhere at most 500 times. `PROPERTY_RUNS` overrides both. */
export const propertyRuns = (full: number): number =>
  Number(PROPERTY_RUNS ?? (inCi ? full : Math.min(full, 500)));

/** Makes runs repeatable; `PROPERTY_SEED` repeats another one, or searches elsewhere. */
export const propertySeed = (usual: number): number => Number(PROPERTY_SEED ?? usual);

/**
 * Which of the requests of a run meet a fault: all where `CI` is set, elsewhere every third, beginning with another one for
 * each fault, so that the faults together befall every request.
 * @param requests how many there are, from 1
 * @param fault its number, see {@link numbered}
 */
export const befallen = (requests: number, fault: number): number[] =>
  Array.from({ length: requests }, (_, index) => index + 1).filter(nth => inCi || (nth + fault) % 3 === 0);

/** Rows of a table of faults: name, fault and number. */
export const numbered = <Fault>(faults: Readonly<Record<string, Fault>>) =>
  Object.entries(faults).map(([name, fault], number) => [name, fault, number] as const);
