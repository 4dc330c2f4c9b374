/*
 * Writes the table of outages into docs/mail.md, from the corpus of the unit tests and with what a preview says of each. A unit
 * test fails where the page lacks a row.
 */
import { join } from "node:path";
import { importBundled } from "./bundled.ts";
import { bringTable } from "./generated-table.ts";

const repository = join(import.meta.dirname, "..");
const { table } = await importBundled<{ readonly table: () => string }>(
  join(repository, "test", "unit", "dns", "care", "table.ts"),
);

bringTable({
  page: join(repository, "docs", "mail.md"),
  begin: "<!-- outages: npm run docs:mail -->",
  end: "<!-- /outages -->",
  table: table(),
  complaint: "docs/mail.md shows other outages than the tests know: npm run docs:mail",
});
