import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { text as textOf } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { controlClient, initialState, startSimulator } from "../../simulator/src";
import { defaultWorld, describeDefaultWorld } from "../../simulator/src/account/default-world";
import { EVIDENCE } from "../../simulator/src/account/families";
import { settingsChangeSchema } from "../../simulator/src/account/state";
import { FLAGS, variableOf } from "../../simulator/src/cli/flags";
import { readCliOptions } from "../../simulator/src/cli/options";
import { evidenceTable } from "../../simulator/src/kernel/family";
import { compileSimulator } from "../support/compile-simulator";

const ROOT = resolve(__dirname, "../..");
const COMMAND = join(ROOT, "simulator/bin/wix-simulator.js");

jest.setTimeout(30_000);

let child: ChildProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), "wix-simulator-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(compileSimulator, 60_000);
afterEach(() => {
  child?.kill("SIGKILL");
  child = undefined;
});

/** Starts the command and reads its five lines. */
async function launch(...args: string[]): Promise<{ process: ChildProcess; lines: string[] }> {
  const started = spawn(process.execPath, [COMMAND, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  child = started;
  const lines: string[] = [];
  for await (const line of createInterface(started.stdout)) if (lines.push(line) === 5) break;
  return { process: started, lines };
}

test("prints its URLs, its seed and what to export, and stops on SIGTERM", async () => {
  const { process: started, lines } = await launch("--seed", "42", "--clock", "frozen");
  const [api, control, page, seed, exported] = lines;
  expect(api).toMatch(/^Wix API +http:\/\/127\.0\.0\.1:\d+$/);
  expect(seed).toBe("seed         42");
  expect(exported).toMatch(
    /^export WIX_BASE_URL=http:\/\/127\.0\.0\.1:\d+ WIX_API_KEY=simulated-api-key WIX_ACCOUNT_ID=[-0-9]+$/,
  );
  const controlUrl = control?.split(/ +/)[2] ?? "";
  expect(page).toBe(`page         ${controlUrl}/`);
  expect(await (await fetch(`${controlUrl}/`)).text()).toContain("<title>Wix simulator</title>");
  const state = await controlClient(controlUrl).state();
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
    allowedHosts: [],
    settings: [],
    stopWithStdin: false,
    evidence: false,
    version: false,
    help: false,
    command: [],
  });
});

test("reads the state to start from out of a file", () => {
  const file = join(folder, "initial.json");
  writeFileSync(file, JSON.stringify(initialState()));
  expect(readCliOptions(["--state-file", file], {}).state).toEqual(initialState());
});

test.each([
  [["--port", "eighty"], "port must be a whole number, not eighty"],
  [["--seed=-1"], "seed must be a whole number, not -1"],
  [["--clock", "broken"], "clock must be running or frozen, not broken"],
  [["--port", "70000"], "--port must be 65535 at most, not 70000"],
  [["--port"], "--port needs a value: <n>"],
  [["--port", "1", "--port", "2"], "--port is given more than once"],
  [["--evidence=yes"], "--evidence takes no value, and was given yes"],
  [["--speed", "9"], "unknown flag --speed; did you mean --seed?"],
  [["--stat-file", "x"], "unknown flag --stat-file; did you mean --state-file?"],
  [["-p", "9"], "unknown flag -p; see --help"],
  [["pulumi", "up"], "unexpected pulumi; a command stands behind --: wix-simulator -- pulumi"],
  [["--stop-with-stdin", "--", "pulumi"], "--stop-with-stdin does not go with a command"],
  [["--setting", "recordOrder"], "--setting needs a name and a value"],
  [["--setting", "recordOrder=sorted"], /--setting recordOrder=sorted:[^]*"shuffled"\|"as-kept"/],
  [["--setting", "colour=red"], /--setting colour=red:[^]*colour/],
])("refuses %j", (args, message) => {
  expect(() => readCliOptions(args, {})).toThrow(message);
});

test("a variable that is wrong is named as such", () => {
  expect(() => readCliOptions([], { WIX_SIMULATOR_PORT: "eighty" })).toThrow(
    "WIX_SIMULATOR_PORT must be a whole number, not eighty",
  );
});

