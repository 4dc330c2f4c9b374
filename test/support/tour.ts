import { readFileSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { start, type Place } from "./children.ts";

/** Commands of a page that are typed together, and what the page shows of what they print. */
export interface Step {
  readonly commands: readonly string[];
  readonly shown: readonly string[];
  /** What is read on the page before it, in words. */
  readonly words: number;
}

/** The steps of a page of the documentation, in their order. @param page below the repository, e.g. `docs/tour.md` */
export function stepsOf(page: string): Step[] {
  const text = readFileSync(join(__dirname, "..", "..", page), "utf8");
  const blocks = text.matchAll(/(?<prose>.*?)^```sh\n(?<sh>.*?)^```\n(?:\n```text\n(?<text>.*?)^```\n)?/gms);
  return [...blocks].map(({ groups = {} }) => ({
    commands: linesOf(groups.sh, /(?<!\\)\n/),
    shown: linesOf(groups.text, "\n"),
    words: groups.prose?.match(/\S+/g)?.length ?? 0,
  }));
}

const linesOf = (text = "", end: string | RegExp): string[] => text.split(end).filter(line => line !== "");

/** What each command printed, and how it ended. */
export interface Typed {
  readonly command: string;
  readonly code: number;
  readonly text: string;
}

/** For one command. */
const PATIENCE = 120_000;

/**
 * Types commands into a shell, one after the other, as a person does: a command that starts a shell of its own gets what follows.
 *
 * @throws Error with what was printed last, if the shell ends before it should, or a command takes more than two minutes
 */
export async function typeInto({ cwd, env }: Place, commands: readonly string[]): Promise<Typed[]> {
  const shell = start("bash", [], {
    cwd,
    env: { ...env, PATH: await withCarefulShell(cwd, env) },
    openInput: true,
  });
  shell.write("exec 2>&1\n");
  const typed: Typed[] = [];
  for (const command of commands) {
    const before = shell.stdout().length;
    const printed = new RegExp(`^(?<text>.*?)typed-${typed.length} (?<code>\\d+)\n`, "ms");
    const impatient = setTimeout(() => {
      shell.kill();
    }, PATIENCE);
    shell.write(`${command}\necho "typed-${typed.length} $?"\n`);
    await shell.seen(printed);
    clearTimeout(impatient);
    const { text = "", code } = printed.exec(shell.stdout().slice(before))?.groups ?? {};
    typed.push({ command, code: Number(code), text: stripVTControlCharacters(text) });
  }
  shell.hangUp();
  await shell.finished;
  return typed;
}

/** Where input is no terminal, many a `sh` takes more than a line of it at once, which whoever it starts then misses. */
async function withCarefulShell(cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = `${cwd}-shell`;
  await mkdir(folder);
  await symlink("/bin/bash", join(folder, "sh"));
  return [folder, env.PATH].join(delimiter);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Those of the lines that do not stand in a text, in their order; `…` stands for anything on a line. */
export function missingFrom(text: string, shown: readonly string[]): string[] {
  const printed = text.split("\n");
  let from = 0;
  return shown.filter(line => {
    const pattern = new RegExp(`^${line.trim().split("…").map(escaped).join(".*")}$`);
    const at = printed.findIndex((candidate, index) => index >= from && pattern.test(candidate.trim()));
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}
