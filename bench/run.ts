/*
 * All figures in one run: `npm run bench`, with flags for a part of them. Ratios compare what was measured in turns on the
 * same machine.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import { spread } from "./figures.ts";
import { readOptions, USAGE, type Options, type Part } from "./options.ts";

/** What octoDNS 1.22 takes for such a plan as a whole process on two cores, in seconds; measured elsewhere. */
const OCTODNS_SECONDS = 4;
const RUNS = 7;

const script = (name: string): string => join(import.meta.dirname, name);

function show(file: string, args: readonly string[] = []): number {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: "inherit" });
  if (status !== 0) throw new Error(`${file} failed`);
  return (performance.now() - began) / 1_000;
}

/** The planner is bundled as the provider that holds it is. */
async function bundled(name: string, runs: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-wix-bench-"));
  const file = join(folder, "bundled.mjs");
  try {
    await build({ input: script(name), platform: "node", logLevel: "warn", output: { file } });
    return Array.from({ length: runs }, () => show(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function planner(): Promise<void> {
  console.log("the planner on a zone of 5,000 record sets with 100 changes");
  const seconds = await bundled("planner.ts", RUNS);
  console.log(
    `  whole process: ${spread(seconds)} s; a tenth of octoDNS's figure is ${OCTODNS_SECONDS / 10} s\n`,
  );
}

/** Each in a process of its own. */
const MEASURES: Record<Part, (args: readonly string[]) => unknown> = {
  planner,
  care: () => bundled("care.ts", RUNS),
  provider: () => show(script("provider-time.ts")),
  start: () => show(script("start.ts")),
  engine: args => show(script("engine.ts"), args),
};

function options(args: readonly string[]): Options {
  try {
    return readOptions(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(1);
  }
}

const args = process.argv.slice(2);
for (const part of options(args).parts) await MEASURES[part](args);
