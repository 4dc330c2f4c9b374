/*
 * pulumi preview --json | node pipeline/comment.ts
 *
 * Shows on the pull request, in one comment that is kept up to date, what the change would do.
 */
import { codeHost } from "./host.ts";
import { fitted } from "./markdown.ts";
import { readPreview } from "./preview.ts";
import { reportOf } from "./report.ts";

const stack = process.env.PULUMI_STACK ?? "";
const preview = await readPreview(process.stdin);
const report = reportOf(preview, { before: "as last applied", after: "with this change" });
const failed = preview.refusals.length > 0 || !preview.ended;
const title = failed ? `## ${stack}: this change cannot be applied` : `## ${stack}: what this change does`;
process.stdout.write(`${title}\n\n${report}\n`);

const host = codeHost();
await host.comment(
  `<!-- pulumi-wix preview ${stack} -->`,
  `${fitted(`${title}\n\n${report}`)}\n\n[The run](${host.run})`,
);
