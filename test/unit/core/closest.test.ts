import { describe, expect, test } from "@jest/globals";
import { closest, didYouMean } from "../../../provider/src/core/closest";
import { unknownKey } from "../../../provider/src/core/setting-keys";

const WORDS = ["apiKey", "accountId", "pace", "maxWait"];

describe("the word that was meant", () => {
  test.each([
    ["apikey", "apiKey"],
    ["APIKEY", "apiKey"],
    ["apiKeys", "apiKey"],
    ["acountId", "accountId"],
    ["paec", undefined],
    ["pac", "pace"],
    ["region", undefined],
    ["", undefined],
  ])("by %j is %s", (given, meant) => expect(closest(given, WORDS)).toBe(meant));

  test("is none among none, and of no text", () => {
    expect(closest("a", [])).toBeUndefined();
    expect(didYouMean(5, ["5"])).toBe("");
    expect(didYouMean("kep", ["keep"], JSON.stringify)).toBe('; did you mean "keep"?');
  });
});

test("a key that nothing reads is told the one that was meant, or all", () => {
  expect(unknownKey("acountId")).toMatch(/^wix:acountId is no setting.*did you mean wix:accountId\?$/);
  expect(unknownKey("colour")).toMatch(/there are wix:apiKey, .*wix:readOnly$/);
});
