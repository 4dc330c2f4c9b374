/*
 * npm run test:matrix [-- part of a name]: the packages as they are packed, under what users have: package managers, compilers, kinds
 * of modules, Node.js, Pulumi. Prints a table; fails where a cell fails. Asks nothing of the network but npm's registry.
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
import { play, type Outcome } from "./play.ts";
import { installTools } from "./tools.ts";

/** A cell is mostly one process at a time, and waits for the disk as much as it computes. */
const AT_ONCE = 4;

const part = process.argv[2] ?? "";
const cells = CELLS.filter(({ name }) => name.includes(part));
if (cells.length === 0)
  throw new Error(`no cell "${part}"; there are ${CELLS.map(({ name }) => name).join(", ")}`);

const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-matrix-"));
const registry = await startRegistry(await packAll(join(folder, "packed")));
try {
  const engine = await ensureEngine();
  const env = { ...engine.env(join(folder, "tools")), npm_config_registry: registry.url };
  const tools = await installTools(cells, join(folder, "tools"), env);
  const ground = { folder, engine, tools, registry: registry.url };
  const outcomes = await pMap(cells, async cell => told(await play(cell, ground)), { concurrency: AT_ONCE });
  const table = tableOf(outcomes);
  process.stdout.write(`\n${table}`);
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary !== undefined) appendFileSync(summary, table);
  if (outcomes.some(({ fault }) => fault !== undefined)) process.exitCode = 1;
} finally {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
}

function told(outcome: Outcome): Outcome {
  const { cell, seconds, fault } = outcome;
  process.stderr.write(`${cell.name}: ${fault === undefined ? "passed" : "FAILED"}, ${seconds} s\n`);
  if (fault !== undefined) process.stderr.write(`${fault.replace(/^/gm, "  ")}\n`);
  return outcome;
}

function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ cell, seconds, fault }) => [
    cell.name,
    cell.manager,
    cell.layout,
    `${cell.checker === undefined ? "" : `${cell.checker} beside `}${cell.typescript}, ${cell.template} template`,
    cell.modules,
    cell.node,
    cell.pulumi,
    fault === undefined ? (cell.refused === undefined ? "passed" : "refused, as it should") : "**failed**",
    String(seconds),
    cell.purpose,
  ]);
  const head = [
    "cell",
    "packages by",
    "layout",
    "TypeScript",
    "modules",
    "Node.js",
    "@pulumi/pulumi",
    "outcome",
    "s",
    "purpose",
  ];
  return [head, head.map(() => "---"), ...rows].map(row => `| ${row.join(" | ")} |\n`).join("");
}
