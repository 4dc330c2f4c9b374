/*
 * Writes the table of differences between the two shells into docs/shells.md, from the conformance table.
 * With --check: fails where the page shows another table.
 */
import { join } from "node:path";
import type { Difference } from "../test/contract/conformance/differences.ts";
import { importBundled } from "./bundled.ts";
import { bringTable } from "./generated-table.ts";

const repository = join(import.meta.dirname, "..");
const { DIFFERENCES } = await importBundled<{ DIFFERENCES: Readonly<Record<string, Difference>> }>(
  join(repository, "test", "contract", "conformance", "differences.ts"),
);
const rows = Object.entries(DIFFERENCES).map(
  ([what, { dynamic, native, reason }]) => `| ${what} | ${dynamic} | ${native} | ${reason} |`,
);

bringTable({
  page: join(repository, "docs", "shells.md"),
  begin: "<!-- differences: npm run docs:shells -->",
  end: "<!-- /differences -->",
  table: ["| what | dynamic resources | native plugin | why |", "|---|---|---|---|", ...rows].join("\n"),
  complaint: "docs/shells.md shows other differences than the conformance table: npm run docs:shells",
});
