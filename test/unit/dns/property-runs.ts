import fc from "fast-check";
import { propertyRuns, propertySeed } from "../../support/runs";

/** Runs of each property, and seven times as many of spellings that must make no changes. */
export const RUNS = propertyRuns(15_000);
const SEED = propertySeed(1035);
process.stdout.write(`properties: PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}\n`);

export const holdsFor = <Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values>,
  runs = RUNS,
): void => {
  fc.assert(property, { seed: SEED, numRuns: runs });
};
