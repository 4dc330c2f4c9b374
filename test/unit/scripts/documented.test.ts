import { describe, expect, test } from "@jest/globals";
import {
  anchorOf,
  codesIn,
  limitsIn,
  sectionsOf,
  statusesIn,
  tablesIn,
  type Documented,
} from "../../../scripts/documented";

const shown = (documented: readonly Documented[]) =>
  documented.map(({ page, anchor, word }) => `${page}${anchor} ${word}`);
const page = (...lines: string[]) => sectionsOf("a.md", lines.join("\n"));

describe("a page", () => {
  test("has sections by headings, with blocks of code apart", () => {
    expect(page("# A page", "text", "## Its `end`, at last", "```", "# no heading", "```", "more")).toEqual([
      { page: "a.md", anchor: "#a-page", text: "text\n", blocks: "" },
      { page: "a.md", anchor: "#its-end-at-last", text: "more\n", blocks: "# no heading\n" },
    ]);
  });

  test("has the anchors that GitHub gives", () => {
    expect(anchorOf("Wix's own records")).toBe("#wixs-own-records");
    expect(anchorOf("Object: DnsZone")).toBe("#object-dnszone");
  });

  test("has tables by the names of their columns, bars in cells included", () => {
    const text = String.raw`| code | meaning |
|---|---|
| ${"`A`"} | one \| two |

| other |
|---|
| 1 |`;
    expect(tablesIn(text)).toEqual([[{ code: "`A`", meaning: String.raw`one \| two` }], [{ other: "1" }]]);
  });
});

describe("codes are", () => {
  test("those of a column of that name, in any words", () =>
    expect(
      shown(codesIn(page("# T", "| HTTP | code |", "|---|---|", "| 400 | `Invalid name` |", "| 4 | `X` |"))),
    ).toEqual(["a.md#t Invalid name", "a.md#t X"]));

  test("those in prose of a section on errors or refusals, and no other words in capitals", () =>
    expect(
      shown(
        codesIn(page("# Errors of it", "`NOT_THERE`, `POINTING`, `wix-site-id`", "# Other", "`NO_CODE`")),
      ),
    ).toEqual(["a.md#errors-of-it NOT_THERE"]));

  test("those that follow a status, each once a section", () =>
    expect(shown(codesIn(page("# O", "428 `TOO_MANY`, again 428 `TOO_MANY`; an error `OLD_ONE`")))).toEqual([
      "a.md#o TOO_MANY",
      "a.md#o OLD_ONE",
    ]));
});

describe("statuses are", () => {
  test("those of sections on statuses and failures", () =>
    expect(
      shown(
        statusesIn(page("# Statuses of a thing", "| s | m |", "|---|---|", "| `DONE` | as `OPEN`, `ttl` |")),
      ),
    ).toEqual(["a.md#statuses-of-a-thing DONE", "a.md#statuses-of-a-thing OPEN"]));

  test("those of a row that names a status, but not of others", () => {
    const rows = [
      "| `status` | `IN_PROGRESS`, `DONE` |",
      "| `role` | `MAIN` |",
      "| `dnsStatus` | `FAILED` |",
    ];
    expect(shown(statusesIn(page("# O", "| f | v |", "|---|---|", ...rows)))).toEqual([
      "a.md#o IN_PROGRESS",
      "a.md#o DONE",
      "a.md#o FAILED",
    ]);
  });

  test("those of the diagrams of lifecycles.md", () => {
    const drawn = ["# Thing", "```text", "create ─► PENDING ─► IN_PROGRESS", "```"].join("\n");
    expect(shown(statusesIn(sectionsOf("lifecycles.md", drawn)))).toEqual([
      "lifecycles.md#thing PENDING",
      "lifecycles.md#thing IN_PROGRESS",
    ]);
    expect(statusesIn(sectionsOf("other.md", drawn))).toEqual([]);
  });
});

describe("limits are", () => {
  test.each([
    ["up to 100 characters", ["up to 100"]],
    ["up\n  to 10 records", ["up to 10"]],
    ["at most 20, exactly one, more than 63", ["at most 20", "exactly one", "more than 63"]],
    ["2 to 64 letters", ["2 to 64"]],
    ["100, which is the most, of 20 things at most", ["100, which is the most", "20 things at most"]],
    ["a cycle of 1, 2 or 3 years", ["1, 2 or 3"]],
    ["a country of ISO 3166 alpha-2", ["ISO 3166 alpha-2"]],
    ["50 values a set", ["50 values a set"]],
    ["up to 48 hours, 2 to 3 days, pages of 2023 to 2025", []],
  ])("in %j", (text, words) => {
    expect(limitsIn(page("# L", text)).map(({ word }) => word)).toEqual(words);
  });

  test("a bare number in a column of lengths", () =>
    expect(shown(limitsIn(page("# L", "| f | length |", "|---|---|", "| `a` | 2 |", "| `b` | |")))).toEqual([
      "a.md#l 2",
    ]));
});
