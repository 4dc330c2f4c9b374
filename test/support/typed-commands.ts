/* What a block of commands would run, found out without running it. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Programs that pages speak of. Nothing else is found, and a block that calls it fails. */
const PROGRAMS = ["pulumi", "npx", "npm", "node", "kubectl", "cd"];

const NOTE = `PATH=\nnote() { local IFS=$'\\x1f'; printf '%s\\x1e' "$*" >> "$NOTES"; }\n`;
const STUBS = PROGRAMS.map(name => `${name}() { note ${name} "$@"; }\n`).join("");

/** @returns the words of each command, in their order @throws Error where bash cannot read it, or finds no such program */
export const wordsOf = async (block: string): Promise<string[][]> => {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-words-"));
  try {
    const notes = join(folder, "notes");
    await run("bash", ["-e", "-c", NOTE + STUBS + block], {
      cwd: folder,
      env: { ...process.env, NOTES: notes },
    });
    const commands = (await readFile(notes, "utf8")).split("\x1e").slice(0, -1);
    return commands.map(command => command.split("\x1f"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const isFlag = (word: string): boolean => word.startsWith("-");

/** What a program prints of a command of its, by `--help`; undefined where there is none such. */
export type Help = (program: string, command: readonly string[]) => Promise<string | undefined>;

/** Of a program whose help names every option. @param depth how many words name a command of it */
const optionFault = async (
  program: string,
  words: readonly string[],
  depth: number,
  help: Help,
): Promise<string | undefined> => {
  const told = await help(
    program,
    words.slice(0, depth).filter(word => !isFlag(word)),
  );
  const unknown = words.filter(isFlag).find(flag => !told?.includes(flag.replace(/=.*/, "")));
  return told === undefined || unknown !== undefined
    ? `${program} does not take: ${words.join(" ")}`
    : undefined;
};

const GROUPS = ["config", "plugin", "stack"];

export const pulumiFault = async (words: readonly string[], help: Help): Promise<string | undefined> => {
  const depth = GROUPS.includes(words[0] ?? "") ? 2 : 1;
  const told = await help("pulumi", words.slice(0, depth));
  // Of a command that there is not, its group is shown, with the commands that it has.
  return told !== undefined && !(depth === 2 && /^Available Commands:/m.test(told))
    ? optionFault("pulumi", words, depth, help)
    : `pulumi has no ${words.slice(0, depth).join(" ")}`;
};

/** Of a program of the project's own. @param bins their names */
export const npxFault = async (
  [name = "", ...words]: readonly string[],
  bins: readonly string[],
  help: Help,
): Promise<string | undefined> =>
  bins.includes(name)
    ? optionFault(name, words.slice(0, [...words, "--"].indexOf("--")), 1, help)
    : `npx finds no ${name}`;

/** @param scripts of the page's package @param packages that can be installed */
export const npmFault = (
  [command = "", ...words]: readonly string[],
  scripts: readonly string[],
  packages: readonly string[],
): string | undefined => {
  if (command === "run")
    return scripts.includes(words[0] ?? "") ? undefined : `there is no script ${words[0]}`;
  if (!["ci", "cit", "init", "install", "test"].includes(command)) return `npm does not take: ${command}`;
  const unknown = words.find(word => !isFlag(word) && !packages.includes(word.replace(/(?<=.)@.*/, "")));
  return unknown === undefined ? undefined : `nobody installs ${unknown}`;
};
