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

const UP_AND_DOWN =
  /\+ \d to create[^]*domain *: "example\.com"[^]*\+ \d created[^]*- \d deleted[^]*has been removed/;
/** Requests of the provider: the set is made, and taken away. */
const WRITTEN = /^\S+ PATCH \S*example\.com\S* 200$[^]*^\S+ PATCH \S*example\.com\S* 200$/m;

/** Plays one cell: installs, compiles, previews, brings about, takes away. @throws Error with what was printed */
export async function play(cell: Cell, { folder, engine, tools, registry }: Ground): Promise<Versions> {
  const root = join(folder, cell.name);
  const calls = join(root, "calls.log");
  await mkdir(root, { recursive: true });
  const program = await writeProject(cell, join(root, "project"), registry);
  const node = join(tools.node(cell.node), "node");
  const env = onPath(
    {
      ...engine.env(root),
      npm_config_registry: registry,
      YARN_NPM_REGISTRY_SERVER: registry,
      WIX_CALL_LOG: calls,
    },
    tools.node(cell.node),
  );
  const manager = tools.manager(cell);
  await succeed(node, [manager, "install", ...installFlags(cell)], join(root, "project"), env);

  const compiler = cell.checker === undefined ? "typescript" : CHECKER;
  const { resolve } = createRequire(join(program, "index.js"));
  const compile = join(resolve(`${compiler}/package.json`), "..", "bin", "tsc");
  const emitting = cell.typescript === undefined ? [] : ["--noEmit"];
  await succeed(node, [compile, "--project", configOf(cell), ...emitting], program, env);
  if (cell.layout === "direct")
    mustShow(
      cell.refused ?? /^\d+\.\d+\.\d+\n$/,
      await attempt(join(program, "node_modules", ".bin", "pulumi-wix"), ["--version"], program, env),
      cell.refused === undefined,
    );

  /** One simulated account for all of them. */
  const pulumi = (...commands: string[]): Promise<Done> => {
    const script = commands.map(command => `"$0" ${command} --non-interactive`).join("\n");
    const args = [tools.simulator, "--", "sh", "-ec", script, engine.command];
    return attempt(process.execPath, args, program, env);
  };
  if (cell.refused !== undefined) mustShow(cell.refused, await pulumi("stack init matrix", "preview"), false);
  else {
    const whole = ["stack init matrix", "preview", "up --yes --skip-preview"];
    mustShow(
      UP_AND_DOWN,
      await pulumi(...whole, "destroy --yes --skip-preview", "stack rm --yes matrix"),
      true,
    );
    mustShow(WRITTEN, { code: 0, text: await readFile(calls, "utf8") }, true);
  }
  const versionOf = async (name: string): Promise<string> =>
    (JSON.parse(await readFile(resolve(`${name}/package.json`), "utf8")) as { version: string }).version;
  return {
    manager: (await succeed(node, [manager, "--version"], folder, env)).trim(),
    node: (await succeed(node, ["--version"], folder, env)).trim().slice(1),
    pulumi: await versionOf("@pulumi/pulumi"),
    typescript: await versionOf(compiler),
  };
}

function mustShow(shown: RegExp, { code, text }: Done, well: boolean): void {
  if ((code === 0) !== well || !shown.test(text))
    throw new Error(`It ended with ${code}, and should have shown ${shown}:\n${text}`);
}
