const { CI = "", PROPERTY_RUNS, PROPERTY_SEED } = process.env;
const inCi = !["", "0", "false"].includes(CI);

/** How often a property is tried: `full` where `CI` is set, elsewhere at most 1,000 times. `PROPERTY_RUNS` overrides both. */
export const propertyRuns = (full: number): number =>
  Number(PROPERTY_RUNS ?? (inCi ? full : Math.min(full, 1_000)));

/** Makes runs repeatable; `PROPERTY_SEED` repeats another one, or searches elsewhere. */
export const propertySeed = (usual: number): number => Number(PROPERTY_SEED ?? usual);
