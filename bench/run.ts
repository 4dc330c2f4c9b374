/* All figures in one run: `npm run bench`. Ratios compare what was measured in turns on the same machine. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { spread } from "./figures.ts";

/** What octoDNS 1.22 takes for such a plan as a whole process on two cores, in seconds; measured elsewhere. */
const OCTODNS_SECONDS = 4;
const RUNS = 7;

const script = (name: string): string => join(import.meta.dirname, name);

function show(name: string): number {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [script(name)], { stdio: "inherit" });
  if (status !== 0) throw new Error(`${name} failed`);
  return (performance.now() - began) / 1_000;
}

console.log("The planner on a zone of 5,000 record sets with 100 changes");
const seconds = Array.from({ length: RUNS }, () => show("planner.ts"));
console.log(
  `  whole process: ${spread(seconds)} s; a tenth of octoDNS's figure is ${OCTODNS_SECONDS / 10} s\n`,
);
show("provider-time.ts");
show("engine.ts");
