/*
 * npm run test:matrix [-- part of a name]: the packages as they are packed, under what users have: package managers, compilers, kinds
 * of modules, Node.js, Pulumi. `tsc` are the cells that are compiled only. Prints tables; fails where a cell fails. Asks nothing
 * of the network but npm's registry.
 */
import { appendFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pMap from "p-map";
import { ensureEngine } from "../../engine/ensure.ts";
import { packAll } from "../packages/pack.ts";
import { startRegistry } from "../packages/registry.ts";
import { CELLS } from "./cells.ts";
import { packComponent } from "./component.ts";
import { play } from "./play.ts";
import { cellTable, type Outcome, outcomeOf, typesTable } from "./table.ts";
import { installTools } from "./tools.ts";
import { checkTypes, installCompilers, nameOf, TYPES } from "./types.ts";

/** A cell is mostly one process at a time, and waits for the disk as much as it computes. */
const AT_ONCE = 4;

const part = process.argv[2] ?? "";
const cells = CELLS.filter(({ name }) => name.includes(part));
const types = TYPES.filter(cell => nameOf(cell).includes(part));
if (cells.length + types.length === 0) {
  const names = [...CELLS.map(({ name }) => name), ...TYPES.map(nameOf)];
  throw new Error(`no cell "${part}"; there are ${names.join(", ")}`);
}

const started = Date.now();
const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-matrix-"));
const packed = join(folder, "packed");
const registry = await startRegistry([...(await packAll(packed)), await packComponent(packed)]);
try {
  const engine = await ensureEngine();
  const env = { ...engine.env(join(folder, "tools")), npm_config_registry: registry.url };
  const ofTypes = types.length > 0 ? await runTypes(env) : [];
  const ofCells = cells.length > 0 ? await runCells(engine, env) : [];
  if (ofTypes.length > 0) print(`What compilers say of the types:\n\n${typesTable(ofTypes)}`);
  if (ofCells.length > 0) print(`What runs:\n\n${cellTable(ofCells)}`);
  const all = [...ofTypes, ...ofCells];
  const failed = all.filter(({ fault }) => fault !== undefined).length;
  print(`${all.length - failed} of ${all.length} as they should be, in ${secondsSince(started)} s.\n`);
  if (failed > 0) process.exitCode = 1;
} finally {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
}

async function runTypes(env: NodeJS.ProcessEnv): Promise<Outcome<(typeof types)[number], void>[]> {
  const place = join(folder, "types");
  await installCompilers(types, place, env);
  return pMap(types, async cell => tell(nameOf(cell), await outcomeOf(cell, () => checkTypes(cell, place))), {
    concurrency: AT_ONCE,
  });
}

async function runCells(engine: Awaited<ReturnType<typeof ensureEngine>>, env: NodeJS.ProcessEnv) {
  const tools = await installTools(cells, join(folder, "tools"), env);
  const ground = { folder, engine, tools, registry: registry.url };
  return pMap(cells, async cell => tell(cell.name, await outcomeOf(cell, () => play(cell, ground))), {
    concurrency: AT_ONCE,
  });
}

function tell<Kind, Result>(name: string, outcome: Outcome<Kind, Result>): Outcome<Kind, Result> {
  const { seconds, fault } = outcome;
  process.stderr.write(`${name}: ${fault === undefined ? "passed" : "FAILED"}, ${seconds} s\n`);
  if (fault !== undefined) process.stderr.write(`${fault.replace(/^/gm, "  ")}\n`);
  return outcome;
}

function print(text: string): void {
  process.stdout.write(`\n${text}`);
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary !== undefined) appendFileSync(summary, `\n${text}`);
}

function secondsSince(instant: number): number {
  return Math.round((Date.now() - instant) / 1_000);
}
