import { describe, expect, test } from "@jest/globals";
import { byAge, camel, kebab, Names } from "../../../provider/src/cli/export/names";

describe("names", () => {
  test.each([
    ["Bäckerei Zum Stern", "backerei-zum-stern", "backereiZumStern"],
    ["Shop “Mitte” & Co.", "shop-mitte-co", "shopMitteCo"],
    ["../../etc/passwd", "etc-passwd", "etcPasswd"],
    ["花屋", "", "site"],
    ["42 Records", "42-records", "site42Records"],
    ["delete", "delete", "siteDelete"],
    ["*/ evil()", "evil", "evil"],
    [
      "A very long name that somebody has given",
      "a-very-long-name-that-somebody",
      "aVeryLongNameThatSomebody",
    ],
    ["x".repeat(90), "x".repeat(32), "x".repeat(32)],
  ])("of %j can be read, and are names to a file and to TypeScript", (title, slug, variable) =>
    expect([kebab(title), camel(title, "site")]).toEqual([slug, variable]),
  );

  test("of those that are called the same go to the oldest first, whichever was read first", () => {
    const older = { id: "b", createdDate: "2025-01-01" };
    const newer = { id: "a", createdDate: "2026-01-01" };
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      const names = new Names();
      expect(byAge(order).map(({ id }) => [id, names.take("bakery")])).toEqual([
        ["b", "bakery"],
        ["a", "bakery-2"],
      ]);
    }
  });
});
