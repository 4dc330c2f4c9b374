import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { ALLOWANCES } from "../../../../provider/src/dns/care/allowances";
import { describeRefusal, describeWarning } from "../../../../provider/src/dns/care/describe";
import { secretly } from "../../../../provider/src/dns/describe";
import { CORPUS, filled } from "./corpus";
import { rowOf, table } from "./table";
import { foundOf, LABEL, ZONE } from "./judged";

/** `npm run docs:mail` writes it anew: what changes there is to be read. */
const DOCUMENTED = readFileSync("docs/mail.md", "utf8");

describe("a program after which mail would break", () => {
  test("is one of 60 at least", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
  });

  test.each(CORPUS.map(row => [row.name, row] as const))("%s", (_name, row) => {
    const found = foundOf(row);
    const rules = found.map(({ rule }) => rule).sort();
    expect(rules).toEqual([...(row.refused ?? []), ...(row.said ?? [])].sort());
    const text = found
      .map(one => (one.refused === undefined ? describeWarning(one) : describeRefusal(one)))
      .join("\n");
    for (const said of row.says)
      expect(text).toContain(filled(said, ZONE, row.wholeZone ? undefined : LABEL));
  });

  test.each(CORPUS.map(row => [row.name, row] as const))(
    "stands in docs/mail.md as it is said: %s",
    (_name, row) => {
      expect(DOCUMENTED).toContain(rowOf(row));
    },
  );

  test("stands there with no other beside it", () => {
    expect(DOCUMENTED).toContain(table());
  });

  test("gives no secret away, not even the name of who is behind it", () => {
    for (const row of CORPUS) {
      const texts = foundOf(row, secretly).map(one => describeWarning(one) + describeRefusal(one));
      expect(texts.join("\n")).not.toMatch(
        /Google|Microsoft|example\.net|outlook|MII|ms1234|facebook-|rejected/,
      );
    }
  });

  test("has a row for each word that allows anything", () => {
    const refused = new Set(CORPUS.flatMap(row => row.refused ?? []));
    expect(Object.keys(ALLOWANCES).filter(word => !refused.has(word))).toEqual([]);
  });
});
