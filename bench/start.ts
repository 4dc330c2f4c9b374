/* What the engine waits for before it can ask a plugin anything: from the start of the process to the line with its port. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ratios, spread, verdict } from "./figures.ts";

const ROUNDS = 15;
const MOST_MS = 150;
const MOST_OF_DYNAMIC = 0.3;

const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const native = join(import.meta.dirname, "..", "provider", "dist", "native", "pulumi-resource-wix");
const PLUGINS = {
  dynamic: { file: join(sdk, "cmd", "dynamic-provider"), env: {} },
  native: { file: native, env: {} },
  /** On a machine on which it has never run. */
  first: { file: native, env: { NODE_DISABLE_COMPILE_CACHE: "1" } },
} as const;
type Start = keyof typeof PLUGINS;
const STARTS = Object.keys(PLUGINS) as Start[];

/** @param stays how long it runs on; ms @returns ms */
const started = async (start: Start, stays = 0): Promise<number> => {
  const { file, env } = PLUGINS[start];
  const began = performance.now();
  const child = spawn(process.execPath, [file, "127.0.0.1:1"], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const took = performance.now() - began;
  await setTimeout(stays);
  const ended = once(child, "exit");
  child.stdin.end();
  child.kill("SIGINT");
  await ended;
  return took;
};

const taken: Record<Start, number[]> = { dynamic: [], native: [], first: [] };
// As in a run of the engine: all is loaded, and as the process ends Node.js keeps what it has compiled for the next.
for (const start of STARTS) await started(start, 3_000);
for (let round = 0; round < ROUNDS; round++)
  for (const start of round % 2 === 0 ? STARTS : STARTS.toReversed()) taken[start].push(await started(start));

const ofDynamic = ratios(taken.native, taken.dynamic);
console.log(`start of the plugin process, ${ROUNDS} rounds`);
console.log(`  dynamic ${spread(taken.dynamic, 0)} ms`);
console.log(`  native ${spread(taken.native, 0)} ms; ${verdict(taken.native, MOST_MS)}`);
console.log(`  native where nothing is compiled yet, as on a new machine: ${spread(taken.first, 0)} ms`);
console.log(`  native against dynamic: ${spread(ofDynamic)}; ${verdict(ofDynamic, MOST_OF_DYNAMIC)}`);
