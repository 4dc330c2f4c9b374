import { describe, expect, test } from "@jest/globals";
import { idleAllowances, judgeScene, verdictOn, withSince } from "../../../../provider/src/dns/care";
import {
  describeAllowed,
  describeIdle,
  describeRefusal,
  describeWarning,
} from "../../../../provider/src/dns/care/describe";
import { refuse, refuseAlways, say } from "../../../../provider/src/dns/care/finding";
import { View } from "../../../../provider/src/dns/care/view";
import type { DeclaredRecordSets } from "../../../../provider/src/dns/canonical";
import { openly } from "../../../../provider/src/dns/describe";

const PARTS = {
  keys: ["MX example.com", "TXT example.com"] as const,
  what: "no mail server is left",
  breaks: "Mail is lost.",
  instead: "Keep it.",
};
const REFUSED = refuse("remove-mx", PARTS);
const NEVER = refuseAlways("two-spf", { ...PARTS, what: "example.com gets two" });
const SAID = say("spf-long", { ...PARTS, keys: ["TXT www.example.com"] });

describe("a finding", () => {
  test("is refused, allowed by its word, or said", () => {
    const all = [REFUSED, NEVER, SAID];
    expect(verdictOn(all, [])).toEqual({ refused: [REFUSED, NEVER], allowed: [], unwise: [SAID] });
    expect(verdictOn(all, ["remove-mx", "never", "spf-long"])).toEqual({
      refused: [],
      allowed: [REFUSED, NEVER],
      unwise: [SAID],
    });
  });

  test("is of no interest where none of its sets is new", () => {
    const isFresh = (key: string): boolean => key === "TXT example.com";
    expect(verdictOn([REFUSED, SAID], [], isFresh)).toEqual({ refused: [REFUSED], allowed: [], unwise: [] });
    expect(verdictOn([REFUSED], ["remove-mx"], () => false).allowed).toEqual([]);
  });

  test("reads as what happens, what breaks, since when it stood, and the way out", () => {
    expect(describeRefusal(REFUSED)).toBe(
      [
        "No mail server is left.",
        "  What breaks: Mail is lost.",
        "  Way out: Keep it.",
        '  If it is meant: allow: ["remove-mx"]',
      ].join("\n"),
    );
    expect(describeRefusal({ ...NEVER, stood: { key: "MX example.com", since: "2026-03-01" } })).toBe(
      [
        "example.com gets two.",
        "  What breaks: Mail is lost.",
        "  Since when: MX example.com has stood there since 2026-03-01, at least.",
        "  Way out: Keep it.",
      ].join("\n"),
    );
    expect(describeRefusal(SAID)).not.toContain("If it is meant");
    expect(describeWarning(SAID)).toBe("warning (spf-long): no mail server is left. Mail is lost. Keep it.");
    expect(describeAllowed(REFUSED)).toBe("allowed by remove-mx: no mail server is left.");
    expect(describeIdle(["remove-mx", "remove-all"])).toBe(
      'allow: "remove-mx", "remove-all" is not needed any more. Take it out, so that it hides no accident.',
    );
  });

  test("knows which of its sets has stood there longest", () => {
    const days: Record<string, string> = { "TXT example.com": "2025-12-31", "MX example.com": "2026-01-01" };
    const [first, second] = withSince([REFUSED, SAID], key => days[key]);
    expect(first).toEqual({ ...REFUSED, stood: { key: "TXT example.com", since: "2025-12-31" } });
    expect(second).toEqual(SAID);
  });
});

describe("a word that allows", () => {
  test("is idle where nothing is found that it allows", () => {
    expect(idleAllowances(["remove-mx", "remove-all"], [REFUSED, SAID])).toEqual(["remove-all"]);
    expect(idleAllowances(["remove-mx"], [])).toEqual(["remove-mx"]);
  });
});

describe("what other resources of the program declare", () => {
  const found = (records: DeclaredRecordSets, others: Record<string, string[]> = {}, shared = true) =>
    judgeScene({
      after: new View("example.com", records, key => others[key] && { values: others[key], whole: false }),
      show: openly,
      shared,
    }).map(({ rule }) => rule);
  const servers = { "MX example.com": { values: ["10 mail.example.com"] } };

  test("counts, also where its values are not known yet", () => {
    expect(found(servers, { "CNAME mail.example.com": [] })).toEqual(["mx-to-cname"]);
    expect(found(servers, { "A mail.example.com": [] })).toEqual([]);
    expect(found(servers, { "CNAME example.com": [] })).toEqual(["cname-beside-mx"]);
    expect(
      found({ "CNAME n.example.com": { values: ["x.example.net"] } }, { "MX n.example.com": [] }),
    ).toEqual(["cname-beside-mx"]);
    const wildcard = { "CNAME *.example.com": { values: ["x.example.net"] } };
    expect(found(wildcard, { "MX example.com": [] })).toEqual(["wildcard-answers"]);
    expect(found(wildcard)).toEqual([]);
  });

  test("may hold what a strict policy lacks here", () => {
    const strict = { ...servers, "TXT _dmarc.example.com": { values: ["v=DMARC1; p=reject"] } };
    expect(found(strict)).toEqual([]);
    expect(found(strict, {}, false)).toEqual(["dmarc-alone"]);
  });
});
