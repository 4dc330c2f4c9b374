import { lstat, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { entryFolder, fillCache, type Entry, type Report } from "./cache.ts";
import { cacheFolder } from "./cached.ts";
import { findOnPath, isExecutable, type Installation } from "./installation.ts";
import type { Part } from "./languages.ts";

/** Whether a part may be taken from the cache, and whether it may be made. */
export interface Allowed {
  readonly cached: boolean;
  readonly build: boolean;
}

/**
 * Comes by a part: one that the engine brings along or that is on PATH, else the one in the cache, else a new one.
 *
 * @returns the folder to put on PATH, if any
 * @throws Error that says what was tried and why it failed
 */
export async function ensurePart(
  part: Part,
  { folder: engine }: Installation,
  allowed: Allowed,
  env: NodeJS.ProcessEnv,
  report: Report,
): Promise<string | undefined> {
  const { what, host } = part;
  const failures: string[] = [];
  if (host !== undefined) {
    if (await isBrought(host, engine, env)) return undefined;
    failures.push(`  installed: no ${host} in ${engine} or on PATH`);
  }
  const entry = entryOf(part, env);
  const ways = {
    ...(allowed.cached && { cached: () => entry.examine(entry.folder) }),
    ...(allowed.build && { build: () => fillCache(entry, report, folder => part.make(folder, env, report)) }),
  };
  for (const [name, way] of Object.entries(ways)) {
    try {
      await way();
      const bin = join(entry.folder, "bin");
      if (host !== undefined && isOurs(engine, env)) await linkBeside(engine, host, bin);
      return bin;
    } catch (error) {
      failures.push(`  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error([`${what} could not be had.`, ...failures, part.wayOut].join("\n"));
}

function entryOf({ what, pins, executables, examine }: Part, env: NodeJS.ProcessEnv): Entry<void> {
  return {
    folder: entryFolder(what, pins, env),
    examine: async folder => {
      for (const name of executables) {
        if (!(await isExecutable(join(folder, "bin", name))))
          throw new Error(`no ${name} in ${join(folder, "bin")}`);
      }
      await examine?.(folder, env);
    },
  };
}

const isOurs = (engine: string, env: NodeJS.ProcessEnv): boolean => engine === join(cacheFolder(env), "bin");

/** In the cache, a link beside the engine is an earlier run's, and perhaps another version's. */
async function isBrought(host: string, engine: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const beside = join(engine, host);
  const isLink =
    isOurs(engine, env) && (await lstat(beside).catch(() => undefined))?.isSymbolicLink() === true;
  if (!isLink && (await isExecutable(beside))) return true;
  return (await findOnPath(host, env)) !== undefined;
}

/** The engine warns at every run about a language host that it finds on PATH and not beside itself. */
async function linkBeside(engine: string, host: string, bin: string): Promise<void> {
  const link = join(engine, `${host}.${process.pid}`);
  await rm(link, { force: true });
  await symlink(join(bin, host), link);
  await rename(link, join(engine, host));
}
