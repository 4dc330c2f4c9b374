/*
 * Draws the layers of the provider into docs/architecture.md, from its imports. With --check: fails where the page shows
 * other layers than the code has.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import { diagramOf, layersOf, reduced } from "./layers.ts";

const repository = join(import.meta.dirname, "..");
const page = join(repository, "docs", "architecture.md");
const root = "provider/src";
/** What stands between these lines of the page is made here. */
const [begin, end] = ["<!-- layers: npm run docs:architecture -->", "<!-- /layers -->"];

process.chdir(repository);
const { options } = createRequire(import.meta.url)("../.dependency-cruiser.cjs") as {
  options: ICruiseOptions;
};
const { output } = await cruise([root], { ...options, includeOnly: { path: `^${root}/` } });
const { modules } = output as ICruiseResult;

const before = readFileSync(page, "utf8");
const [head = "", rest = ""] = before.split(begin);
const [, tail] = rest.split(end);
if (tail === undefined) throw new Error(`${page} lacks the lines ${begin} and ${end}`);
const after = `${head}${begin}\n\n${diagramOf(reduced(layersOf(root, modules)))}\n\n${end}${tail}`;

if (!process.argv.includes("--check")) writeFileSync(page, after);
else if (after !== before) {
  process.stderr.write(
    "docs/architecture.md shows other layers than the code has: npm run docs:architecture\n",
  );
  process.exitCode = 1;
}
