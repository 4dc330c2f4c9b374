import { spawn, type SpawnOptions } from "node:child_process";

/**
 * Runs a command to its end, quietly; the child dies with this process.
 *
 * @returns its standard output.
 * @throws Error with the last lines that the command wrote, if it fails, cannot be started or runs out of time.
 */
export async function runQuietly(command: string, args: string[], options: SpawnOptions): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const end = (): void => void child.kill();
  process.once("exit", end);
  let stdout = "";
  let everything = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    everything += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    everything += text;
  });
  try {
    const ending = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(signal ?? code));
    });
    if (ending === 0) return stdout;
    throw new Error([`${command} ended with ${String(ending)}`, ...lastLines(everything)].join("\n    "));
  } finally {
    process.off("exit", end);
  }
}

function lastLines(text: string): string[] {
  return text.trimEnd().split("\n").slice(-8);
}
