/* The programs of the READMEs are run as they stand, on the world with which the simulator's command starts. */
import { spawn, type ChildProcess } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ensureEngine } from "../../engine/ensure.ts";
import { controlClient, type Control } from "../../simulator/src";
import { textsOf } from "../support/blocks";
import { succeeds } from "../support/scene";
import { makeStack, type Program, type Stack } from "../support/stack";

jest.setTimeout(240_000);

const ROOT = resolve(__dirname, "../..");
const COMMAND = join(ROOT, "simulator/bin/wix-simulator.js");

const IMPORT = 'import * as wix from "pulumi-wix";\n';
const withImport = (text: string): string => (text.includes(IMPORT) ? text : IMPORT + text);

/** Of a machine that has no language host yet. */
const HALF_AN_HOUR = 1_800_000;

beforeAll(async () => {
  await ensureEngine({ languages: ["yaml", "python"] });
}, HALF_AN_HOUR);

let simulator: ChildProcess;
let control: Control;
let config: Record<string, string>;
let stack: Stack;

beforeAll(async () => {
  simulator = spawn(process.execPath, [COMMAND, "--seed", "11"], { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  if (simulator.stdout !== null)
    for await (const line of createInterface(simulator.stdout)) {
      lines.push(line);
      if (line.includes("WIX_BASE_URL=")) break;
    }
  const exported = lines.at(-1) ?? "";
  const controlLine = lines.find(line => line.startsWith("control"));
  control = controlClient(controlLine?.split(/ +/).at(-1) ?? "");
  const set = new Map(
    [...exported.matchAll(/(WIX_\w+)=(\S+)/g)].map(([, name, value = ""]) => [name, value]),
  );
  config = {
    "wix:baseUrl": set.get("WIX_BASE_URL") ?? "",
    "wix:accountId": set.get("WIX_ACCOUNT_ID") ?? "",
    "wix:pollInterval": "200ms",
  };
});
afterAll(() => void simulator.kill());
afterEach(() => stack.dispose());

const play = async (program: Program) => {
  stack = await makeStack({
    program,
    config,
    secrets: { "wix:apiKey": "simulated-api-key" },
  });
  await succeeds(stack.up());
  await expect(stack.preview("--refresh", "--expect-no-changes")).resolves.toMatchObject({ code: 0 });
  expect(await control.violations()).toEqual([]);
  expect(await control.warnings()).toEqual([]);
};

describe("the programs of", () => {
  test("README.md run as they stand", async () => {
    const [program, ...others] = textsOf("README.md", "ts");
    expect(others).toEqual([]);
    await play({ typescript: withImport(program ?? "") });
    await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
  });

  test("provider/README.md in other languages run as they stand, and declare the same", async () => {
    const [yaml, ...others] = textsOf("provider/README.md", "yaml").filter(text => text.startsWith("name:"));
    const [python, ...more] = textsOf("provider/README.md", "python");
    expect([...others, ...more]).toEqual([]);
    const outputs = [];
    for (const program of [{ yaml: yaml ?? "" }, { python: python ?? "" }]) {
      await play(program);
      outputs.push(JSON.parse((await stack.pulumi("stack", "output", "--json")).stdout) as object);
      await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
      await stack.dispose();
    }
    expect(outputs[0]).toMatchObject({ site: "Bakery", records: { "MX example.com": {} } });
    expect(outputs[1]).toEqual(outputs[0]);
  });

  test("provider/README.md run as they stand, together", async () => {
    const programs = textsOf("provider/README.md", "ts");
    expect(programs).toHaveLength(5);
    await play({
      typescript: withImport(`${programs.join("\n")}\nexport const mail = mailAt("example.com");\n`),
    });
    const { resources } = await stack.exportState();
    expect(resources.map(({ urn }) => urn.split("::").at(-1))).toEqual(
      expect.arrayContaining([
        "mail",
        "bakery-plan",
        "bakery-plan-on-its-site",
        "shop",
        "zone",
        "seen",
        "dnssec",
      ]),
    );
    const { domains, dnsPropagations } = await control.state();
    expect(domains).toHaveProperty(["bakery.example"]);
    expect(dnsPropagations?.["bakery.example"]).toMatchObject({ status: "SUCCEEDED" });
  });
});
