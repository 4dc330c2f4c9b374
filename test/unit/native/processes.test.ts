import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { isAlive, processOf } from "../../../provider/src/native/processes";
import { start, type Running } from "../../support/children.ts";
import { environment } from "../../support/environment.ts";

let running: Running;
let pid: number;
beforeEach(async () => {
  const script = 'process.title = "a) S 1 (b"; console.log(process.pid)';
  running = start(process.execPath, ["-e", `${script}; process.stdin.resume()`], {
    cwd: __dirname,
    env: environment,
    openInput: true,
  });
  await running.seen(/^\d+\n/);
  pid = Number(running.stdout());
});
afterEach(() => {
  running.kill();
});

test("a process is alive until it has ended", async () => {
  const id = processOf(pid);
  expect(isAlive(id)).toBe(true);
  running.hangUp();
  await running.finished;
  expect(isAlive(id)).toBe(false);
});

test("another that has its number is none of its life", () => {
  const { began } = processOf(pid);
  expect([began, "1"].map(one => isAlive({ pid, began: one }))).toEqual([true, false]);
});

// Elsewhere such a process cannot be told from one that runs.
const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("one that has ended and was not asked after is not alive", async () => {
  expect(processOf(pid).began).toMatch(/^\d+$/);
  const orphan = start("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], {
    cwd: __dirname,
    env: environment,
  });
  await orphan.seen(/^\d+\n/);
  const ended = Number(orphan.stdout());
  while (readFileSync(`/proc/${ended}/stat`, "utf8").split(" ")[2] !== "Z") await pause(10);
  expect(isAlive(processOf(ended))).toBe(false);
  orphan.kill();
});
