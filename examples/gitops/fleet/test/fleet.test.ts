import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { countCalls } from "../src/calls.ts";
import type { Customer } from "../src/customers.ts";
import { fileAt, restDiffers } from "../src/git.ts";
import { Journal } from "../src/journal.ts";
import { junitOf } from "../src/junit.ts";
import { areDead, holdersIn } from "../src/locks.ts";
import { exitCodeOf, type Outcome, type Report } from "../src/outcome.ts";
import { leftovers, select } from "../src/select.ts";
import { markdownOf } from "../src/show.ts";

const customer = (name: string, preference = 10): Customer => ({
  name,
  siteId: "20000000-0000-4000-8000-000000000001",
  domain: `${name}.example`,
  mailHosts: [`${preference} mx.example.net`],
});
const report = (name: string, outcome: Outcome, message = ""): Report => ({
  customer: name,
  outcome,
  seconds: 1.25,
  calls: { all: 11, throttled: 1, troubled: 2 },
  message,
});
const folderOf = (context: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "fleet-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test("chooses customers by name, and refuses unknown ones", () => {
  const all = [customer("a"), customer("b")];
  assert.deepEqual(select(all, { only: ["b"] }), [all[1]]);
  assert.deepEqual(select(all, {}), all);
  assert.throws(() => select(all, { only: ["b", "c"] }), /no such customer: c/);
});

test("chooses customers whose entry has changed, or all where that cannot be known", () => {
  const all = [customer("a"), customer("b", 20), customer("c")];
  const before = JSON.stringify({ customers: [customer("a"), customer("b")] });
  const apart = before.replace("000000000001", "000000000002");
  assert.deepEqual(
    select(all, { before: apart }).map(({ name }) => name),
    ["a", "b", "c"],
  );
  assert.deepEqual(
    select(all, { before: JSON.stringify({ customers: [customer("a")] }) }).map(({ name }) => name),
    ["b", "c"],
  );
  assert.deepEqual(select(all, { before: "customers: [{ name: 1 }]" }), all);
});

test("names stacks of customers who left the file", () => {
  assert.deepEqual(leftovers([customer("a")], ["c", "a", "b"]), ["b", "c"]);
});

test("asks git what changed", async context => {
  const folder = folderOf(context);
  const file = join(folder, "customers.yaml");
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.example", ...args]);
  git("init", "--quiet");
  writeFileSync(file, "customers: []\n");
  git("add", ".");
  git("commit", "--quiet", "--message", "one");
  appendFileSync(file, "# more\n");
  assert.equal(await fileAt("HEAD", file), "customers: []\n");
  assert.equal(await fileAt("HEAD", join(folder, "other.yaml")), undefined);
  assert.equal(await restDiffers("HEAD", file), false);
  writeFileSync(join(folder, "index.ts"), "");
  assert.equal(await restDiffers("HEAD", file), true);
  await assert.rejects(fileAt("v9", file), /git knows no commit v9/);
});

test("remembers what is done, by what was declared", context => {
  const file = join(folderOf(context), "notes", "up.jsonl");
  const journal = new Journal(file, "the program");
  assert.deepEqual(journal.done([customer("a")]), new Set());
  journal.note(customer("a"));
  journal.note(customer("b"));
  appendFileSync(file, '{"customer":"c","dig');
  assert.deepEqual(
    new Journal(file, "the program").done([customer("a"), customer("b", 20), customer("c")]),
    new Set(["a"]),
  );
  assert.deepEqual(new Journal(file, "another program").done([customer("a")]), new Set());
  journal.forget();
  assert.deepEqual(journal.done([customer("a")]), new Set());
});

test("takes a lock for dead only where its holder was a process of this machine and user that lives no more", () => {
  const text =
    "error: the stack is currently locked by 2 lock(s). …\n  file:///a.json: created by root@here (pid 12) at 2026-11-21T10:00:00Z\n" +
    "  file:///b.json: created by root@here (pid 13) at 2026-11-21T10:00:00Z";
  const holders = holdersIn(text);
  assert.deepEqual(holders, [
    { user: "root", host: "here", pid: 12 },
    { user: "root", host: "here", pid: 13 },
  ]);
  const machine = { user: "root", host: "here", lives: () => false };
  assert.equal(areDead(holders, machine), true);
  assert.equal(areDead(holders, { ...machine, lives: pid => pid === 13 }), false);
  assert.equal(areDead(holders, { ...machine, host: "there" }), false);
  assert.equal(areDead(holders, { ...machine, user: "ann" }), false);
  assert.equal(areDead([], machine), false);
});

test("counts calls by what came of them", context => {
  const file = join(folderOf(context), "calls");
  assert.deepEqual(countCalls(file), { all: 0, throttled: 0, troubled: 0 });
  const outcomes = ["200", "429", "503", "lost", "404", "cut-short"];
  writeFileSync(file, outcomes.map(outcome => `2026-11-21T10:00:00.000Z GET /v1/a ${outcome}\n`).join(""));
  assert.deepEqual(countCalls(file), { all: 6, throttled: 1, troubled: 3 });
});

test("ends with the worst of all", () => {
  const codeOf = (...outcomes: Outcome[]) => exitCodeOf(outcomes.map(outcome => report("a", outcome)));
  assert.equal(codeOf("as declared", "changes", "done before", "retired"), 0);
  assert.equal(codeOf("still waiting", "as declared"), 75);
  assert.equal(codeOf("drifted", "still waiting"), 7);
  assert.equal(codeOf("drifted", "failed"), 1);
  assert.equal(codeOf("not begun"), 1);
});

test("reports for machines and for people", () => {
  const reports = [report("a", "as declared", "2 create"), report("b", "failed", "error: no\n  * a | b")];
  const junit = junitOf("up", reports);
  assert.match(junit, /tests="2" failures="1"/);
  assert.match(junit, /<failure message="error: no/);
  const markdown = markdownOf("fleet up", reports, ["c is gone"]);
  assert.match(markdown, /^\| a \| as declared \| 1\.3 \| 11 \| 1 \| 2 \| 2 create \|$/m);
  assert.match(markdown, /^\| 2 in all \| {2}\| {2}\| 22 \| 2 \| 4 \| {2}\|$/m);
  assert.match(markdown, /^- c is gone$/m);
  assert.match(markdown, /^### b\n\n```text\nerror: no\n {2}\* a \| b\n```$/m);
});
