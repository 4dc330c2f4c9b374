import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { propertyRuns, propertySeed } from "../../../support/runs";
import { foundIn } from "./judged";
import { ordinary, SETUPS } from "./ordinary";

const RUNS = propertyRuns(10_000);
const SEED = propertySeed(5321);
process.stdout.write(`ordinary zones: PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}\n`);

describe("what people ordinarily declare", () => {
  test.each(SETUPS)("is neither refused nor spoken of: %s", (_name, records) => {
    expect(foundIn([], records)).toEqual([]);
  });

  test("is thirty real set-ups", () => {
    expect(SETUPS.length).toBeGreaterThanOrEqual(30);
  });

  test("is never refused, and spoken of in one of a hundred changes at most", () => {
    const samples = fc.sample(ordinary, { seed: SEED, numRuns: RUNS });
    const spoken = samples.flatMap(({ before, after, change }) => {
      const found = [...foundIn([], before), ...foundIn(before, after)];
      return found.length === 0
        ? []
        : [
            {
              change,
              found: found.map(({ rule, refused, what }) => `${rule} ${refused ?? "said"}: ${what}`),
            },
          ];
    });
    const refused = spoken.filter(({ found }) => found.some(text => !text.includes(" said: ")));
    expect(refused.slice(0, 3)).toEqual([]);
    if (spoken.length > 0) console.log(JSON.stringify(spoken.slice(0, 8), undefined, 1));
    expect(spoken.length / RUNS).toBeLessThan(0.01);
  });
});
