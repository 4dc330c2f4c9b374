/* What of the bench is run: all of it by default. */
import { parseArgs } from "node:util";

export const PARTS = ["planner", "care", "provider", "start", "engine"] as const;
export type Part = (typeof PARTS)[number];
export const SHELLS = ["dynamic", "native"] as const;
export type Shell = (typeof SHELLS)[number];

export interface Options {
  readonly parts: readonly Part[];
  readonly shells: readonly Shell[];
  /** How many resources, and in how many rounds. */
  readonly sizes: readonly { readonly resources: number; readonly rounds: number }[];
}

const ROUNDS: Readonly<Record<number, number>> = { 1: 7, 100: 5, 500: 4 };
const OTHERWISE = 3;

export const USAGE = `npm run bench -- [flags]
  --parts planner,care,provider,start,engine   what is measured
  --shells dynamic,native                      whose plugin
  --sizes 1,100,500                            how many resources a stack has
  --rounds 5                                   how often each is taken through its life; by default, the less the larger it is`;

const words = <Word extends string>(flag: string, given: string, known: readonly Word[]): Word[] =>
  given.split(",").map(one => {
    const word = known.find(each => each === one.trim());
    if (word === undefined) throw new Error(`--${flag}: no "${one}"; there are ${known.join(", ")}`);
    return word;
  });

const wholeNumber = (flag: string, given: string): number => {
  if (!/^[1-9]\d*$/.test(given.trim()))
    throw new Error(`--${flag}: "${given}" is no whole number of 1 or more`);
  return Number(given);
};

/** @throws Error that says which flag is wrong */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      parts: { type: "string", default: PARTS.join() },
      shells: { type: "string", default: SHELLS.join() },
      sizes: { type: "string", default: Object.keys(ROUNDS).join() },
      rounds: { type: "string" },
    },
  });
  const rounds = values.rounds === undefined ? undefined : wholeNumber("rounds", values.rounds);
  return {
    parts: words("parts", values.parts, PARTS),
    shells: words("shells", values.shells, SHELLS),
    sizes: values.sizes
      .split(",")
      .map(size => wholeNumber("sizes", size))
      .map(resources => ({ resources, rounds: rounds ?? ROUNDS[resources] ?? OTHERWISE })),
  };
};
