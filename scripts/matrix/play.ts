import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Engine } from "../../engine/ensure.ts";
import type { Cell } from "./cells.ts";
import { attempt, type Done, succeed } from "./command.ts";
import { installFlags } from "./managers.ts";
import { CHECKER, configOf, writeProject } from "./project.ts";
import { onPath, type Tools } from "./tools.ts";

/** What every cell stands on. */
export interface Ground {
  readonly folder: string;
  readonly engine: Engine;
  readonly tools: Tools;
  readonly registry: string;
}

/** What was really there, as it says itself. */
export interface Versions {
  readonly manager: string;
  readonly node: string;
  readonly pulumi: string;
  readonly typescript: string;
}

/** A cell's own place on the ground. */
interface Place {
  readonly node: string;
  /** Of the package manager. */
  readonly manager: string;
  readonly project: string;
  readonly program: string;
  /** Where the provider writes each request. */
  readonly calls: string;
  readonly env: NodeJS.ProcessEnv;
}

const UP_AND_DOWN =
  /\+ \d to create[^]*domain *: "example\.com"[^]*\+ \d created[^]*- \d deleted[^]*has been removed/;
/** The set is made, and taken away. */
const WRITTEN = /^\S+ PATCH \S*example\.com\S* 200$[^]*^\S+ PATCH \S*example\.com\S* 200$/m;

/** Plays one cell: installs, compiles, previews, brings about, takes away. @throws Error with what was printed */
export async function play(cell: Cell, ground: Ground): Promise<Versions> {
  const place = await prepare(cell, ground);
  const { node, manager, project, program, env } = place;
  await succeed(node, [manager, "install", ...installFlags(cell)], project, env);
  const { resolve } = createRequire(join(program, "index.js"));
  const compiler = cell.checker === undefined ? "typescript" : CHECKER;
  const tsc = join(resolve(`${compiler}/package.json`), "..", "bin", "tsc");
  const emitting = cell.typescript === undefined ? [] : ["--noEmit"];
  await succeed(node, [tsc, "--project", configOf(cell), ...emitting], program, env);
  if (cell.layout === "direct") await startCommand(cell, place);
  await runProgram(cell, place, ground);
  const versionOf = async (name: string): Promise<string> =>
    (JSON.parse(await readFile(resolve(`${name}/package.json`), "utf8")) as { version: string }).version;
  return {
    manager: (await succeed(node, [manager, "--version"], project, env)).trim(),
    node: (await succeed(node, ["--version"], project, env)).trim().slice(1),
    pulumi: await versionOf("@pulumi/pulumi"),
    typescript: await versionOf(compiler),
  };
}

/** The cell's Node.js runs the package manager as well: yarn 1 refuses what says that it needs another one. */
async function prepare(cell: Cell, { folder, engine, tools, registry }: Ground): Promise<Place> {
  const root = join(folder, cell.name);
  const project = join(root, "project");
  const calls = join(root, "calls.log");
  await mkdir(root, { recursive: true });
  const program = await writeProject(cell, project, registry);
  const registries = { npm_config_registry: registry, YARN_NPM_REGISTRY_SERVER: registry };
  return {
    node: join(tools.node(cell.node), "node"),
    manager: tools.manager(cell),
    project,
    program,
    calls,
    env: onPath({ ...engine.env(root), ...registries, WIX_CALL_LOG: calls }, tools.node(cell.node)),
  };
}

async function startCommand({ refused }: Cell, { program, env }: Place): Promise<void> {
  const command = join(program, "node_modules", ".bin", "pulumi-wix");
  const done = await attempt(command, ["--version"], program, env);
  mustShow(refused ?? /^\d+\.\d+\.\d+\n$/, done, refused === undefined);
}

/** All commands meet one simulated account. */
async function runProgram(
  { refused }: Cell,
  { program, calls, env }: Place,
  { engine, tools }: Ground,
): Promise<void> {
  const pulumi = (...commands: string[]): Promise<Done> => {
    const script = commands.map(command => `"$0" ${command} --non-interactive`).join("\n");
    const args = [tools.simulator, "--", "sh", "-ec", script, engine.command];
    return attempt(process.execPath, args, program, env);
  };
  if (refused !== undefined) {
    mustShow(refused, await pulumi("stack init matrix", "preview"), false);
    return;
  }
  const up = ["stack init matrix", "preview", "up --yes --skip-preview"];
  const down = ["destroy --yes --skip-preview", "stack rm --yes matrix"];
  mustShow(UP_AND_DOWN, await pulumi(...up, ...down), true);
  mustShow(WRITTEN, { code: 0, text: await readFile(calls, "utf8") }, true);
}

function mustShow(shown: RegExp, { code, text }: Done, well: boolean): void {
  if ((code === 0) !== well || !shown.test(text))
    throw new Error(`It ended with ${code}, and should have shown ${shown}:\n${text}`);
}
