import { readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { entryFolder, fillCache, type Entry, type Report } from "./cache.ts";
import { examine, launcherName, type Installation } from "./installation.ts";

const sdk = join(import.meta.dirname, "..", "node_modules", "@pulumi", "pulumi");
const pins = ["cli/go.mod", "cli/go.sum", "host/go.mod", "host/go.sum"];

/** The version of the Pulumi SDK that this project uses, and of the engine that Pulumi's installer is asked for. */
export function sdkVersion(): string {
  return (JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")) as { version: string }).version;
}

/** Where an engine of the pinned versions is kept. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return entryFolder(sdkVersion(), pins, env);
}

const entryOf = (env: NodeJS.ProcessEnv): Entry<Installation> => ({
  folder: cacheFolder(env),
  examine: folder => examine(join(folder, "bin"), env),
});

/** The engine in the cache. @throws Error where there is none. */
export function findCached(env: NodeJS.ProcessEnv): Promise<Installation> {
  const { folder, examine } = entryOf(env);
  return examine(folder);
}

/** Puts an engine into the cache: `make` fills the folder it is given, with the executables in `bin/`. */
export function cacheEngine(
  env: NodeJS.ProcessEnv,
  report: Report,
  make: (folder: string) => Promise<void>,
): Promise<Installation> {
  return fillCache(entryOf(env), report, async folder => {
    await make(folder);
    await copyFile(join(sdk, launcherName), join(folder, "bin", launcherName));
  });
}
