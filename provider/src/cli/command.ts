import type { Command } from "commander";

/** What a command gets of the process; tests pass their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

/** A command of `npx pulumi-wix`. */
export interface CliCommand {
  /**
   * Describes arguments, options and help to commander, and calls `run` with what was given.
   * @param finish takes what the process shall end with: its exit code
   */
  define(program: Command, around: Surroundings, finish: (exitCode: number) => void): void;
}
