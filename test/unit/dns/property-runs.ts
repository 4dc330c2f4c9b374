import fc from "fast-check";

/**
 * Runs of each property; `PROPERTY_RUNS` and `PROPERTY_SEED` make a longer search, or repeat one.
 * @default 1,000; in CI 15,000
 */
export const RUNS = Number(process.env.PROPERTY_RUNS ?? (process.env.CI ? 15_000 : 1_000));
const SEED = Number(process.env.PROPERTY_SEED ?? 1035);
process.stdout.write(`properties: PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}\n`);

export const holdsFor = <Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values>,
  runs = RUNS,
): void => {
  fc.assert(property, { seed: SEED, numRuns: runs });
};
