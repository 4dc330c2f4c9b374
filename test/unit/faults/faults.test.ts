import { afterAll, describe, expect, test } from "@jest/globals";
import { FAULTS } from "../../harness/hostile";
import { SCENARIOS } from "./scenarios";
import { beginningOf, OPERATIONS, play } from "./table";

/** All cells in CI; locally every eleventh, which still tries every fault and every request. */
const STEP = process.env.CI === undefined ? 11 : 1;

const counted = { cells: 0, runs: 0 };
afterAll(() => {
  console.info(
    `${counted.cells} faults at requests, ${counted.runs} runs, ${Object.keys(FAULTS).length} kinds`,
  );
});

describe.each(SCENARIOS.map(scenario => [scenario.name ?? scenario.type, scenario] as const))(
  "%s",
  (_type, scenario) => {
    test.each(OPERATIONS)("%s ends as declared, whatever befalls any of its requests", async operation => {
      const begun = await beginningOf(scenario, operation);
      const cells = Object.entries(FAULTS).flatMap(([name, fault]) =>
        Array.from({ length: begun.requests }, (_, index) => ({ name, fault, nth: index + 1 })),
      );
      const wrong: string[] = [];
      for (const [index, { name, fault, nth }] of cells.entries()) {
        if (index % STEP !== 0) continue;
        counted.cells++;
        try {
          counted.runs += await play(begun, fault, nth);
        } catch (error) {
          wrong.push(`request ${nth}, ${name}: ${(error as Error).message}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  },
);
