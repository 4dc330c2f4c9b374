/*
 * Checks that every test that docs/coverage.md names is there, and that every code, status and limit of docs/wix has a row
 * in it.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { faultyTests, gapsIn, rowsWithoutTest, titlesIn, type TestFile } from "./coverage.ts";
import { codesIn, limitsIn, sectionsOf, statusesIn } from "./documented.ts";

const repository = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(repository, path), "utf8");

/** The files of the tests that a file imports: titles and tables of cases may be there. */
const importedBy = (path: string, source: string): string[] =>
  [...source.matchAll(/from "(\.[^"]+)"/g)]
    .map(([, name = ""]) => `${join(dirname(path), name).replace(/\.ts$/, "")}.ts`)
    .filter(file => file.startsWith("test/") && existsSync(join(repository, file)));

const files = new Map<string, TestFile | undefined>();
const fileAt = (path: string): TestFile | undefined => {
  if (!files.has(path)) files.set(path, existsSync(join(repository, path)) ? testFile(path) : undefined);
  return files.get(path);
};

function testFile(path: string): TestFile {
  const own = read(path);
  const sources = [own, ...importedBy(path, own).map(read)];
  return { titles: sources.flatMap(titlesIn), text: sources.join("\n") };
}

const sections = globSync("docs/wix/*.md", { cwd: repository })
  .sort()
  .flatMap(path => sectionsOf(basename(path), read(path)));
const documented = { codes: codesIn(sections), statuses: statusesIn(sections), limits: limitsIn(sections) };

const page = read("docs/coverage.md");
const faults = [
  ...faultyTests(page, fileAt).map(fault => `docs/coverage.md:${fault}\n`),
  ...[...rowsWithoutTest(page), ...gapsIn(page, documented)].map(fault => `docs/coverage.md: ${fault}\n`),
];
process.stderr.write(faults.join(""));
if (faults.length > 0) process.exitCode = 1;
