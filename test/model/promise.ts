import { expect, test } from "@jest/globals";
import { search } from "./search.ts";
import { SHELL_NAMES, shellOf } from "./shells.ts";

/** All of them in continuous integration, a taste of them elsewhere. */
const SEQUENCES = process.env.CI ? 10_000 : 300;
const PARTS = 4;

/**
 * Holds the model's promise on one part of the sequences, so that several workers can share them; the parts take the shells
 * in turn. `MODEL_SHELL`, `MODEL_SEED` and `MODEL_PATH`, as printed with a failure, repeat one sequence.
 * @param part from 0
 */
export const promise = (part: number): void => {
  const { MODEL_SHELL, MODEL_SEED, MODEL_PATH, MODEL_SEQUENCES } = process.env;
  const shell = MODEL_SHELL === undefined ? SHELL_NAMES[part % SHELL_NAMES.length]! : shellOf(MODEL_SHELL);
  const seed = Number(MODEL_SEED ?? 20_260_201) + (MODEL_PATH === undefined ? part : 0);
  const sequences = Math.ceil(Number(MODEL_SEQUENCES ?? SEQUENCES) / PARTS);

  test(`nothing declared or foreign is lost, and nothing is paid for twice (part ${part + 1} of ${PARTS})`, async () => {
    const began = Date.now();
    const { found, tally } = await search({ shell, seed, path: MODEL_PATH, sequences });
    const seconds = (Date.now() - began) / 1_000;
    console.log(`${shell} shell, seed ${seed}, ${seconds.toFixed(1)} s: ${tally}`);
    const message =
      found &&
      `after ${found.after} sequences; MODEL_SHELL=${shell} MODEL_SEED=${seed} MODEL_PATH=${found.path}\n${found.message}`;
    expect(message).toBeUndefined();
  }, 900_000);
};
