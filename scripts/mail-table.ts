/*
 * Writes the table of outages into docs/mail.md, from the corpus of the unit tests and with what a preview says of each. A unit
 * test fails where the page lacks a row.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "rolldown";

const repository = join(import.meta.dirname, "..");
const page = join(repository, "docs", "mail.md");
/** What stands between these lines of the page is made here. */
const [begin, end] = ["<!-- outages: npm run docs:mail -->", "<!-- /outages -->"];

/** The provider's modules name no file endings, so they are bundled. */
async function table(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-wix-mail-"));
  const file = join(folder, "table.mjs");
  try {
    const input = join(repository, "test", "unit", "dns", "care", "table.ts");
    await build({ input, platform: "node", logLevel: "warn", output: { file } });
    const made = (await import(pathToFileURL(file).href)) as { table(): string };
    return made.table();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const before = readFileSync(page, "utf8");
const [head = "", rest = ""] = before.split(begin);
const [, tail] = rest.split(end);
if (tail === undefined) throw new Error(`${page} lacks the lines ${begin} and ${end}`);
const after = `${head}${begin}\n\n${await table()}\n\n${end}${tail}`;

writeFileSync(page, after);
