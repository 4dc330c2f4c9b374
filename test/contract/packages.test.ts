import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { list } from "tar";
import { start, type Run } from "../support/children.ts";
import { makeArchives } from "../support/distribution.ts";
import { pack } from "../support/packed.ts";

jest.setTimeout(120_000);

const repository = join(__dirname, "..", "..");

interface Budget {
  readonly folder: string;
  readonly files: number;
  /** Unpacked. */
  readonly kilobytes: number;
}

/**
 * What is downloaded at every installation. A quarter above what there was when it was written: files that come along by
 * accident show, and a new resource does not. Of the provider a quarter is sources, to which maps lead; what its three processes
 * load is bundled apart, so that each starts sooner.
 */
const BUDGETS: Readonly<Record<string, Budget>> = {
  "pulumi-wix": { folder: "provider", files: 575, kilobytes: 5_200 },
  "wix-simulator": { folder: "simulator", files: 500, kilobytes: 1_500 },
  "pulumi-wix-policy": { folder: "policy", files: 140, kilobytes: 180 },
  "pulumi-resource-wix": { folder: join("provider", "dist", "native"), files: 110, kilobytes: 3_400 },
  "pulumi-wix-native": { folder: join("sdk", "nodejs"), files: 85, kilobytes: 310 },
};

let folder: string;
const tarballs = new Map<string, string>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-wix-packages-"));
  for (const [name, budget] of Object.entries(BUDGETS)) tarballs.set(name, await packed(budget, folder));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const packed = async ({ folder: from }: Budget, to: string): Promise<string> =>
  join(to, await pack(join(repository, from), to));

const tarballOf = (name: string): string => tarballs.get(name) ?? "";

/** Files of a tarball with their texts. */
async function contentOf(tarball: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  await list({
    file: tarball,
    onReadEntry: entry => {
      const parts: Buffer[] = [];
      entry.on("data", (part: Buffer) => void parts.push(part));
      entry.on(
        "end",
        () => void texts.set(posix.relative("package", entry.path), Buffer.concat(parts).toString()),
      );
    },
  });
  return texts;
}

const run = (tool: string, ...args: readonly string[]): Promise<Run> =>
  start(join(repository, "node_modules", ".bin", tool), args, { cwd: repository, env: process.env }).finished;

describe.each(Object.entries(BUDGETS))("%s", (name, budget) => {
  test("holds its licence, what changed and what it is, and not much more than it did", async () => {
    const content = await contentOf(tarballOf(name));
    expect([...content.keys()]).toEqual(expect.arrayContaining(["LICENSE", "CHANGELOG.md", "README.md"]));
    expect([...content.keys()].filter(path => /tsbuildinfo|\.test\./.test(path))).toEqual([]);
    expect(content.size).toBeLessThanOrEqual(budget.files);
    const bytes = [...content.values()].reduce((sum, text) => sum + text.length, 0);
    expect(bytes / 1_000).toBeLessThanOrEqual(budget.kilobytes);
  });

  test("is the same bytes whenever it is packed", async () => {
    const again = await packed(budget, await mkdtemp(join(folder, "again-")));
    expect((await readFile(again)).equals(await readFile(tarballOf(name)))).toBe(true);
  });

  test("is well formed to whoever loads it or reads its types", async () => {
    expect(await run("publint", tarballOf(name))).toMatchObject({
      code: 0,
      text: expect.stringContaining("All good!"),
    });
    const types = await run("attw", tarballOf(name));
    expect(types.text).toMatch(/No problems found|does not contain types/);
  });

  test("leads from its code and its types to sources that it holds", async () => {
    const content = await contentOf(tarballOf(name));
    const maps = [...content].filter(([path]) => path.endsWith(".map"));
    // One is minified, the other is generated, and its declarations say all that its sources do.
    expect(maps.length > 0).toBe(!["pulumi-resource-wix", "pulumi-wix-native"].includes(name));
    const sources = maps.flatMap(([path, text]) =>
      (JSON.parse(text) as { sources: string[] }).sources.map(source => posix.join(dirname(path), source)),
    );
    const missing = sources.filter(source => !source.includes("node_modules/") && !content.has(source));
    expect(missing).toEqual([]);
  });
});

test("archives of the plugin are the same bytes whenever they are made", async () => {
  const places = [join(folder, "one"), join(folder, "two")] as const;
  for (const place of places) await makeArchives(place);
  const [one, two] = await Promise.all(places.map(place => readFile(join(place, "SHA256SUMS"), "utf8")));
  expect(one).toBe(two);
  expect(one?.trim().split("\n")).toHaveLength(6);
});

test("an older Node.js that loads the package is told which one it needs, in one sentence", async () => {
  const index = join(repository, "provider", "dist", "index.js");
  const old = `Object.defineProperty(process.versions, "node", { value: "20.20.2" });`;
  const told = `try { require(${JSON.stringify(index)}) } catch (error) { console.log(error.message) }`;
  const { text } = await start(process.execPath, ["-e", old + told], { cwd: folder, env: process.env })
    .finished;
  expect(text).toMatch(
    /^pulumi-wix needs Node\.js 22\.19\.0 or later, and this is 20\.20\.2 at \S+\. Put a newer node first on the PATH\.\n$/,
  );
});
