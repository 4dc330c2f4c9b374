import { join } from "node:path";
import { build } from "./build.ts";
import type { Report } from "./cache.ts";
import { cacheEngine, findCached } from "./cached.ts";
import { download } from "./download.ts";
import { engineEnvironment } from "./environment.ts";
import { cliName, findInstalled, oldestVersion, type Installation } from "./installation.ts";
import { LANGUAGES, type Language } from "./languages.ts";
import { ensurePart } from "./parts.ts";

/** A Pulumi engine that can run programs of Node.js, and of the languages asked for, on this machine. */
export interface Engine {
  /** Absolute path of the `pulumi` command. */
  readonly command: string;
  /** Without the leading `v`, e.g. `3.250.0`. */
  readonly version: string;
  /** The environment to run `command` in, with state and private files below `folder`, which is made if missing. */
  env(folder: string): NodeJS.ProcessEnv;
}

type Way = (env: NodeJS.ProcessEnv, report: Report) => Promise<Installation>;

const ways = {
  installed: findInstalled,
  cached: findCached,
  download: (env, report) => cacheEngine(env, report, folder => download(folder, env, report)),
  build: (env, report) => cacheEngine(env, report, folder => build(folder, env, report)),
} satisfies Record<string, Way>;

type WayName = keyof typeof ways;
const wayNames = Object.keys(ways) as WayName[];

export interface EngineOptions {
  /** What programs are written in beside Node.js. @default none */
  readonly languages?: readonly Language[];
  /** Takes lines of progress. @default they go to standard error */
  readonly report?: Report;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Comes by a Pulumi engine: one installed on PATH, else the one in the cache, else Pulumi's download, else a build
 * from pinned Go modules. `PULUMI_WIX_ENGINE` narrows the ways and orders them, e.g. `cached,build`. What further
 * languages need is looked for with the engine, and else kept and made beside it.
 *
 * @throws Error that names each way tried and why it failed.
 */
export async function ensureEngine({
  languages = [],
  report = toStderr,
  env = process.env,
}: EngineOptions = {}): Promise<Engine> {
  const chosen = chosenWays(env);
  const installation = await findEngine(chosen, report, env);
  const allowed = { cached: chosen.includes("cached"), build: chosen.includes("build") };
  const folders: string[] = [];
  for (const part of languages.flatMap(language => LANGUAGES[language])) {
    const folder = await ensurePart(part, installation, allowed, env, report);
    if (folder !== undefined) folders.push(folder);
  }
  return engineOf(installation, folders, env);
}

async function findEngine(
  chosen: readonly WayName[],
  report: Report,
  env: NodeJS.ProcessEnv,
): Promise<Installation> {
  const failures: string[] = [];
  for (const name of chosen) {
    try {
      return await ways[name](env, report);
    } catch (error) {
      failures.push(`  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    [`No Pulumi engine of version ${oldestVersion} or later could be had.`, ...failures, wayOut].join("\n"),
  );
}

const wayOut =
  "Install Pulumi (https://www.pulumi.com/docs/install/) or Go (https://go.dev/dl/), put it on PATH and run this again.";

function chosenWays({ PULUMI_WIX_ENGINE: chosen }: NodeJS.ProcessEnv): WayName[] {
  if (chosen === undefined) return wayNames;
  return chosen.split(",").map(name => {
    const known = wayNames.find(way => way === name.trim());
    if (known === undefined)
      throw new Error(`PULUMI_WIX_ENGINE: no "${name}"; there are ${wayNames.join(", ")}`);
    return known;
  });
}

function engineOf(
  { folder, version }: Installation,
  parts: readonly string[],
  inherited: NodeJS.ProcessEnv,
): Engine {
  return {
    command: join(folder, cliName),
    version,
    env: workFolder => engineEnvironment([folder, ...parts], workFolder, inherited),
  };
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(asked: readonly string[]): Promise<void> {
  const started = Date.now();
  const { command, version } = await ensureEngine({ languages: asked.map(languageOf) });
  process.stdout.write(`Pulumi ${version}: ${command} (${((Date.now() - started) / 1_000).toFixed(1)} s)\n`);
}

function languageOf(text: string): Language {
  const names = Object.keys(LANGUAGES) as Language[];
  const known = names.find(name => name === text);
  if (known === undefined) throw new Error(`no language "${text}"; there are ${names.join(", ")}`);
  return known;
}

if (import.meta.main) {
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
