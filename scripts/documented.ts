/*
 * What the pages of the contract with Wix say that somebody has to hold: codes of errors, statuses, limits. Read from
 * the pages' tables and sentences, so that a line added there is missed by nobody.
 */

/** What stands below one heading, up to the next. */
export interface Section {
  /** E.g. `dns.md`. */
  page: string;
  /** As links and comments name it, e.g. `#types`. */
  anchor: string;
  /** Tables and prose, without blocks of code. */
  text: string;
  /** The blocks of code. */
  blocks: string;
}

/** A section and what it says. */
export interface Documented {
  page: string;
  anchor: string;
  /** A code, a status, or the words of a limit. */
  word: string;
}

/** The anchor that GitHub gives to a heading whose words are unique on its page. */
export const anchorOf = (heading: string): string =>
  `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-")}`;

export function sectionsOf(page: string, markdown: string): Section[] {
  const sections: Section[] = [];
  let fenced = false;
  for (const line of markdown.split("\n")) {
    const heading = fenced ? null : /^#+ (?<text>.+)$/.exec(line);
    const current = sections.at(-1);
    if (line.startsWith("```")) fenced = !fenced;
    else if (heading !== null)
      sections.push({ page, anchor: anchorOf(heading.groups?.text ?? ""), text: "", blocks: "" });
    else if (current !== undefined) current[fenced ? "blocks" : "text"] += `${line}\n`;
  }
  return sections;
}

/** A table's rows as texts by the names of its columns. */
export function tablesIn(text: string): Record<string, string>[][] {
  const tables: Record<string, string>[][] = [];
  let header: string[] | undefined;
  for (const line of text.split("\n")) {
    if (!line.startsWith("|")) header = undefined;
    else if (header === undefined) {
      header = cellsOf(line);
      tables.push([]);
    } else if (!/^[|\s:-]+$/.test(line)) {
      const cells = cellsOf(line);
      tables.at(-1)?.push(Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])));
    }
  }
  return tables;
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|/, "")
    .replace(/\|\s*$/, "")
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim());

/** The inline code of a text. */
export const quoted = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

const unique = (documented: Documented[]): Documented[] => [
  ...new Map(documented.map(entry => [`${entry.page}${entry.anchor} ${entry.word}`, entry])).values(),
];

const withWords = (sections: readonly Section[], wordsOf: (section: Section) => string[]): Documented[] =>
  unique(
    sections.flatMap(section =>
      wordsOf(section).map(word => ({ page: section.page, anchor: section.anchor, word })),
    ),
  );

/** Several words in capitals; a single one is a type, a role or a method. */
const CODE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * Every code with which Wix refuses: in the column `code` of a table, in a section on errors or refusals, or after an
 * HTTP status.
 */
export const codesIn = (sections: readonly Section[]): Documented[] =>
  withWords(sections, ({ anchor, text }) => [
    ...tablesIn(text).flatMap(rows => rows.flatMap(row => quoted(row.code ?? ""))),
    ...(/^#(?:errors|refusals)/.test(anchor) ? quoted(text).filter(code => CODE.test(code)) : []),
    ...[...text.matchAll(/(?:\b[45]\d\d|\berror) `([A-Z_]+)`/g)].map(([, code = ""]) => code),
  ]);

/** A status or a role in a table or a diagram; shorter words in capitals are none. */
const STATUS = /\b[A-Z][A-Z_]{2,}\b/g;

const OF_STATUSES = /^#(?:statuses|failures)-of-/;

/**
 * Every status and role that something at Wix can have: in the diagrams of `lifecycles.md`, in sections on statuses and
 * failures, and in the rows of a table that name a status.
 */
export const statusesIn = (sections: readonly Section[]): Documented[] =>
  withWords(sections, ({ page, anchor, text, blocks }) => {
    if (OF_STATUSES.test(anchor)) return tablesIn(text).flat().flatMap(statusesOfRow);
    const named = tablesIn(text)
      .flat()
      .filter(row => /^`(?:status|\w+Status|failureInfo\.invalidRecords\[\])`$/.test(firstOf(row)));
    const drawn = page === "lifecycles.md" ? [...blocks.matchAll(STATUS)].map(([word]) => word) : [];
    return [
      ...named.flatMap(row => quoted(Object.values(row).slice(1).join(" ")).filter(isStatus)),
      ...drawn,
    ];
  });

const isStatus = (word: string): boolean => word.replace(STATUS, "") === "";
const firstOf = (row: Record<string, string>): string => Object.values(row)[0] ?? "";
const statusesOfRow = (row: Record<string, string>): string[] =>
  quoted(Object.values(row).join(" ")).filter(isStatus);

/** Words that tell how many, how long, or of which form; durations and years are no limits. */
const LIMIT = new RegExp(
  [
    String.raw`\b(?:up to|at most|exactly|more than|fewer than) (?:\d+|one)\b(?! (?:hours?|days?))`,
    String.raw`\b(?!20\d\d)\d+ to \d+\b(?! (?:hours?|days?))`,
    String.raw`\b\d+(?:, which is the most| \w+ at most)\b`,
    String.raw`\b1, 2 or 3\b`,
    String.raw`\bISO 3166(?:-1)?(?: alpha-2)?\b`,
    String.raw`\bstring of \d+\b`,
    String.raw`\b\d+ (?:deletions|values|sets|requests) a \w+\b`,
  ].join("|"),
  "g",
);

/** Every limit as the page words it, lengths in a column of that name included. */
export const limitsIn = (sections: readonly Section[]): Documented[] =>
  withWords(sections, ({ text }) => [
    ...[...text.replace(/\s+/g, " ").matchAll(LIMIT)].map(([words]) => words),
    ...tablesIn(text)
      .flat()
      .map(row => row.length ?? "")
      .filter(length => /^\d+$/.test(length)),
  ]);
