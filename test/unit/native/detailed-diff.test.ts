import { expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { detailedDiff } from "../../../provider/src/native/detailed-diff";

const open = () => false;

test.each<[olds: object, news: object, paths: Record<string, string>]>([
  [{ a: 1 }, { a: 1 }, {}],
  [{ a: 1 }, { a: 2, b: 3 }, { a: "update", b: "add" }],
  [{ a: 1, b: undefined }, { b: 2 }, { a: "delete", b: "add" }],
  [{ list: ["x", "y"] }, { list: ["x", "z", "w"] }, { "list[1]": "update", "list[2]": "add" }],
  [{ map: { "MX a.b": { ttl: 1 } } }, { map: { "MX a.b": {} } }, { 'map["MX a.b"].ttl': "delete" }],
  [{ a: { b: 1 } }, { a: UNKNOWN }, { a: "update" }],
  [{ a: [1] }, { a: { 0: 1 } }, { a: "update" }],
])("a difference is named by its path: %j to %j", (olds, news, paths) => {
  expect(Object.fromEntries(detailedDiff({ ...olds }, { ...news }, open))).toEqual(paths);
});

test("a property that is shown as a whole gives none of its keys away", () => {
  const olds = { records: { "MX secret.example.com": 1 }, ttl: 1 };
  const news = { records: { "MX other.example.com": 1 }, ttl: 1 };
  expect([...detailedDiff(olds, news, name => name === "records")]).toEqual([["records", "update"]]);
});
