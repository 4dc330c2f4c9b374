import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { matching } from "../../../provider/src/resources/package/matching";

const among = (left: readonly string[], right: string): boolean => left.includes(right);

describe("matching", () => {
  test("keeps the order of alike items", () => {
    expect(matching(["a", "a", "a"], ["a", "a", "a"], (left, right) => left === right)).toEqual([0, 1, 2]);
  });

  test("moves an earlier choice aside where a later item has no other", () => {
    expect(matching([["a", "b"], ["a"]], ["a", "b"], among)).toEqual([1, 0]);
    expect(matching([["a", "b"], ["b", "c"], ["a"], ["d", "c"]], ["a", "b", "c", "d"], among)).toEqual([
      1, 2, 0, 3,
    ]);
  });

  test("finds none where two items want the same", () => {
    expect(matching([["a"], ["a"]], ["a", "b"], among)).toBeUndefined();
  });

  test("finds any one-to-one fit that there is, and only such", () => {
    const options = fc.array(fc.subarray([0, 1, 2, 3, 4]), { maxLength: 5 });
    const exists = (lefts: readonly number[][], taken: readonly number[]): boolean => {
      const [first, ...rest] = lefts;
      return (
        first === undefined || first.some(right => !taken.includes(right) && exists(rest, [...taken, right]))
      );
    };
    fc.assert(
      fc.property(options, lefts => {
        const places = matching(lefts, [0, 1, 2, 3, 4], (left, right) => left.includes(right));
        expect(places !== undefined).toBe(exists(lefts, []));
        if (places === undefined) return;
        expect(new Set(places).size).toBe(lefts.length);
        lefts.forEach((left, index) => expect(left).toContain(places[index]));
      }),
    );
  });

  test("takes a thousand alike items in its stride", () => {
    const items = Array.from({ length: 1000 }, () => "a");
    expect(matching(items, items, (left, right) => left === right)).toHaveLength(1000);
  });
});
