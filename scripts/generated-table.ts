import { readFileSync, writeFileSync } from "node:fs";

/** A table of a page that is made from what tests know. */
export interface GeneratedTable {
  readonly page: string;
  /** What stands between these two lines of the page is made. */
  readonly begin: string;
  readonly end: string;
  readonly table: string;
  /** Said where the page shows another table. */
  readonly complaint: string;
}

/** Writes the table into its page; with `--check`, fails where the page shows another one. */
export const bringTable = ({ page, begin, end, table, complaint }: GeneratedTable): void => {
  const before = readFileSync(page, "utf8");
  const [head = "", rest = ""] = before.split(begin);
  const [, tail] = rest.split(end);
  if (tail === undefined) throw new Error(`${page} lacks the lines ${begin} and ${end}`);
  const after = `${head}${begin}\n\n${table}\n\n${end}${tail}`;
  if (!process.argv.includes("--check")) writeFileSync(page, after);
  else if (after !== before) {
    process.stderr.write(`${complaint}\n`);
    process.exitCode = 1;
  }
};