test("settings are JSON, or else texts", () => {
  const args = [
    "--setting",
    "recordOrder=as-kept",
    "--setting",
    "settleMs=0",
    "--setting",
    "requestsPerMinute=null",
  ];
  expect(readCliOptions(args, {}).settings).toEqual([
    { recordOrder: "as-kept" },
    { settleMs: 0 },
    { requestsPerMinute: null },
  ]);
});

test("what stands behind -- is the command's, flags of our own included", () => {
  const options = readCliOptions(["--seed", "1", "--", "npm", "test", "--seed", "2", "--", "-h"], {});
  expect(options).toMatchObject({
    seed: 1,
    help: false,
    command: ["npm", "test", "--seed", "2", "--", "-h"],
  });
});

describe("a state file that cannot be loaded is named with its place and its flag", () => {
  test.each([
    ["that is no JSON", '{\n  "accounts": [}\n', /^--state-file: .*state\.json:2:16 is no JSON: /],
    ["that ends too early", '{\n  "accounts"', /^--state-file: .*state\.json:2:13 is no JSON: /],
    [
      "that is no state",
      '{ "accounts": [] }',
      /^--state-file: .*state\.json is not a state document:[^]*apiKeys/,
    ],
  ])("%s", (_what, text, message) => {
    const file = join(folder, "state.json");
    writeFileSync(file, text);
    expect(() => readCliOptions(["--state-file", file], {})).toThrow(message);
  });

  test("that is not there", () => {
    const set = { WIX_SIMULATOR_STATE_FILE: join(folder, "none.json") };
    expect(() => readCliOptions([], set)).toThrow(
      /^WIX_SIMULATOR_STATE_FILE: .*none\.json cannot be read: .*ENOENT/,
    );
  });
});

