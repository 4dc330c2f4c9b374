import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { messagesOf, sectionOf, type Told } from "../../messages/page";
import { SUBJECTS } from "../../messages/table";

const page = join(__dirname, "..", "..", "..", "docs", "messages.md");
const BEGIN = "<!-- messages: npm run docs:messages -->";
const END = "<!-- /messages -->";

let told: Told;

beforeAll(async () => {
  // Waits vary their pauses, and lines say how long they have lasted.
  jest.spyOn(Math, "random").mockReturnValue(0.5);
  told = await messagesOf(SUBJECTS);
}, 60_000);

const mistakes = SUBJECTS.flatMap(({ mistakes: all }) => Object.entries(all));

test("docs/messages.md shows what each mistake is told (npm run docs:messages)", () => {
  const before = readFileSync(page, "utf8");
  const [head = ""] = before.split(BEGIN);
  const sections = SUBJECTS.map(subject => sectionOf(subject, told));
  const after = `${head}${BEGIN}\n\n${sections.join("\n\n")}\n\n${END}\n`;
  if (process.env.WRITE_MESSAGES !== undefined) writeFileSync(page, after);
  expect(readFileSync(page, "utf8")).toBe(after);
});

test("there are sixty mistakes and more, each under a title of its own", () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(60);
  const titles = mistakes.map(([, { title }]) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe("what a user is told", () => {
  const lines = (name: string): string => (told.get(name) ?? []).join("\n");

  test.each(mistakes.map(([name]) => name))("of %s is something, in words", name => {
    expect(lines(name)).not.toBe("");
    expect(lines(name)).not.toMatch(
      /\n\s+at .*(:\d+\)?|<anonymous>\))$|node_modules|undefined|\[object|<nil>|\bnull\b|NaN/m,
    );
    // A word of a secret that stands in another word gives nothing away.
    expect(lines(name)).not.toMatch(/[a-z]\[(secret|contact data)\]|\](?<=\[(secret|contact data)\])[a-z]/i);
  });

  test("of a check names the property by a path, but for a count of the rest", () => {
    const failures = mistakes
      .flatMap(([name]) => told.get(name) ?? [])
      .filter(line => line.includes("has a problem: "));
    for (const failure of failures)
      expect(failure).toMatch(/has a problem: (\d+ more |[A-Za-z]\w*(\.\w+|\[\d+\]|\["[^"]+"\])*: )/);
  });
});
