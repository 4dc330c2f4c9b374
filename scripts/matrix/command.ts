import { execFile } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** For one command; installing may have to download. */
const PATIENCE = 300_000;

export interface Done {
  readonly code: number;
  readonly text: string;
}

/** Runs a command to its end, which is no error whatever its code. */
export const attempt = (
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Done> =>
  new Promise(resolve => {
    const options = { cwd, env, timeout: PATIENCE, maxBuffer: 2 ** 26 };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      const text = stripVTControlCharacters(stdout + stderr);
      if (error === null) resolve({ code: 0, text });
      else if (typeof error.code === "number") resolve({ code: error.code, text });
      // It could not be started, or took too long.
      else resolve({ code: 1, text: `${text}${error.message}\n` });
    });
    child.stdin?.end();
  });

/** @throws Error with what was printed, if it does not end with 0 */
export async function succeed(...call: Parameters<typeof attempt>): Promise<string> {
  const { code, text } = await attempt(...call);
  if (code !== 0) throw new Error(`${call[0]} ${call[1].join(" ")} ended with ${code}:\n${text}`);
  return text;
}
