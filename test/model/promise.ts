import { expect, test } from "@jest/globals";
import { search } from "./search.ts";

/** All of them in continuous integration, a taste of them elsewhere. */
const SEQUENCES = process.env.CI ? 10_000 : 300;
const PARTS = 4;

/**
 * Holds the model's promise on one part of the sequences, so that several workers can share them.
 * `MODEL_SEED` and `MODEL_PATH`, as printed with a failure, repeat one sequence.
 * @param part from 0
 */
export const promise = (part: number): void => {
  const { MODEL_SEED, MODEL_PATH, MODEL_SEQUENCES } = process.env;
  const seed = Number(MODEL_SEED ?? 20_260_201) + (MODEL_PATH === undefined ? part : 0);
  const sequences = Math.ceil(Number(MODEL_SEQUENCES ?? SEQUENCES) / PARTS);

  test(`nothing declared or foreign is lost, and nothing is paid for twice (part ${part + 1} of ${PARTS})`, async () => {
    const began = Date.now();
    const { found, tally } = await search({ seed, path: MODEL_PATH, sequences });
    const seconds = (Date.now() - began) / 1_000;
    console.log(`seed ${seed}, ${seconds.toFixed(1)} s: ${tally}`);
    const message =
      found &&
      `after ${found.after} sequences; MODEL_SEED=${seed} MODEL_PATH=${found.path}\n${found.message}`;
    expect(message).toBeUndefined();
  }, 900_000);
};
