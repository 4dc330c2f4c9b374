/*
 * Writes into docs/guides/README.md the commands of the guides that no test runs. With --check: fails where the page shows others.
 */
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { blocksIn } from "./docs/blocks.ts";
import { bringTable } from "./generated-table.ts";

const guides = join(import.meta.dirname, "..", "docs", "guides");

const rows = globSync("*.md", { cwd: guides })
  .sort()
  .flatMap(page =>
    blocksIn(readFileSync(join(guides, page), "utf8"))
      .filter(({ mark }) => mark === "account")
      .flatMap(({ text }) =>
        text
          .replace(/ #.*/g, "")
          .trim()
          .split(/\n(?! )/),
      )
      .map(
        command =>
          `| [${basename(page, ".md")}](${page}) | \`${command.split("\n")[0]?.replaceAll("|", "\\|") ?? ""}\` |`,
      ),
  );

bringTable({
  page: join(guides, "README.md"),
  begin: "<!-- commands: npm run docs:commands -->",
  end: "<!-- /commands -->",
  table: ["| guide | command |", "|---|---|", ...new Set(rows)].join("\n"),
  complaint: "docs/guides/README.md lists other commands than the guides have: npm run docs:commands",
});
