import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatDuration, formatMoment, parseDuration } from "../../../provider/src/core/duration";

describe("parseDuration", () => {
  test.each([
    ["500ms", 500],
    ["2s", 2_000],
    ["1m30s", 90_000],
    ["1h30m", 5_400_000],
    ["0.5s", 500],
    ["48h", 172_800_000],
    ["30d", 2_592_000_000],
    ["1d12h", 129_600_000],
    ["0s", 0],
  ])("reads %s as %d ms", (text, ms) => expect(parseDuration(text)).toBe(ms));

  test.each(["", "5", "s", "2 s", "-2s", "1m 30s", "2sec", "2S", "1.s", " 2s", "NaNs"])(
    "says that %j is no duration",
    text => expect(parseDuration(text)).toBeUndefined(),
  );
});

describe("formatDuration", () => {
  test.each([
    [0, "0ms"],
    [450, "450ms"],
    [2_000, "2s"],
    [90_000, "1m 30s"],
    [3_600_000, "1h"],
    [3_605_000, "1h 5s"],
    [172_800_000, "48h"],
  ])("writes %d ms as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

  test("loses nothing of whole seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), seconds => {
        expect(parseDuration(formatDuration(seconds * 1_000).replaceAll(" ", ""))).toBe(seconds * 1_000);
      }),
    );
  });
});

describe("formatMoment", () => {
  test.each([
    ["2026-12-06T15:42:51.496Z", "2026-12-06 15:42 UTC"],
    ["2026-12-06T15:42:51Z", "2026-12-06 15:42 UTC"],
    ["2026-12-06T15:42Z", "2026-12-06 15:42 UTC"],
    ["2026-12-06T15:42:51+02:00", "2026-12-06T15:42:51+02:00"],
    ["2026-12-06", "2026-12-06"],
    ["soon", "soon"],
  ])("writes %s as %s", (iso, text) => expect(formatMoment(iso)).toBe(text));
});
