import { describe, expect, test } from "@jest/globals";
import { hasUnknown, surelyDiffer, UNKNOWN } from "../../../provider/src/core/unknown";

describe("a value", () => {
  test.each([UNKNOWN, [UNKNOWN], { a: { b: [1, UNKNOWN] } }])("has an unknown part: %p", value => {
    expect(hasUnknown(value)).toBe(true);
  });

  test.each([undefined, null, 1, "unknown", [], {}, { a: [1, { b: 2 }] }])("is known: %p", value => {
    expect(hasUnknown(value)).toBe(false);
  });
});

describe("two values", () => {
  test.each<[unknown, unknown]>([
    [1, 2],
    ["a", undefined],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, {}],
    [[1], [1, 2]],
    [
      { a: UNKNOWN, b: 1 },
      { a: 1, b: 2 },
    ],
    [{ a: 1 }, "a"],
  ])("surely differ: %p and %p", (a, b) => {
    expect([surelyDiffer(a, b), surelyDiffer(b, a)]).toEqual([true, true]);
  });

  test.each<[unknown, unknown]>([
    [1, 1],
    [UNKNOWN, 1],
    [{ a: UNKNOWN }, { a: 1 }],
    [{ a: [1, UNKNOWN] }, { a: [1, 2] }],
    [{ a: 1 }, { a: 1 }],
    [null, null],
  ])("may be equal: %p and %p", (a, b) => {
    expect([surelyDiffer(a, b), surelyDiffer(b, a)]).toEqual([false, false]);
  });
});
