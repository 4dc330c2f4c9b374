import { expect, test } from "@jest/globals";
import { shownFailures } from "../../../provider/src/shell/failures";

const failures = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ property: `records[${index}]`, reason: "is wrong" }));

test("twenty failures are shown in full, each with its path; of more, the number", () => {
  expect(shownFailures(failures(20))).toEqual(failures(20).map(({ property }) => `${property}: is wrong`));
  const shown = shownFailures(failures(33));
  expect(shown).toHaveLength(21);
  expect(shown.at(-1)).toMatch(/^13 more /);
});

test("a failure of no property is shown as it is", () =>
  expect(shownFailures([{ property: "", reason: "no good" }])).toEqual(["no good"]));
