import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeAll, expect, test } from "@jest/globals";
import { controlClient, initialState } from "../../../simulator/src";
import { EVIDENCE } from "../../../simulator/src/account/families";
import { readCliOptions } from "../../../simulator/src/cli-options";
import { evidenceTable } from "../../../simulator/src/kernel/family";

const ROOT = resolve(__dirname, "../../..");
const COMMAND = join(ROOT, "simulator/bin/wix-simulator.js");

let child: ChildProcess | undefined;

beforeAll(() => {
  execFileSync(process.execPath, [
    join(ROOT, "node_modules/typescript/bin/tsc"),
    "-b",
    join(ROOT, "simulator"),
  ]);
}, 60_000);
afterEach(() => {
  child?.kill("SIGKILL");
  child = undefined;
});

/** Starts the command and reads its four lines. */
async function launch(...args: string[]): Promise<{ process: ChildProcess; lines: string[] }> {
  const started = spawn(process.execPath, [COMMAND, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  child = started;
  const lines: string[] = [];
  for await (const line of createInterface(started.stdout)) if (lines.push(line) === 4) break;
  return { process: started, lines };
}

test("prints its URLs, its seed and what to export, and stops on SIGTERM", async () => {
  const { process: started, lines } = await launch("--seed", "42", "--clock", "frozen");
  const [api, control, seed, exported] = lines;
  expect(api).toMatch(/^Wix API +http:\/\/127\.0\.0\.1:\d+$/);
  expect(seed).toBe("seed         42");
  expect(exported).toMatch(
    /^export WIX_BASE_URL=http:\/\/127\.0\.0\.1:\d+ WIX_API_KEY=simulated-api-key WIX_ACCOUNT_ID=[-0-9]+$/,
  );
  const state = await controlClient(control?.split(/ +/)[2] ?? "").state();
  expect(state.now).toBe("2026-01-01T00:00:00.000Z");
  started.kill("SIGTERM");
  expect(await once(started, "exit")).toEqual([0, null]);
});

test("stops when stdin closes, if told so", async () => {
  const { process: started } = await launch("--stop-with-stdin");
  started.stdin?.end();
  expect(await once(started, "exit")).toEqual([0, null]);
});

test("flags win over the environment", () => {
  const environment = { WIX_SIMULATOR_PORT: "1", WIX_SIMULATOR_HOST: "::1", WIX_SIMULATOR_ALLOW_REMOTE: "1" };
  expect(readCliOptions(["--port", "2"], environment)).toEqual({
    port: 2,
    host: "::1",
    allowRemote: true,
    stopWithStdin: false,
    evidence: false,
    help: false,
  });
});

test("reads the state to start from out of a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "wix-simulator-"));
  const file = join(folder, "state.json");
  writeFileSync(file, JSON.stringify(initialState()));
  expect(readCliOptions(["--state-file", file], {}).state).toEqual(initialState());
  rmSync(folder, { recursive: true });
});

test.each([
  [["--port", "eighty"], "port must be a whole number, not eighty"],
  [["--seed=-1"], "seed must be a whole number, not -1"],
  [["--clock", "broken"], "clock must be running or frozen, not broken"],
  [["--speed", "9"], "--speed"],
])("refuses %j", (args, message) => {
  expect(() => readCliOptions(args, {})).toThrow(message);
});

test("the README holds the evidence table as the families state it", () => {
  const readme = readFileSync(join(ROOT, "simulator/README.md"), "utf8");
  expect(readme).toContain(evidenceTable(EVIDENCE));
});
