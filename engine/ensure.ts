import { join } from "node:path";
import { build } from "./build.ts";
import { fillCache, findCached, type Report } from "./cache.ts";
import { download } from "./download.ts";
import { engineEnvironment } from "./environment.ts";
import { cliName, findInstalled, oldestVersion, type Installation } from "./installation.ts";

/** A Pulumi engine that can run Node.js programs on this machine. */
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
  download: (env, report) => fillCache(env, report, folder => download(folder, env, report)),
  build: (env, report) => fillCache(env, report, folder => build(folder, env, report)),
} satisfies Record<string, Way>;

type WayName = keyof typeof ways;
const wayNames = Object.keys(ways) as WayName[];

/**
 * Comes by a Pulumi engine: one installed on PATH, else the one in the cache, else Pulumi's download, else a build
 * from pinned Go modules. `PULUMI_WIX_ENGINE` narrows the ways and orders them, e.g. `cached,build`.
 *
 * @param report takes lines of progress; by default they go to standard error.
 * @throws Error that names each way tried and why it failed.
 */
export async function ensureEngine(report: Report = toStderr, env = process.env): Promise<Engine> {
  const failures: string[] = [];
  for (const name of chosenWays(env)) {
    try {
      return engineOf(await ways[name](env, report), env);
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

function engineOf({ folder, version }: Installation, inherited: NodeJS.ProcessEnv): Engine {
  return {
    command: join(folder, cliName),
    version,
    env: workFolder => engineEnvironment(folder, workFolder, inherited),
  };
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const started = Date.now();
  const { command, version } = await ensureEngine();
  process.stdout.write(`Pulumi ${version}: ${command} (${((Date.now() - started) / 1_000).toFixed(1)} s)\n`);
}

if (import.meta.main) {
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
