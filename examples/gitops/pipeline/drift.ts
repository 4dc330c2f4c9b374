/*
 * pulumi preview --refresh --expect-no-changes --json | node pipeline/drift.ts
 *
 * Keeps one issue open as long as the account is not as declared, or something in it is about to end.
 */
import { codeHost } from "./host.ts";
import { fitted } from "./markdown.ts";
import { readPreview } from "./preview.ts";
import { isClean, reportOf } from "./report.ts";

const stack = process.env.PULUMI_STACK ?? "";
const mark = `<!-- pulumi-wix drift ${stack} -->`;
const preview = await readPreview(process.stdin);
const report = reportOf(preview, { before: "as it is at Wix", after: "as declared" });
process.stdout.write(`${report}\n`);

const host = codeHost();
const issue = await host.findIssue(mark);
const body = `${mark}\n${fitted(report)}\n\n${wayOut()}\n\nAs of ${new Date().toISOString()}. [The run](${host.run})`;
if (isClean(preview)) {
  if (issue !== undefined) await host.closeIssue(issue.number, body);
} else if (issue === undefined) await host.openIssue(`${stack}: the Wix account is not as declared`, body);
else await host.editIssue(issue.number, body);

function wayOut(): string {
  if (isClean(preview)) return "All is as declared again.";
  if (preview.changes.length === 0) return "This issue is closed by the first night that finds nothing.";
  return [
    "Either the account is right: take that into the program. Or the program is right: `pulumi up --refresh` brings it",
    "about. What is merged and not applied yet, or still waits for Wix, shows here as well. This issue is closed by the",
    "first night that finds nothing.",
  ].join("\n");
}
