import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { SharedFile } from "../../../provider/src/connection/shared-file";

let folder: string;
let one: SharedFile;
let other: SharedFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-wix-shared-"));
  [one, other] = [SharedFile.open(join(folder, "file")), SharedFile.open(join(folder, "file"))];
});
afterEach(() => {
  one.close();
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each record has an empty line before it. */
const records = (): string[] => other.news().filter(line => line !== "");

test("what another process appends is told once, and nothing where it appended nothing", () => {
  expect(other.news()).toEqual([]);
  one.append("a");
  one.append("b");
  expect(records()).toEqual(["a", "b"]);
  expect(other.news()).toEqual([]);
  one.append("c");
  expect(records()).toEqual(["c"]);
});

// Between two line breaks; 16,384 bytes are read at a time.
test.each([16_381, 16_382, 16_383, 40_000])("a record of %d bytes comes whole, and at once", length => {
  const long = "x".repeat(length);
  one.append(long);
  one.append("after it");
  expect(records()).toEqual([long, "after it"]);
});

test("what came up to the end of a read comes at once, too", () => {
  const exact = "x".repeat(16_382);
  one.append(exact);
  expect(records()).toEqual([exact]);
});
