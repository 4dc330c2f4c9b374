import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { CACHE, openMemory } from "../../../provider/src/cli/export/cache";
import { mayWrite, writeFiles } from "../../../provider/src/cli/export/folder";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-wix-cache-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Asks for answers by name. @returns the names that had to be read */
const ask = async (of: string, now: number, ...names: string[]): Promise<string[]> => {
  const memory = openMemory(folder, of, now);
  const read: string[] = [];
  for (const name of names)
    await memory.remember(name, () => {
      read.push(name);
      return Promise.resolve({ name, missing: undefined });
    });
  return read;
};

describe("what was read", () => {
  test("is not read again by the next run", async () => {
    expect(await ask("one", NOW, "a", "b")).toEqual(["a", "b"]);
    expect(await ask("one", NOW + HOUR, "a", "b", "c")).toEqual(["c"]);
    expect(await ask("one", NOW + HOUR, "a", "b", "c")).toEqual([]);
  });

  test("counts as far as it was written whole", async () => {
    await ask("one", NOW, "a", "b");
    const file = join(folder, CACHE);
    truncateSync(file, statSync(file).size - 5);
    expect(await ask("one", NOW, "a", "b")).toEqual(["b"]);
    expect(await ask("one", NOW, "a", "b")).toEqual([]);
  });

  test("of another account, of yesterday, or in no form that is known is forgotten", async () => {
    await ask("one", NOW, "a");
    expect(await ask("two", NOW, "a")).toEqual(["a"]);
    expect(await ask("two", NOW + 25 * HOUR, "a")).toEqual(["a"]);
    rmSync(join(folder, CACHE));
    appendFileSync(join(folder, CACHE), "no JSON\n");
    expect(await ask("two", NOW, "a")).toEqual(["a"]);
  });

  test("is its owner's alone to read", async () => {
    await ask("one", NOW, "a");
    expect(statSync(join(folder, CACHE)).mode & 0o077).toBe(0);
  });

  test("that failed is asked for again", async () => {
    const memory = openMemory(folder, "one", NOW);
    await expect(memory.remember("a", () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
    await expect(memory.remember("a", () => Promise.resolve(1))).resolves.toBe(1);
  });
});

test("a file that is there is never written over", () => {
  expect(mayWrite(folder)).toBe(true);
  expect(writeFiles(folder, { "a/b.ts": "one", "c.ts": "two" })).toEqual({
    files: ["a/b.ts", "c.ts"],
    kept: [],
  });
  expect(mayWrite(folder)).toBe(false);
  expect(writeFiles(folder, { "a/b.ts": "other", "c.ts": "two", "d.ts": "new" })).toEqual({
    files: ["d.ts"],
    kept: ["a/b.ts"],
  });
  expect(readFileSync(join(folder, "a/b.ts"), "utf8")).toBe("one");
});
