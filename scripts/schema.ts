/*
 * Writes the schema of the native plugin, from which the SDKs of all languages are made. With `--check` it is only held to
 * the code.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { schema } from "./schema/schema.ts";

const repository = join(import.meta.dirname, "..");
const file = join(repository, "provider", "schema.json");
const text = `${JSON.stringify(schema(), undefined, 2)}\n`;

if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  process.stderr.write(`${relative(repository, file)} is not what the code says; run npm run docs:schema\n`);
  process.exitCode = 1;
}
