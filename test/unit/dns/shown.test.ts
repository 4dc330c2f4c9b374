import { describe, expect, test } from "@jest/globals";
import { mayBeCut, shownCut } from "../../../provider/src/dns/shown";

const KEY = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;
const SHORT = "v=DKIM1; k=rsa";

describe("a text that came back cut", () => {
  test.each([
    ["before its end", [KEY], [SHORT], [SHORT]],
    ["within a word", ["x".repeat(300)], ["x".repeat(255)], ["x".repeat(255)]],
    ["to its first string", [`"${SHORT}" "p=AAAA"`], [SHORT], [SHORT]],
    ["out of its quotes", ['"v=spf1 -all"'], ["v=spf1 -all"], ["v=spf1 -all"]],
    ["with a blank at its end", ['"v=DKIM1;" "k=rsa"'], ["v=DKIM1; "], ["v=DKIM1; "]],
    ["twice", [KEY, `v=spf1 ${"B".repeat(300)}`], [SHORT, "v=spf1"], [SHORT, "v=spf1"]],
    ["across its strings", ['"v=DKIM1; k="  "rsa" "p=AAAA"'], [SHORT], [SHORT]],
    ["beside a whole one", [KEY, "whole"], [SHORT, "whole"], [SHORT, "whole"]],
  ])("is ours: %s", (_how, sent, read, ours) => {
    expect(shownCut("TXT", { values: read }, { values: sent }, false)).toEqual({ values: ours });
  });

  test.each([
    ["somebody else's text", [KEY], ["v=spf1 -all"]],
    ["the whole text", [KEY], [KEY]],
    ["nothing", [KEY], []],
    ["an empty text", [KEY], [""]],
    ["a blank", [KEY], [" "]],
    ["one cut text of two", [KEY, `v=spf1 ${"B".repeat(300)}`], [SHORT]],
    ["a longer text", [SHORT], [KEY]],
    ["another text beside it", [KEY], [SHORT, "theirs"]],
    ["one text of two", [KEY, "whole"], ["whole"]],
  ])("is not what shows %s", (_what, sent, read) => {
    expect(shownCut("TXT", { values: read }, { values: sent }, false)).toBeUndefined();
  });

  test("is told from others among which it was merged", () => {
    const read = { values: ["theirs", SHORT], ttl: 60 };
    expect(shownCut("TXT", read, { values: [KEY] }, true)).toEqual({ values: [SHORT] });
    expect(shownCut("TXT", read, { values: [KEY], ttl: 300 }, true)).toEqual({ values: [SHORT], ttl: 60 });
    expect(shownCut("TXT", { values: ["theirs"] }, { values: [KEY] }, true)).toBeUndefined();
    const withoutTtl = shownCut("TXT", { values: [SHORT] }, { values: [KEY], ttl: 300 }, true);
    expect(withoutTtl).toStrictEqual({ values: [SHORT] });
    expect(shownCut("TXT", read, { values: [KEY] }, true)).toStrictEqual({ values: [SHORT] });
  });

  test("is a text: of other types nothing is cut", () => {
    expect(shownCut("SPF", { values: [SHORT] }, { values: [KEY] }, false)).toEqual({ values: [SHORT] });
    expect(shownCut("CNAME", { values: ["a"] }, { values: ["a.example.net"] }, false)).toBeUndefined();
  });
});

test.each([
  ["TXT", "x".repeat(255), false],
  ["TXT", "x".repeat(256), true],
  ["SPF", "x".repeat(256), true],
  ["TXT", 'say "x"', true],
  ["NAPTR", '100 10 "u" "" "" .', false],
])("%s %s may be cut: %s", (type, value, may) => {
  expect(mayBeCut(type, ["short", value])).toBe(may);
});
