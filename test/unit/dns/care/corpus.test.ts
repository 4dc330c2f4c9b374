import { describe, expect, test } from "@jest/globals";
import { ALLOWANCES } from "../../../../provider/src/dns/care/allowances";
import { describeRefusal, describeWarning } from "../../../../provider/src/dns/care/describe";
import { judgeScene } from "../../../../provider/src/dns/care";
import { View } from "../../../../provider/src/dns/care/view";
import { openly } from "../../../../provider/src/dns/describe";
import { CORPUS, filled, placed, type Outage } from "./corpus";
import { declared, foundIn, ZONE } from "./judged";

const LABEL = "c1";
/** Something else of the zone, which stays. */
const BESIDE = [{ type: "TXT", hostName: "other", values: ["other=1"] }];

const foundOf = ({ before, after, beside, wholeZone }: Outage) => {
  const label = wholeZone ? undefined : LABEL;
  if (beside === undefined)
    return foundIn(
      [...placed(before, ZONE, label), ...(wholeZone ? [] : BESIDE)],
      [...placed(after, ZONE, label), ...(wholeZone ? [] : BESIDE)],
    );
  const own = declared(placed(after, ZONE, label));
  const others = declared(placed(beside, ZONE, label));
  const union = Object.entries(own).map(([key, { values }]) => [
    key,
    { values: [...(values as string[]), ...(others[key]?.values as string[])] },
  ]);
  return judgeScene({ after: new View(ZONE, Object.fromEntries(union)), show: openly, shared: true });
};

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

  test("has a row for each word that allows anything", () => {
    const refused = new Set(CORPUS.flatMap(row => row.refused ?? []));
    expect(Object.keys(ALLOWANCES).filter(word => !refused.has(word))).toEqual([]);
  });
});
