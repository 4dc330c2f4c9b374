/* The programs of the READMEs are run as they stand, on the world with which the simulator's command starts. */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { controlClient, type Control } from "../../simulator/src";
import { makeStack, type Stack } from "../support/stack";

jest.setTimeout(240_000);

const ROOT = resolve(__dirname, "../..");
const COMMAND = join(ROOT, "simulator/bin/wix-simulator.js");

/** Those that are marked as fragments need something around them. */
const programsOf = (readme: string): string[] => {
  const text = readFileSync(join(ROOT, readme), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, program = ""]) => program);
};

const IMPORT = 'import * as wix from "pulumi-wix";\n';
const withImport = (text: string): string => (text.includes(IMPORT) ? text : IMPORT + text);

let simulator: ChildProcess;
let control: Control;
let config: Record<string, string>;
let stack: Stack;

beforeAll(async () => {
  simulator = spawn(process.execPath, [COMMAND, "--seed", "11"], { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  if (simulator.stdout !== null)
    for await (const line of createInterface(simulator.stdout)) if (lines.push(line) === 4) break;
  const [, controlLine = "", , exported = ""] = lines;
  control = controlClient(controlLine.split(/ +/).at(-1) ?? "");
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

const play = async (typescript: string) => {
  stack = await makeStack({
    program: { typescript },
    config,
    secrets: { "wix:apiKey": "simulated-api-key" },
  });
  const up = await stack.up();
  expect(up).toMatchObject({ code: 0 });
  await expect(stack.preview("--refresh", "--expect-no-changes")).resolves.toMatchObject({ code: 0 });
  expect(await control.violations()).toEqual([]);
  expect(await control.warnings()).toEqual([]);
};

describe("the programs of", () => {
  test("README.md run as they stand", async () => {
    const [program, ...others] = programsOf("README.md");
    expect(others).toEqual([]);
    await play(withImport(program ?? ""));
    await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
  });

  test("provider/README.md run as they stand, together", async () => {
    const programs = programsOf("provider/README.md");
    expect(programs).toHaveLength(5);
    await play(withImport(`${programs.join("\n")}\nexport const mail = mailAt("example.com");\n`));
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
