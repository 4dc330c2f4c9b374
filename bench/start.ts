/* What the engine waits for before it can ask a plugin anything: from the start of the process to the line with its port. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ratios, spread, verdict } from "./figures.ts";

const ROUNDS = 15;
const MOST_MS = 150;
const MOST_OF_DYNAMIC = 0.3;

const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const PLUGINS = {
  dynamic: join(sdk, "cmd", "dynamic-provider"),
  native: join(import.meta.dirname, "..", "provider", "dist", "native", "pulumi-resource-wix"),
} as const;
type Shell = keyof typeof PLUGINS;

/** ms */
const started = async (shell: Shell): Promise<number> => {
  const began = performance.now();
  const child = spawn(process.execPath, [PLUGINS[shell], "127.0.0.1:1"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const took = performance.now() - began;
  const ended = once(child, "exit");
  child.stdin.end();
  child.kill();
  await ended;
  return took;
};

const taken: Record<Shell, number[]> = { dynamic: [], native: [] };
for (const shell of Object.keys(PLUGINS) as Shell[]) await started(shell);
for (let round = 0; round < ROUNDS; round++)
  for (const shell of round % 2 === 0 ? (["dynamic", "native"] as const) : (["native", "dynamic"] as const))
    taken[shell].push(await started(shell));

const ofDynamic = ratios(taken.native, taken.dynamic);
console.log(`start of the plugin process, ${ROUNDS} rounds`);
console.log(`  dynamic ${spread(taken.dynamic, 0)} ms`);
console.log(`  native ${spread(taken.native, 0)} ms; ${verdict(taken.native, MOST_MS)}`);
console.log(`  native against dynamic: ${spread(ofDynamic)}; ${verdict(ofDynamic, MOST_OF_DYNAMIC)}`);
