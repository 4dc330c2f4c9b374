/*
 * Breaks a copy of the provider on purpose, in one way at a time, and tells after how many sequences the model finds it.
 *
 *   npm run test:sabotage                 all of them
 *   npm run test:sabotage -- <name part>  those whose name holds the text
 *
 * Each is looked for in the shell that it is about; where MODEL_SHELL names one, in that one.
 *
 * Fails where a snippet is not found in the source, and where the model finds nothing.
 */
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SABOTAGES, type Sabotage } from "./sabotages.ts";

const repository = join(import.meta.dirname, "..");
const SEQUENCES = Number(process.env.MODEL_SEQUENCES ?? 10_000);
/** The model's tests share the sequences; one of them is run. */
const PARTS_OF_MODEL = 4;

/** What the copy needs to run the model; packages are links. */
const PARTS = ["provider/src", "provider/package.json", "simulator/src", "simulator/package.json", "test"];
const FILES = ["jest.config.cjs", "package.json", "tsconfig.base.json", "tsconfig.json"];

const copyRepository = async (): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), "pulumi-wix-sabotage-"));
  for (const part of [...PARTS, ...FILES])
    await cp(join(repository, part), join(copy, part), { recursive: true });
  await symlink(join(repository, "node_modules"), join(copy, "node_modules"));
  return copy;
};

/** @throws Error where the snippet does not stand in the file exactly once */
const sabotage = async (copy: string, { name, file, snippet, replacement }: Sabotage): Promise<void> => {
  const path = join(copy, "provider", "src", file);
  const parts = (await readFile(path, "utf8")).split(snippet);
  if (parts.length !== 2)
    throw new Error(`"${name}": the snippet stands ${parts.length - 1} times in provider/src/${file}`);
  await writeFile(path, parts.join(replacement));
};

const runModel = (copy: string, shell: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const jest = join(copy, "node_modules", "jest", "bin", "jest.js");
    const args = [jest, "--selectProjects", "model", "--testPathPatterns", "ownership-1"];
    const env = { ...process.env, MODEL_SHELL: shell, MODEL_SEQUENCES: String(SEQUENCES * PARTS_OF_MODEL) };
    const child = spawn(process.execPath, args, { cwd: copy, env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    child.once("error", reject);
    child.once("close", () => resolve(text));
  });

/** @returns one line for people, and whether it was found */
const examine = async (one: Sabotage): Promise<{ line: string; found: boolean }> => {
  const copy = await copyRepository();
  try {
    await sabotage(copy, one);
    const shell = process.env.MODEL_SHELL ?? one.shell ?? "dynamic";
    const text = await runModel(copy, shell);
    const found = /after (\d+) sequences; MODEL_SHELL=\w+ MODEL_SEED=\d+ MODEL_PATH=\S+\s+(.*)/.exec(text);
    if (found !== null)
      return {
        line: `${one.name}: after ${found[1]} sequences of the ${shell} shell, "${found[2]}"`,
        found: true,
      };
    if (!/\b1 passed\b/.test(text)) throw new Error(`"${one.name}": the model did not run:\n${text}`);
    return { line: `${one.name}: not found in ${SEQUENCES} sequences of the ${shell} shell`, found: false };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
};

const wanted = process.argv[2] ?? "";
const chosen = SABOTAGES.filter(({ name }) => name.includes(wanted));
if (chosen.length === 0) throw new Error(`no sabotage is called "${wanted}"`);
let missed = 0;
for (const one of chosen) {
  const { line, found } = await examine(one);
  console.log(line);
  if (!found) missed++;
}
process.exitCode = missed === 0 ? 0 : 1;
