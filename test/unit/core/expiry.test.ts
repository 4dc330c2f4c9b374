import { describe, expect, test } from "@jest/globals";
import { dayOf, endingSoon, isAfter, isPast } from "../../../provider/src/core/expiry";

const NOW = Date.parse("2026-02-01T10:00:00.000Z");
const DAY = 86_400_000;

describe("whether a moment has come", () => {
  test.each([
    ["2026-02-01T09:59:59.999Z", true],
    ["2026-02-01T10:00:00.000Z", true],
    ["2026-02-01T10:00:00.001Z", false],
    ["soon", false],
    [undefined, false],
  ])("%s: %s", (iso, past) => expect(isPast(iso, NOW)).toBe(past));
});

describe("whether a moment comes after another", () => {
  test.each([
    ["2027-03-02T08:20:00.001Z", true],
    ["2027-03-02T08:20:00.000Z", false],
    ["2026-03-02T08:20:00.000Z", false],
    ["soon", false],
    [undefined, false],
  ])("%s: %s", (iso, after) => expect(isAfter(iso, "2027-03-02T08:20:00.000Z")).toBe(after));
});

describe("the day of a moment", () => {
  test.each([
    ["2027-03-02", "2027-03-02"],
    ["2027-03-02T08:20:00.000Z", "2027-03-02"],
    ["2027-03-02T01:00:00+02:00", "2027-03-01"],
    ["2027-13-45", undefined],
    ["soon", undefined],
  ])("%s is %s", (iso, day) => expect(dayOf(iso)).toBe(day));
});

describe("an end that is near", () => {
  test.each([
    ["2026-03-03T10:00:00.000Z", "in 30 days, on 2026-03-03 10:00 UTC"],
    ["2026-02-03T10:00:00.000Z", "in 2 days, on 2026-02-03 10:00 UTC"],
    ["2026-02-03T09:59:00.000Z", "in 47h 59m, on 2026-02-03 09:59 UTC"],
    ["2026-02-01T10:00:01.000Z", "in 1m, on 2026-02-01 10:00 UTC"],
  ])("%s is told as %s", (iso, text) => expect(endingSoon(iso, NOW, 30 * DAY)).toBe(text));

  test.each([["2026-03-03T10:00:00.001Z"], ["2026-02-01T10:00:00.000Z"], ["soon"], [undefined]])(
    "%s is not near, or is past",
    iso => expect(endingSoon(iso, NOW, 30 * DAY)).toBeUndefined(),
  );

  test("is none where nobody wants to be warned", () =>
    expect(endingSoon("2026-02-01T10:00:01.000Z", NOW, 0)).toBeUndefined());
});
