import { describe, expect, test } from "@jest/globals";
import { faultyTests, gapsIn, hasTest, rowsWithoutTest, titlesIn } from "../../../scripts/coverage";

/** Apart, so that this file cites no page that is not there. */
const WIX = "docs/wix";

describe("the titles in a file of tests", () => {
  test("are those of tests and groups, however they are written", () => {
    const source = `
      describe("a group", () => {
        test("is plain", () => {});
        test.each<[string]>([["one"]])("of %s", word => {});
        test.each(rows.flatMap(row => f(row)))(\`with \${value} in it\`, () => {});
      });
      describe.each(all)("%s", name => it('is "quoted"', run));
      scenarios({ "a scenario": play, other: play });
      expect("no title").toBe(1);`;
    expect(titlesIn(source)).toEqual([
      "a group",
      "is plain",
      "of %s",
      "with ${} in it",
      "%s",
      'is "quoted"',
      "a scenario",
    ]);
  });
});

describe("a test is there", () => {
  const file = { titles: ["is plain", "refuses %s, once", "costs $5 (%d)"], text: '["a bad name", 7]' };

  test.each(["is plain", "refuses %s, once", "refuses a bad name, once", "costs $5 (%d)"])("as %j", title =>
    expect(hasTest(file, title)).toBe(true),
  );

  test.each(["is", "is plain too", "refuses a good name, once", "refuses a bad name", "refuses , once"])(
    "not as %j",
    title => expect(hasTest(file, title)).toBe(false),
  );
});

describe("a page that names tests", () => {
  const files = (path: string) =>
    path === "test/unit/a.test.ts" ? { titles: ["is plain", "%s"], text: "" } : undefined;
  const name = (path: string, title: string) => `\`${path} › ${title}\``;

  test("has no fault where they are there", () =>
    expect(faultyTests(`| x | ${name("test/unit/a.test.ts", "is plain")} |`, files)).toEqual([]));

  test("has one for each that is not, with its line", () =>
    expect(
      faultyTests(
        `\n${name("test/unit/b.test.ts", "is plain")}, ${name("test/unit/a.test.ts", "is odd")}\n${name("test/unit/a.test.ts", "%s")}`,
        files,
      ),
    ).toEqual([
      "2: there is no test/unit/b.test.ts",
      '2: test/unit/a.test.ts has no test "is odd"',
      '3: "%s" names no test of test/unit/a.test.ts: say for which case',
    ]));

  test("has a test or a reason in each row", () => {
    const table = (...rows: string[]) => ["| rule | test |", "|---|---|", ...rows].join("\n");
    const named = `| a | ${name("test/unit/a.test.ts", "is plain")} |`;
    expect(
      rowsWithoutTest(table(named, "| b | no test: people do it |", "| c | soon |", "| d | no test: |")),
    ).toEqual(['the row "c" names no test', 'the row "d" names no test']);
  });
});

describe("what the pages hold", () => {
  const entry = (word: string, anchor = "#a") => ({ page: "p.md", anchor, word });
  const coverage = `
## Statuses

### Things

Of [things](wix/p.md#a).

| status | test |
|---|---|
| \`OPEN\`, \`DONE\` | x |

### Others

Of [others](wix/p.md#b).

| status | test |
|---|---|
| \`OPEN\` | x |

## Limits

| limit | page | test |
|---|---|---|
| \`up to 5\` things | [p](wix/p.md#a) | x |

## Codes

### Told

| code | test |
|---|---|
| \`BAD_NAME\` | x |
`;
  const nothing = { codes: [], statuses: [], limits: [] };
  const held = {
    codes: [entry("BAD_NAME"), entry("BAD_NAME", "#b")],
    statuses: [entry("OPEN"), entry("DONE"), entry("OPEN", "#b")],
    limits: [entry("up to 5")],
  };

  test("has a row each", () => expect(gapsIn(coverage, held)).toEqual([]));

  test("is missed where it has none, a code anywhere, a status and a limit of that section", () =>
    expect(
      gapsIn(coverage, {
        codes: [...held.codes, entry("BAD_DAY")],
        statuses: [...held.statuses, entry("DONE", "#b")],
        limits: [...held.limits, entry("up to 5", "#b")],
      }),
    ).toEqual([
      `no row of Codes has \`BAD_DAY\` of ${WIX}/p.md#a`,
      `no row of Statuses has \`DONE\` of ${WIX}/p.md#b`,
      `no row of Limits has \`up to 5\` of ${WIX}/p.md#b`,
    ]));

  test("is missed by rows that nothing there asks for", () =>
    expect(gapsIn(coverage, nothing)).toEqual([
      "Codes has a row of `BAD_NAME`, which docs/wix does not know",
      "Statuses has a row of `OPEN`, which docs/wix does not know",
      "Statuses has a row of `DONE`, which docs/wix does not know",
      "Limits has a row of `up to 5`, which docs/wix does not know",
    ]));
});
