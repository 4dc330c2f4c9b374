import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What shells answer where there is no such command, where it cannot be run, and beyond 128 for a signal. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const SIGNALED = 128;

/**
 * Runs a command with this process's own input and output, and passes signals on to it.
 *
 * @returns its exit code, as a shell would tell it
 */
export const runCommand = async (
  [name = "", ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> => {
  const child = spawn(name, args, { env, stdio: "inherit" });
  const stopForwarding = forwardSignals(child);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        resolve(code ?? SIGNALED + (signal === null ? 0 : constants.signals[signal]));
      });
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT";
    process.stderr.write(
      `wix-simulator: ${name}: ${isMissing ? "command not found" : (error as Error).message}\n`,
    );
    return isMissing ? NOT_FOUND : NOT_EXECUTABLE;
  } finally {
    stopForwarding();
  }
};

/** A terminal sends Ctrl-C to all of its foreground group itself, and a second one would mean "at once" to many. */
const forwardSignals = (child: ChildProcess): (() => void) => {
  const listeners = FORWARDED.map(signal => {
    const listener = () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
};