/** Runs the command to its end. */
async function finished(args: string[], env: Record<string, string> = {}) {
  const started = spawn(process.execPath, [COMMAND, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child = started;
  const [stdout, stderr, [code]] = await Promise.all([
    textOf(started.stdout),
    textOf(started.stderr),
    once(started, "close") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

describe("a command", () => {
  const node = (script: string) => ["--", process.execPath, "-e", script];

  test("gets the variables, a running account, and no key but the simulator's", async () => {
    const script = `
      const { WIX_BASE_URL, WIX_API_KEY, WIX_ACCOUNT_ID, WIX_SIMULATOR_CONTROL_URL } = process.env;
      const headers = { authorization: WIX_API_KEY, "wix-account-id": WIX_ACCOUNT_ID, accept: "application/json" };
      Promise.all([
        fetch(WIX_BASE_URL + "/domains/v1/dns-zones/example.com", { headers }),
        fetch(WIX_SIMULATOR_CONTROL_URL + "/health"),
      ])
        .then(answers => Promise.all(answers.map(answer => answer.json())))
        .then(([{ dnsZone }, { status, seed }]) => console.log(dnsZone.id, status, seed, process.argv[1]));
    `;
    const run = await finished(["--seed", "5", ...node(script), "given"], { WIX_API_KEY: "IST.live" });
    expect(run).toMatchObject({ code: 0, stdout: "example.com ok 5 given\n" });
    expect(run.stderr).toMatch(/^wix-simulator: API http\S+, control API http\S+, page http\S+\/, seed 5\n$/);
  });

  test("without a key in the state gets none, not even one that was there", async () => {
    const file = join(folder, "keyless.json");
    writeFileSync(file, JSON.stringify({ accounts: [], apiKeys: [] }));
    const script = "console.log(process.env.WIX_API_KEY, process.env.WIX_ACCOUNT_ID)";
    const run = await finished(["--state-file", file, ...node(script)], { WIX_API_KEY: "IST.live" });
    expect(run).toMatchObject({ code: 0, stdout: "undefined undefined\n" });
  });

  test.each([
    ["its own exit code", "process.exit(7)", 7],
    ["128 and the signal that ended it", "process.kill(process.pid, 'SIGKILL')", 137],
  ])("answers with %s", async (_what, script, code) => {
    expect((await finished(node(script))).code).toBe(code);
  });

  test("that is not there is said so, by 127", async () => {
    const { code, stderr } = await finished(["--", "no-such-command"]);
    expect([code, stderr]).toEqual([127, expect.stringContaining("no-such-command: command not found")]);
  });

  test("that cannot be run is said so, by 126", async () => {
    const { code, stderr } = await finished(["--", folder]);
    expect([code, stderr]).toEqual([126, expect.stringContaining("EACCES")]);
  });

  test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("is passed %s on, and waited for", async signal => {
    const script = `
      process.on("${signal}", () => { console.log("ending"); process.exit(3); });
      setInterval(() => {}, 1000);
      console.log("ready");
    `;
    const started = spawn(process.execPath, [COMMAND, ...node(script)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    child = started;
    const lines: string[] = [];
    for await (const line of createInterface(started.stdout)) {
      lines.push(line);
      if (line === "ready") started.kill(signal);
    }
    const ended = started.exitCode ?? ((await once(started, "exit")) as [number])[0];
    expect([lines, ended]).toEqual([["ready", "ending"], 3]);
  });
});

describe("a port that is taken is named by its flag", () => {
  test.each(["--port", "--control-port"])("%s", async flag => {
    const taken = await startSimulator();
    const { port } = new URL(taken.url);
    const { code, stderr } = await finished([flag, port]);
    await taken.close();
    expect([code, stderr]).toEqual([
      1,
      `wix-simulator: ${flag} ${port} is taken on 127.0.0.1; give another one, or none for a free one\n`,
    ]);
  });

  test("both the same", async () => {
    const free = await startSimulator();
    const { port } = new URL(free.url);
    await free.close();
    const { stderr } = await finished(["--port", port, "--control-port", port]);
    expect(stderr).toContain(`--port and --control-port are both ${port}`);
  });

  test("an address of another machine, by --host", async () => {
    const { code, stderr } = await finished(["--host", "192.0.2.1", "--allow-remote"]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("--host 192.0.2.1 is no address of this machine"),
    ]);
  });
});

test.each(["-h", "--help"])("%s names every flag and every id of the default world", async flag => {
  const { code, stdout } = await finished([flag]);
  expect(code).toBe(0);
  for (const name of Object.keys(FLAGS)) expect(stdout).toContain(`--${name}`);
  const state = defaultWorld();
  const ids = [
    ...state.accounts.map(({ id }) => id),
    ...Object.keys(state.sites ?? {}),
    ...(state.resellers?.catalog ?? []).map(({ id }) => id),
    ...(state.resellers?.packages ?? []).map(({ id }) => id),
    ...Object.keys(state.domains ?? {}),
    ...Object.keys(state.domainMarket?.outside ?? {}),
  ];
  expect(ids.length).toBeGreaterThan(15);
  for (const id of ids) expect(stdout).toContain(id);
});

test("--version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "simulator/package.json"), "utf8")) as {
    version: string;
  };
  expect((await finished(["--version"])).stdout).toBe(`${version}\n`);
});

test("the README names the ids of the default world, and every flag and variable", () => {
  const readme = readFileSync(join(ROOT, "simulator/README.md"), "utf8");
  expect(readme).toContain(describeDefaultWorld());
  for (const [name, flag] of Object.entries(FLAGS)) {
    expect(readme).toContain(`\`--${name}\``);
    if ("isVariable" in flag) expect(readme).toContain(variableOf(name as keyof typeof FLAGS));
  }
});

test("the README names every setting", () => {
  const readme = readFileSync(join(ROOT, "simulator/README.md"), "utf8");
  const settings = Object.keys(settingsChangeSchema.shape);
  expect(settings.filter(name => !new RegExp(`^\\|[^|]*\`${name}\``, "m").test(readme))).toEqual([]);
});

test("the README holds the evidence table as the families state it", () => {
  const readme = readFileSync(join(ROOT, "simulator/README.md"), "utf8");
  expect(readme).toContain(evidenceTable(EVIDENCE));
});
