import * as fc from "fast-check";
import { sequences, type Sequence } from "./commands.ts";
import { perform } from "./sequence.ts";
import type { ShellName } from "./shells.ts";
import { newTally } from "./tally.ts";

export interface Search {
  readonly shell: ShellName;
  readonly seed: number;
  /** Of fast-check, to repeat one sequence: as printed with a failure. */
  readonly path?: string | undefined;
  readonly sequences: number;
}

export interface Found {
  /** After so many sequences, before the shrinking. */
  readonly after: number;
  readonly message: string;
  readonly path: string;
}

/** Tries sequences until one breaks a promise, and makes that one as short as it can. */
export const search = async ({
  shell,
  seed,
  path,
  sequences: numRuns,
}: Search): Promise<{ found?: Found; tally: string }> => {
  const tally = newTally();
  const property = fc.asyncProperty(sequences, (sequence: Sequence) => perform(seed, shell, sequence, tally));
  const result = await fc.check(property, {
    seed,
    numRuns,
    ...(path !== undefined && { path }),
    endOnFailure: false,
  });
  if (!result.failed) return { tally: tally.toString() };
  const error = result.errorInstance as Error | null;
  const found = {
    after: result.numRuns,
    path: result.counterexamplePath ?? "",
    message: error?.message ?? "",
  };
  return { found, tally: tally.toString() };
};
