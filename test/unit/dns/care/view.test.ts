import { describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../../provider/src/core/unknown";
import { standingAfter, standingBefore } from "../../../../provider/src/dns/care/afterwards";
import { below, same, View } from "../../../../provider/src/dns/care/view";
import type { DeclaredRecordSets } from "../../../../provider/src/dns/canonical";

describe("what is known of a zone", () => {
  const values = (...list: string[]) => ({ values: list });
  const SETS: DeclaredRecordSets = {
    "MX example.com": values("10 mx1.example.net"),
    "TXT example.com": { values: ["a", UNKNOWN] },
    "A www.example.com": { values: UNKNOWN },
  };
  const view = new View("example.com", SETS, key =>
    key === "A mail.example.com" ? { values: [], whole: false } : undefined,
  );

  test("is what is declared, as far as it is known, and what others declare", () => {
    expect(view.at("MX", "example.com")).toMatchObject({ values: ["10 mx1.example.net"], whole: true });
    expect(view.at("TXT", "example.com")).toMatchObject({ values: ["a"], whole: false });
    expect(view.at("A", "www.example.com")).toMatchObject({ values: [], whole: false });
    expect(view.at("A", "mail.example.com")).toEqual({ values: [], whole: false });
    expect(view.at("A", "example.com")).toEqual({ values: [], whole: true });
    expect([...view.all()].map(({ key }) => key)).toEqual(Object.keys(SETS));
    expect(view.of("A").map(({ key }) => key)).toEqual(["A www.example.com"]);
    expect(view.size).toBe(3);
  });

  test("lacks only what surely does not stand there, and has what surely does", () => {
    expect(view.lacks("example.com", "A", "AAAA")).toBe(true);
    expect(view.lacks("www.example.com", "AAAA", "A")).toBe(false);
    expect(view.lacks("example.com", "MX")).toBe(false);
    expect(view.has("A", "www.example.com")).toBe(true);
    expect(view.has("A", "mail.example.com")).toBe(true);
    expect(view.has("AAAA", "mail.example.com")).toBe(false);
  });

  test.each([
    ["a host name", "A [1]", [false, true]],
    ["a type", "[1]", [false, false]],
  ])("may stand anywhere where %s is not known yet", (_what, key, [a, mx]) => {
    const open = new View("example.com", { [key]: values("192.0.2.1") });
    expect([open.lacks("x.example.com", "A"), open.lacks("x.example.com", "MX")]).toEqual([a, mx]);
    expect(open.size).toBe(0);
  });

  test("is the same where the values are, in whatever order", () => {
    const seen = (whole: boolean, ...list: string[]) => ({ values: list, whole });
    expect(same(seen(true, "a", "b"), seen(true, "b", "a"))).toBe(true);
    expect(same(seen(true, "a", "b"), seen(true, "a", "c"))).toBe(false);
    expect(same(seen(true, "a"), seen(true, "a", "b"))).toBe(false);
    expect(same(seen(true, "a"), seen(false, "a"))).toBe(false);
  });

  test("is read from a name by what it begins with", () => {
    expect(below("_dmarc", "_dmarc.example.com")).toBe("example.com");
    expect(below("_dmarc", "x_dmarc.example.com")).toBeUndefined();
    expect(below("_dmarc", "_dmarcx.example.com")).toBeUndefined();
  });
});

describe("how sets will stand", () => {
  const set = (...values: string[]) => ({ values });
  const known = { "A a.example.com": set("192.0.2.1"), "TXT example.com": set("ours") };
  const intent = {
    known,
    memory: { "TXT example.com": { merged: true as const, found: set("theirs") } },
    existing: "merge" as const,
    onDestroy: "restore" as const,
  };

  test("is as they are known, where ours are merged beside what was found", () => {
    expect(standingBefore(intent)).toEqual({
      "A a.example.com": set("192.0.2.1"),
      "TXT example.com": set("ours", "theirs"),
    });
    expect(standingBefore({ known })).toEqual(known);
  });

  test("is as they are known, where one is remembered that is ours alone, or that is known no longer", () => {
    const found = set("theirs");
    expect(standingBefore({ known, memory: { "TXT example.com": { found } } })).toEqual(known);
    const gone = { "MX example.com": { merged: true as const, found } };
    expect(standingBefore({ known, memory: gone })).toEqual(known);
    const empty = { "MX example.com": { merged: true as const } };
    expect(Object.keys(standingBefore({ known, memory: empty }))).toEqual(Object.keys(known));
  });

  test("follows the plan, and takes what is not known yet as it is", () => {
    expect(
      standingAfter(
        "example.com",
        {
          "A a.example.com": set("192.0.2.1"),
          "A b.example.com": { values: UNKNOWN },
          "TXT example.com": { values: [UNKNOWN, "x"] },
          "A c.example.com": set("192.0.2.3"),
        },
        intent,
      ),
    ).toEqual({
      "A a.example.com": set("192.0.2.1"),
      "A b.example.com": { values: UNKNOWN },
      "TXT example.com": { values: [UNKNOWN, "x"] },
      "A c.example.com": set("192.0.2.3"),
    });
    expect(standingAfter("example.com", {}, intent)).toEqual({ "TXT example.com": set("theirs") });
    const other = { ...known, "TXT example.com": set("other") };
    expect(standingAfter("example.com", other, intent)["TXT example.com"]).toEqual(set("other", "theirs"));
    const changed = { ...known, "A a.example.com": set("192.0.2.2") };
    expect(standingAfter("example.com", changed, intent)["A a.example.com"]).toEqual(set("192.0.2.2"));
  });
});
