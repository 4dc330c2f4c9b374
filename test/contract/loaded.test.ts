import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const repository = join(__dirname, "..", "..");

/** The files that a Node.js process of its own has loaded after this. */
const loadedBy = (statement: string): string[] =>
  execFileSync(process.execPath, ["-p", `${statement}; Object.keys(require.cache).join("\\n")`], {
    cwd: repository,
    encoding: "utf8",
  }).split("\n");

const HEAVY = /[\\/](automation|arborist)[\\/]/;

test("the native shell's classes load of Pulumi's SDK only what they need", () => {
  expect(loadedBy(`require("@pulumi/pulumi")`).some(file => HEAVY.test(file))).toBe(true);
  const loaded = loadedBy(`require("pulumi-wix-native")`);
  expect(loaded.some(file => file.includes(join("@pulumi", "pulumi")))).toBe(true);
  expect(loaded.filter(file => HEAVY.test(file))).toEqual([]);
});
