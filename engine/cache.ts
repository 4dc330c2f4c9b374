import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { examine, launcherName, type Installation } from "./installation.ts";
import { withLock } from "./lock.ts";

const sdk = join(import.meta.dirname, "..", "node_modules", "@pulumi", "pulumi");

/** Takes one line of progress. */
export type Report = (line: string) => void;

/** The version of the Pulumi SDK that this project uses, and of the engine that Pulumi's installer is asked for. */
export function sdkVersion(): string {
  return (JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")) as { version: string }).version;
}

/**
 * Where an engine of the pinned versions is kept: `$XDG_CACHE_HOME/pulumi-wix/engine/<hash>`, by default below
 * `~/.cache`. The hash changes with the pinned modules, the SDK and the platform.
 */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const hash = createHash("sha256").update(`${sdkVersion()} ${process.platform} ${process.arch}`);
  for (const module of ["cli", "host"]) {
    for (const file of ["go.mod", "go.sum"])
      hash.update(readFileSync(join(import.meta.dirname, module, file)));
  }
  const { XDG_CACHE_HOME: chosen = "" } = env;
  const caches = isAbsolute(chosen) ? chosen : join(homedir(), ".cache");
  return join(caches, "pulumi-wix", "engine", hash.digest("hex").slice(0, 16));
}

/** The engine in the cache. @throws Error where there is none. */
export function findCached(env: NodeJS.ProcessEnv): Promise<Installation> {
  return examine(join(cacheFolder(env), "bin"), env);
}

/**
 * Puts an engine into the cache: `make` fills the folder it is given, with the executables in `bin/`. The cache entry
 * appears whole or not at all, however the process ends. Of two runs at the same time one works and the other waits.
 */
export async function fillCache(
  env: NodeJS.ProcessEnv,
  report: Report,
  make: (folder: string) => Promise<void>,
): Promise<Installation> {
  const entry = cacheFolder(env);
  await mkdir(dirname(entry), { recursive: true });
  const onWait = (): void => report("another run is at it already, waiting");
  return withLock(`${entry}.lock`, onWait, async () => {
    const present = await findCached(env).catch(() => undefined);
    if (present !== undefined) return present;
    await removePartial(entry);
    const partial = await mkdtemp(`${entry}.partial-`);
    try {
      await make(partial);
      await copyFile(join(sdk, launcherName), join(partial, "bin", launcherName));
      await examine(join(partial, "bin"), env);
      await rm(entry, { recursive: true, force: true });
      await rename(partial, entry);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
    return findCached(env);
  });
}

/** What a killed run left behind. */
async function removePartial(entry: string): Promise<void> {
  const left = (await readdir(dirname(entry))).filter(name => name.startsWith(`${basename(entry)}.partial-`));
  await Promise.all(left.map(name => rm(join(dirname(entry), name), { recursive: true, force: true })));
}
