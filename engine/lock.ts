import { rmSync } from "node:fs";
import { mkdir, rm, stat, utimes } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

const lookEvery = 200;
const beatEvery = 2_000;
/** A holder renews its lock every 2 s; one that was not renewed for so long was left by a process that died. */
const staleAfter = 15_000;

/**
 * Runs `work` while no other process runs under the same lock, which is a folder at `path`. Its age tells a dead holder
 * and not a process id, since ids are used again and mean nothing in another container.
 *
 * Two waiters that find the same dead holder at the same moment may both get in: `work` must be harmless when done
 * twice.
 *
 * @param onWait called once if somebody else holds the lock.
 */
export async function withLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  if (!(await take(path))) {
    onWait();
    while (!(await take(path))) await pause(lookEvery);
  }
  const release = (): void => rmSync(path, { recursive: true, force: true });
  process.once("exit", release);
  const heartbeat = setInterval(() => void renew(path), beatEvery);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off("exit", release);
    release();
  }
}

async function take(path: string): Promise<boolean> {
  if (await isStale(path)) await rm(path, { recursive: true, force: true });
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > staleAfter;
}

async function renew(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}
