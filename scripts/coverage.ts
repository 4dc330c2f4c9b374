/*
 * What docs/coverage.md claims, held against what is there: each test that it names, and each code, status and limit that
 * the pages of the contract with Wix hold.
 */
import ts from "typescript";
import { quoted, sectionsOf, tablesIn, type Documented } from "./documented.ts";

export interface TestFile {
  /** Titles of tests, and of groups of tests, as they are written: with `%s`, `$name` or `${…}` in them. */
  titles: string[];
  /** The text of the file and of those beside it that it imports: where the values of a title's placeholders are. */
  text: string;
}

/** What a row says, and where. */
interface Row {
  /** Anchors of `docs/wix` that the row, or the sentence above its table, links to: `dns.md#ttl`. */
  links: string[];
  words: string[];
  cells: string[];
}

const isTester = (name: string): boolean => name === "test" || name === "describe" || name === "it";

const calleeName = (node: ts.Expression): string => {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return calleeName(node.expression);
  return "";
};

const titleOf = (node: ts.Node | undefined): string[] => {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return [];
  return [node.head.text + node.templateSpans.map(({ literal }) => `\${}${literal.text}`).join("")];
};

/** `scenarios({ "a title": … })`, of the tests on the real engine. */
const keysOf = (node: ts.Node | undefined): string[] =>
  node !== undefined && ts.isObjectLiteralExpression(node)
    ? node.properties.flatMap(({ name }) => titleOf(name))
    : [];

/** The titles of the tests and groups of tests in a file. */
export function titlesIn(source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      const callee = calleeName(node.expression);
      if (isTester(callee)) titles.push(...titleOf(first));
      if (callee === "scenarios") titles.push(...keysOf(first));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("test.ts", source, ts.ScriptTarget.Latest, true));
  return titles;
}

const PLACEHOLDER = /%[sdifjop]|\$\{\}|\$[a-zA-Z_][\w.]*/g;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

const patternOf = (title: string): RegExp =>
  new RegExp(`^${title.split(PLACEHOLDER).map(escaped).join("(.+?)")}$`, "s");

/**
 * Whether a file has a test of that title: word for word, or one whose placeholders stand for words that the file or
 * what it imports holds.
 */
export const hasTest = ({ titles, text }: TestFile, title: string): boolean =>
  titles.some(written => {
    if (written === title) return true;
    const values = patternOf(written).exec(title)?.slice(1) ?? [];
    return values.length > 0 && values.every(value => /^[%$]\w+$/.test(value) || text.includes(value));
  });

/** E.g. `test/unit/a.test.ts › does what it says`. */
const NAMED_TEST = /`(?<path>test\/[\w./-]+\.test\.ts) › (?<title>[^`]+)`/g;
/** What a row says in place of a test, with the reason. */
const NO_TEST = /\bno test: \S/;

/** What is wrong with the tests that a page names. @param fileAt the test's file; undefined where there is none */
export function faultyTests(page: string, fileAt: (path: string) => TestFile | undefined): string[] {
  const lineOf = (index: number) => page.slice(0, index).split("\n").length;
  return [...page.matchAll(NAMED_TEST)].flatMap(({ index, groups = {} }) => {
    const { path = "", title = "" } = groups;
    const file = fileAt(path);
    if (file === undefined) return [`${lineOf(index)}: there is no ${path}`];
    if (title.replace(PLACEHOLDER, "").trim() === "")
      return [`${lineOf(index)}: "${title}" names no test of ${path}: say for which case`];
    return hasTest(file, title.replaceAll(String.raw`\|`, "|"))
      ? []
      : [`${lineOf(index)}: ${path} has no test "${title}"`];
  });
}

/** Every row has a test in its last column, or says why there is none. */
export const rowsWithoutTest = (page: string): string[] =>
  tablesIn(page)
    .flat()
    .map(row => Object.values(row))
    .filter(cells => !new RegExp(NAMED_TEST).test(cells.at(-1) ?? "") && !NO_TEST.test(cells.at(-1) ?? ""))
    .map(cells => `the row "${cells[0] ?? ""}" names no test`);

const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\(wix\/([\w-]+\.md#[\w-]+)\)/g)].map(([, link = ""]) => link);

/** The rows below one heading of the second level, those of its subsections included. */
const rowsBelow = (page: string, heading: string): Row[] => {
  const [, part = ""] = page.split(new RegExp(`^## ${heading}$`, "m"));
  const [own = ""] = part.split(/^## /m);
  return sectionsOf("coverage.md", `# ${heading}\n${own}`).flatMap(({ text }) => {
    const [prose = ""] = text.split(/^\|/m);
    return tablesIn(text)
      .flat()
      .map(row => Object.values(row))
      .map(cells => ({
        links: [...linksIn(prose), ...cells.flatMap(linksIn)],
        words: quoted(cells[0] ?? ""),
        cells,
      }));
  });
};

export interface Claims {
  codes: readonly Documented[];
  statuses: readonly Documented[];
  limits: readonly Documented[];
}

const missing = (what: string, documented: readonly Documented[], holds: (entry: Documented) => boolean) =>
  documented
    .filter(entry => !holds(entry))
    .map(({ page, anchor, word }) => `no row of ${what} has \`${word}\` of docs/wix/${page}${anchor}`);

/** What the pages hold and the coverage does not, and what it holds that they do not. */
export function gapsIn(page: string, { codes, statuses, limits }: Claims): string[] {
  const rows = {
    codes: rowsBelow(page, "Codes"),
    statuses: rowsBelow(page, "Statuses"),
    limits: rowsBelow(page, "Limits"),
  };
  const linked = (of: Row[]) => (entry: Documented) =>
    of.some(
      ({ links, words }) => links.includes(`${entry.page}${entry.anchor}`) && words.includes(entry.word),
    );
  const unknown = (what: string, of: Row[], documented: readonly Documented[]) =>
    [...new Set(of.flatMap(({ words }) => words))]
      .filter(word => !documented.some(entry => entry.word === word))
      .map(word => `${what} has a row of \`${word}\`, which docs/wix does not know`);
  return [
    ...missing("Codes", codes, ({ word }) => rows.codes.some(({ words }) => words.includes(word))),
    ...missing("Statuses", statuses, linked(rows.statuses)),
    ...missing("Limits", limits, linked(rows.limits)),
    ...unknown("Codes", rows.codes, codes),
    ...unknown("Statuses", rows.statuses, statuses),
    ...unknown("Limits", rows.limits, limits),
  ];
}
