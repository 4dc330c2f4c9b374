import { afterAll, describe, expect, test } from "@jest/globals";
import { FAULTS } from "../../harness/hostile";
import { thinned } from "../../support/runs";
import { SCENARIOS } from "./scenarios";
import { beginningOf, OPERATIONS, play } from "./table";

/** Of the cells of a table, where not all are tried. Each begins at another one: together they try every fault and request. */
const EVERY = 23;

const counted = { cells: 0, runs: 0 };
afterAll(() => {
  console.info(
    `${counted.cells} faults at requests, ${counted.runs} runs, ${Object.keys(FAULTS).length} kinds`,
  );
});

describe.each(
  SCENARIOS.map((scenario, number) => [scenario.name ?? scenario.type, scenario, number] as const),
)("%s", (_type, scenario, number) => {
  test.each(OPERATIONS)("%s ends as declared, whatever befalls any of its requests", async operation => {
    const begun = await beginningOf(scenario, operation);
    const cells = Object.entries(FAULTS).flatMap(([name, fault]) =>
      Array.from({ length: begun.requests }, (_, index) => ({ name, fault, nth: index + 1 })),
    );
    const wrong: string[] = [];
    const table = number * OPERATIONS.length + OPERATIONS.indexOf(operation);
    for (const { name, fault, nth } of thinned(cells, EVERY, table)) {
      counted.cells++;
      try {
        counted.runs += await play(begun, fault, nth);
      } catch (error) {
        wrong.push(`request ${nth}, ${name}: ${(error as Error).message}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
