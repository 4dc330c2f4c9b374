/*
 * Remembers that a stack still waits for Wix, in an issue that holds the commit: a scheduled job finds it there and runs
 * `pulumi up` of that commit again.
 *
 *   node pipeline/waits.ts commit           prints the commit that waits, if any
 *   node pipeline/waits.ts begin            prints "ours" if this commit may be applied now, and nobody comes back meanwhile
 *   node pipeline/waits.ts settled          after an `up` that succeeded: closes the issue
 *   node pipeline/waits.ts unsettled LOG    after one that did not: succeeds if nothing failed, and all of it are waits
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { codeHost } from "./host.ts";
import { block, fitted } from "./markdown.ts";

const { env } = process;
const stack = env.PULUMI_STACK ?? "";
const mark = `<!-- pulumi-wix still-waiting ${stack} -->`;
const host = codeHost();
const issue = await host.findIssue(mark);

const [command = "", log = ""] = process.argv.slice(2);
const commands: Readonly<Record<string, () => Promise<void> | void>> = { commit, begin, settled, unsettled };
const run = commands[command];
if (run === undefined) throw new Error(`no "${command}"; there are ${Object.keys(commands).join(", ")}`);
await run();

function commit(): void {
  process.stdout.write(waitingCommit() ?? "");
}

async function begin(): Promise<void> {
  const isComeBack = (env.GITHUB_EVENT_NAME ?? env.CI_PIPELINE_SOURCE) === "schedule";
  const head = git("rev-parse", "HEAD");
  const main = `origin/${env.CI_DEFAULT_BRANCH ?? env.DEFAULT_BRANCH ?? "main"}`;
  // A queue may hold what is older than what was applied meanwhile: that would be a way back.
  if (isComeBack ? waitingCommit() !== head : git("rev-parse", main) !== head) {
    console.error(`${head} is not applied: another commit has taken its place`);
    return;
  }
  // Whoever may edit an issue may not choose what is applied.
  if (git("merge-base", head, main) !== head) throw new Error(`${head} is not on ${main}`);
  if (issue !== undefined)
    await host.editIssue(issue.number, `${mark}\nA run of ${head} is under way. [The run](${host.run})`);
  process.stdout.write("ours");
}

async function settled(): Promise<void> {
  if (issue !== undefined)
    await host.closeIssue(issue.number, `${mark}\nAll of it is settled. [The run](${host.run})`);
}

async function unsettled(): Promise<void> {
  const text = stripVTControlCharacters(readFileSync(log, "utf8"));
  // Loads Pulumi, which the other commands do without.
  const { isStillWaiting } = (await import("pulumi-wix")).default;
  if (!isStillWaiting(text)) {
    process.exitCode = 1;
    if (issue !== undefined) await host.editIssue(issue.number, `${mark}\n${failure()}`);
    return;
  }
  const body = fitted(`${mark}\n<!-- commit ${git("rev-parse", "HEAD")} -->\n${waiting(text)}`);
  if (issue === undefined) await host.openIssue(`${stack} still waits for Wix`, body);
  else await host.editIssue(issue.number, body);
  console.log("Still waiting for Wix: nothing failed, and the next scheduled run goes on.");
}

/** @returns the full id of the commit that the issue holds */
function waitingCommit(): string | undefined {
  return /^<!-- commit ([0-9a-f]{40,64}) -->$/m.exec(issue?.body ?? "")?.[1];
}

function waiting(text: string): string {
  const waits = new Set(text.split("\n").flatMap(line => /STILL-WAITING .*/.exec(line)?.[0].trimEnd() ?? []));
  return [
    "Nothing failed, and nothing is paid twice. A scheduled job runs `pulumi up` again until all of it is settled, and closes",
    `this issue.\n\n${block([...waits].join("\n"))}\n\n[The run](${host.run})`,
  ].join("\n");
}

function failure(): string {
  return `The last run failed, and nobody comes back by itself: see its log, and run it again. [The run](${host.run})`;
}

function git(...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8" }).trim();
}
