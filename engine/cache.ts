import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { withLock } from "./lock.ts";

/** Takes one line of progress. */
export type Report = (line: string) => void;

/**
 * Where something that is made once a machine is kept: `$XDG_CACHE_HOME/pulumi-wix/engine/<hash>`, by default below
 * `~/.cache`. The hash changes with what it is made of and the platform.
 *
 * @param what its name and version
 * @param pins files that pin what it is made of, relative to this folder
 */
export function entryFolder(what: string, pins: readonly string[], env: NodeJS.ProcessEnv): string {
  const hash = createHash("sha256").update(`${what} ${process.platform} ${process.arch}`);
  for (const file of pins) hash.update(readFileSync(join(import.meta.dirname, file)));
  const { XDG_CACHE_HOME: chosen = "" } = env;
  const caches = isAbsolute(chosen) ? chosen : join(homedir(), ".cache");
  return join(caches, "pulumi-wix", "engine", hash.digest("hex").slice(0, 16));
}

export interface Entry<Found> {
  readonly folder: string;
  /** @throws Error that says what is missing in a folder */
  readonly examine: (folder: string) => Promise<Found>;
}

/**
 * Fills an entry of the cache: `make` fills the folder it is given. The entry appears whole or not at all, however the
 * process ends. Of two runs at the same time one works and the other waits.
 */
export async function fillCache<Found>(
  { folder, examine }: Entry<Found>,
  report: Report,
  make: (partial: string) => Promise<void>,
): Promise<Found> {
  await mkdir(dirname(folder), { recursive: true });
  const onWait = (): void => report("another run is at it already, waiting");
  return withLock(`${folder}.lock`, onWait, async () => {
    const present = await examine(folder).catch(() => undefined);
    if (present !== undefined) return present;
    await removePartial(folder);
    const partial = await mkdtemp(`${folder}.partial-`);
    try {
      await make(partial);
      await examine(partial);
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
    return examine(folder);
  });
}

/** What a killed run left behind. */
async function removePartial(entry: string): Promise<void> {
  const left = (await readdir(dirname(entry))).filter(name => name.startsWith(`${basename(entry)}.partial-`));
  await Promise.all(left.map(name => rm(join(dirname(entry), name), { recursive: true, force: true })));
}
