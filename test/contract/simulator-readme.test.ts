/* What the simulator's README shows is run as it stands. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  createSimulatedAccount,
  type FaultRule,
  initialState,
  type StateDocument,
} from "../../simulator/src";
import { textsOf } from "../support/blocks";
import { compileSimulator } from "../support/compile-simulator";

const ROOT = resolve(__dirname, "../..");
const blocksOf = (language: string): string[] => textsOf("simulator/README.md", language);

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "wix-simulator-readme-"));

beforeAll(() => {
  compileSimulator();
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const commands = blocksOf("sh").flatMap(block => block.split(/(?<!\\)\n/).filter(line => line !== ""));
const programs = blocksOf("ts").filter(text => text.includes('from "wix-simulator"'));

/** What each command prints, in the order in which they stand there. */
const PRINTED = [
  /^http:\/\/127\.0\.0\.1:\d+\n$/,
  /^\{"status":"ok","seed":42,"now":"[^"]+"\}$/,
  /^\{"dnsZone":\{"id":"example\.com"/,
];

describe("the simulator's README", () => {
  test("shows commands and programs", () => {
    expect([commands.length, programs.length]).toEqual([PRINTED.length, 2]);
  });

  test.each(commands.map((command, index) => [command, PRINTED[index] ?? /^$/] as const))(
    "runs %s",
    async (command, printed) => {
      const { stdout } = await run("sh", ["-c", command], { cwd: folder });
      expect(stdout).toMatch(printed);
    },
    30_000,
  );

  test.each(programs)(
    "runs %s",
    async text => {
      const file = join(folder, "program.mts");
      writeFileSync(file, text);
      await expect(run(process.execPath, [file])).resolves.toMatchObject({ stderr: "" });
    },
    30_000,
  );

  test("shows JSON that the control API takes", async () => {
    const [fault, state, product, ...others] = blocksOf("json").map(text => JSON.parse(text) as object);
    expect(others).toEqual([]);
    const { control } = createSimulatedAccount({ seed: 1 });
    await expect(control.addFault(fault as FaultRule)).resolves.toMatchObject({ rule: { nth: 2 } });
    const world = initialState();
    const catalog = [...(world.resellers?.catalog ?? []).slice(1), product];
    const document = { ...world, ...state, resellers: { ...world.resellers, catalog } } as StateDocument;
    await control.loadState(document);
    expect((await control.state()).domainOutcomes).toHaveProperty(["two.com"]);
  });
});
