/* What runs programs here: Node.js, Pulumi's engine, and what a program in the folder would load. */
import { execFile } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Surroundings } from "../command";

const run = promisify(execFile);

/** Output of a command, or that it could not be run. */
export type Said = { readonly stdout: string } | { readonly trouble: string; readonly isMissing: boolean };

/** Runs a command without a shell, for a minute at most. Never throws. */
export const ask = async (
  command: string,
  args: readonly string[],
  { env, cwd }: Pick<Surroundings, "env" | "cwd">,
): Promise<Said> => {
  try {
    const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await run(command, args, { cwd, env: quiet, timeout: 60_000, encoding: "utf8" });
    return { stdout };
  } catch (error) {
    const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
    const [line = ""] = (stderr ?? "").trim().split("\n").slice(-1);
    return { trouble: line === "" ? message : line, isMissing: code === "ENOENT" };
  }
};

/** A package as a program in a folder finds it. */
export interface Found {
  readonly version: string;
  /** Its folder, symbolic links resolved. */
  readonly folder: string;
}

/** @returns undefined where a module in `from` finds no such package */
export const findPackage = (name: string, from: string): Found | undefined => {
  for (const place of createRequire(join(from, "index.js")).resolve.paths(name) ?? []) {
    try {
      const folder = realpathSync(join(place, name));
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
        version?: string;
      };
      return { version: version ?? "?", folder };
    } catch {
      // Not in this one; the next is farther up.
    }
  }
  return undefined;
};

/** The folder of a Pulumi project, and that of its program, where `main` names another one. */
export interface Project {
  readonly folder: string;
  readonly program: string;
}

const projectIn = (folder: string): Project | undefined => {
  for (const name of ["Pulumi.yaml", "Pulumi.yml"]) {
    try {
      const text = readFileSync(join(folder, name), "utf8");
      // A whole reader of YAML for one plain word at the outermost level would be the largest part of this command.
      const main = /^main:[ \t]*["']?([^"'\s#]+)/m.exec(text)?.[1];
      return { folder, program: main === undefined ? folder : programIn(join(folder, main)) };
    } catch {
      // No project by this name.
    }
  }
  return undefined;
};

const programIn = (main: string): string => (/\.[cm]?[jt]s$/.test(main) ? dirname(main) : main);

/** The project that the folder is in, as `pulumi` finds it: from the folder upwards. */
export const findProject = (cwd: string): Project | undefined => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const project = projectIn(folder);
    if (project !== undefined || folder === dirname(folder)) return project;
  }
};
