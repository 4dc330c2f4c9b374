/*
 * Record-set resources of both shells against a dynamic provider and a native plugin that do nothing, on the same engine:
 * side by side, in turns, ratios round by round.
 */
import { join } from "node:path";
import { bundlePlugin } from "../scripts/build-native.ts";
import { contend, EACH, type Result, type Step } from "./contenders.ts";
import { ratios, spread, verdict } from "./figures.ts";
import { readOptions } from "./options.ts";
import { NOTHING, type Kind } from "./programs.ts";

const REQUESTS_PER_MINUTE = 200;

/** How much of the dynamic shell's time the native one may take. */
const OF_DYNAMIC: Readonly<Record<Step, number>> = {
  preview: 0.9,
  up: 1,
  unchanged: 0.9,
  refresh: 0.6,
  destroy: 1,
};

/** Of a resource with one record set, in the state, beside its arguments. */
const MOST_BYTES = 1_100;

const showStep = (step: Step, all: ReadonlyMap<string, Result>): void => {
  const [plain, dynamic, native, nothing] = ["plain", "dynamic", "native", "nothing"].map(
    kind => all.get(kind)?.steps[step],
  );
  console.log(`  ${step}`);
  for (const [kind, { steps }] of all) {
    const { wall, cpu } = steps[step];
    console.log(`    ${kind.padEnd(8)} ${spread(wall)} s, CPU ${spread(cpu)} s`);
  }
  const compare = (name: string, ours: typeof plain, theirs: typeof plain, most?: number): void => {
    if (ours === undefined || theirs === undefined) return;
    const [wall, cpu] = [ratios(ours.wall, theirs.wall), ratios(ours.cpu, theirs.cpu)];
    const judged = most === undefined ? "" : `; ${verdict(wall, most)}`;
    console.log(`    ${name}: ${spread(wall, 3)}, CPU ${spread(cpu, 3)}${judged}`);
  };
  compare("dynamic against plain", dynamic, plain);
  compare("native against plain", native, plain);
  compare("native against dynamic", native, dynamic, OF_DYNAMIC[step]);
  compare("native against nothing", native, nothing);
  compare("nothing against dynamic, the least there is", nothing, dynamic);
};

/** What each run asks of Wix. */
const showCalls = (count: number, all: ReadonlyMap<string, Result>): void => {
  const asked = [...all.values()].filter(({ kind }) => kind === "dynamic" || kind === "native");
  const inEach = ({ steps }: Result): string =>
    EACH.map(step => `${spread(steps[step].calls, 0)} in ${step}`).join(", ");
  for (const result of asked) console.log(`  HTTP calls, ${result.kind}: ${inEach(result)}`);
  if (asked.length > 1)
    console.log(`  the shells' calls are ${new Set(asked.map(inEach)).size === 1 ? "equal" : "NOT EQUAL"}`);
  const most = Math.max(...asked.flatMap(({ steps }) => steps.up.calls));
  const prescribed = Math.floor((most - 1) / REQUESTS_PER_MINUTE) * 60;
  console.log(
    `  least possible in up ${1 + Math.ceil(count / 10)}; the prescribed ${REQUESTS_PER_MINUTE} calls a minute add ` +
      `${prescribed} s to it`,
  );
};

const showBytes = (all: ReadonlyMap<string, Result>): void => {
  const sizes = [...all].map(
    ([kind, { bytes }]) => `${kind} ${bytes.all.toFixed(0)} (${bytes.beside.toFixed(0)})`,
  );
  const native = all.get("native");
  const judged = native === undefined ? "" : `; native ${verdict([native.bytes.beside], MOST_BYTES)}`;
  console.log(`  bytes of a resource in the state (beside its arguments): ${sizes.join(", ")}${judged}`);
};

const { sizes, shells } = readOptions(process.argv.slice(2));
const kinds: readonly Kind[] = [
  "plain",
  ...shells,
  ...(shells.includes("native") ? ["nothing" as const] : []),
];
if (kinds.includes("nothing")) await bundlePlugin(join(import.meta.dirname, "nothing.ts"), NOTHING);
for (const { resources, rounds } of sizes) {
  const results = await contend(kinds, resources, rounds);
  const all = new Map(results.map(result => [result.kind as string, result]));
  console.log(`\n${resources} resources, ${rounds} rounds; median (range)`);
  for (const step of EACH) showStep(step, all);
  showCalls(resources, all);
  showBytes(all);
}
