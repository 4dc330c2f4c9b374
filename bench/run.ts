/* All figures in one run: `npm run bench`. Ratios compare what was measured in turns on the same machine. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import { spread } from "./figures.ts";

/** What octoDNS 1.22 takes for such a plan as a whole process on two cores, in seconds; measured elsewhere. */
const OCTODNS_SECONDS = 4;
const RUNS = 7;

const script = (name: string): string => join(import.meta.dirname, name);

function show(file: string): number {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [file], { stdio: "inherit" });
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

console.log("The planner on a zone of 5,000 record sets with 100 changes");
const seconds = await bundled("planner.ts", RUNS);
console.log(
  `  whole process: ${spread(seconds)} s; a tenth of octoDNS's figure is ${OCTODNS_SECONDS / 10} s\n`,
);
await bundled("care.ts", 1);
show(script("provider-time.ts"));
show(script("engine.ts"));
