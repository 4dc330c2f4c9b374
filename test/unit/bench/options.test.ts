import { expect, test } from "@jest/globals";
import { ratios, spread, verdict } from "../../../bench/figures";
import { PARTS, readOptions, SHELLS } from "../../../bench/options";

test("all is measured where no flag says otherwise, the fewer times the larger a stack is", () => {
  const { parts, shells, sizes } = readOptions([]);
  expect({ parts, shells }).toEqual({ parts: PARTS, shells: SHELLS });
  expect(sizes).toEqual([
    { resources: 1, rounds: 7 },
    { resources: 100, rounds: 5 },
    { resources: 500, rounds: 4 },
  ]);
});

test("flags choose a part", () => {
  const flags = ["--parts", "engine, care", "--shells", "native", "--sizes", "7,100", "--rounds", "2"];
  expect(readOptions(flags)).toEqual({
    parts: ["engine", "care"],
    shells: ["native"],
    sizes: [
      { resources: 7, rounds: 2 },
      { resources: 100, rounds: 2 },
    ],
  });
  expect(readOptions(["--sizes", "7"]).sizes).toEqual([{ resources: 7, rounds: 3 }]);
});

test.each([
  [["--parts", "motor"], '--parts: no "motor"; there are planner, care, provider, start, engine'],
  [["--shells", "sea"], '--shells: no "sea"; there are dynamic, native'],
  [["--sizes", "1,few"], '--sizes: "few" is no whole number of 1 or more'],
  [["--rounds", "0"], '--rounds: "0" is no whole number of 1 or more'],
])("a wrong flag is named: %j", (flags, message) => {
  expect(() => readOptions(flags)).toThrow(message);
});

test("ratios are taken round by round, and judged by their median", () => {
  const found = ratios([1, 9, 2], [2, 10, 1]);
  expect(found).toEqual([0.5, 0.9, 2]);
  expect(spread(found)).toBe("0.90 (0.50 to 2.00)");
  expect([verdict(found, 0.9), verdict(found, 0.8)]).toEqual(["at most 0.9: kept", "at most 0.8: missed"]);
});
