import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Engine } from "../../engine/ensure.ts";
import type { Cell } from "./cells.ts";
import { attempt, succeed } from "./command.ts";
import { CHECKER, writeProject } from "./project.ts";
import { onPath, type Tools } from "./tools.ts";

export interface Outcome {
  readonly cell: Cell;
  readonly seconds: number;
  /** What went wrong, with what was printed. */
  readonly fault?: string;
}

/** What every cell stands on. */
export interface Ground {
  readonly folder: string;
  readonly engine: Engine;
  readonly tools: Tools;
  readonly registry: string;
}

/** Plays one cell: installs, compiles, previews, brings about. */
export async function play(cell: Cell, ground: Ground): Promise<Outcome> {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1_000);
  try {
    await playThrough(cell, ground);
    return { cell, seconds: seconds() };
  } catch (error) {
    return { cell, seconds: seconds(), fault: (error as Error).message };
  }
}

async function playThrough(cell: Cell, { folder, engine, tools, registry }: Ground): Promise<void> {
  const root = join(folder, cell.name);
  const project = join(root, "project");
  await mkdir(project, { recursive: true });
  const program = await writeProject(cell, project, registry);
  const env = { ...engine.env(root), npm_config_registry: registry, YARN_NPM_REGISTRY_SERVER: registry };
  await succeed(process.execPath, [tools.manager(cell), "install", ...flagsOf(cell)], project, env);

  const own = onPath(env, tools.node(cell.node));
  const node = join(tools.node(cell.node), "node");
  const compiler = cell.checker === undefined ? "typescript" : CHECKER;
  const folderOfCompiler = dirname(
    createRequire(join(program, "index.js")).resolve(`${compiler}/package.json`),
  );
  await succeed(node, [join(folderOfCompiler, "bin", "tsc"), "--noEmit"], program, own);

  const pulumi = (...args: string[]) =>
    attempt(
      process.execPath,
      [tools.simulator, "--", engine.command, ...args, "--non-interactive"],
      program,
      own,
    );
  await mustEnd(pulumi("stack", "init", "matrix"));
  if (cell.refused !== undefined) {
    mustRefuse(cell.refused, await pulumi("preview"));
    return;
  }
  await mustEnd(pulumi("preview"), /\+ \d to create/);
  await mustEnd(pulumi("up", "--yes", "--skip-preview"), /domain *: "example\.com"[^]*\+ \d created/);
}

/** Of `npm`, no peers are left out: what a user gets is what is tried. */
const flagsOf = ({ manager }: Cell): string[] => {
  if (manager === "npm") return ["--no-audit", "--no-fund", "--prefer-offline"];
  if (manager.startsWith("pnpm")) return ["--no-frozen-lockfile", "--prefer-offline"];
  return manager === "yarn 1" ? ["--ignore-engines", "--prefer-offline"] : [];
};

async function mustEnd(run: ReturnType<typeof attempt>, shown = /^/): Promise<void> {
  const { code, text } = await run;
  if (code !== 0 || !shown.test(text))
    throw new Error(`Pulumi ended with ${code}, without ${shown}:\n${text}`);
}

function mustRefuse(sentence: RegExp, { code, text }: Awaited<ReturnType<typeof attempt>>): void {
  if (code === 0 || !sentence.test(text))
    throw new Error(`Pulumi ended with ${code}, without ${sentence}:\n${text}`);
}
