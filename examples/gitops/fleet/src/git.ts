import { execFile } from "node:child_process";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const git = async (folder: string, ...args: string[]): Promise<string> =>
  (await run("git", ["-C", folder, ...args], { maxBuffer: 2 ** 28 })).stdout;

/** The file as it was at a commit; undefined: it was not there. @throws Error for a commit that there is not */
export async function fileAt(ref: string, file: string): Promise<string | undefined> {
  const folder = dirname(file);
  await git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`).catch(() => {
    throw new Error(`git knows no commit ${ref}`);
  });
  const path = `./${basename(file)}`;
  if ((await git(folder, "ls-tree", "--name-only", ref, "--", path)) === "") return undefined;
  return git(folder, "show", `${ref}:${path}`);
}

/** Whether anything but a file differs in its folder from a commit, what is not committed included. */
export async function restDiffers(ref: string, file: string): Promise<boolean> {
  const rest = ["--", ".", `:(exclude)${basename(file)}`];
  const changed = await git(dirname(file), "diff", "--name-only", ref, ...rest);
  const added = await git(dirname(file), "ls-files", "--others", "--exclude-standard", ...rest);
  return `${changed}${added}` !== "";
}
