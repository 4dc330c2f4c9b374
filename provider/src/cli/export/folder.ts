/* Writes files, and never over one that is there: it may hold what somebody has made of it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CACHE } from "./cache";

/** Whether an export may write here: the folder is not there, is empty, or holds an export that was stopped. */
export const mayWrite = (folder: string): boolean =>
  !existsSync(folder) || existsSync(join(folder, CACHE)) || readdirSync(folder).length === 0;

/** Of contacts. */
const OWNER_ALONE = new Set(["contacts.secret.json"]);

export interface Written {
  /** Paths from the folder. */
  files: string[];
  /** Those that were there, and hold something else. */
  kept: string[];
}

/** Each file is there as a whole or not at all, whenever the process dies. @returns whether there was none */
const writeNew = (path: string, text: string, mode: number): boolean => {
  if (existsSync(path)) return false;
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  writeFileSync(partial, text, { mode });
  renameSync(partial, path);
  return true;
};

/** @param files text by path from the folder */
export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): Written => {
  const written: Written = { files: [], kept: [] };
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    if (writeNew(path, text, OWNER_ALONE.has(file) ? 0o600 : 0o666)) written.files.push(file);
    else if (readFileSync(path, "utf8") !== text) written.kept.push(file);
  }
  return written;
};
