import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const project = join(__dirname, "..", "..", "..");
const examples = join(project, "examples", "gitops");

/** A git repository as its users have it: one at the code host, and the working copy of a person. */
export interface Repository {
  /** The person's working copy. */
  readonly folder: string;
  /** Commits the program on a branch, which begins at `main`, and pushes it. @returns the commit */
  commit(branch: string, program: string): string;
  /** A runner's fresh working copy. @param depth commits; 0 for all, with all branches */
  checkOut(folder: string, commit: string, depth: number): void;
}

export const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.net", ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();

/** Copies what the READMEs of the pipelines say to copy. */
export function makeRepository(root: string): Repository {
  const remote = join(root, "remote.git");
  const folder = join(root, "person");
  mkdirSync(folder, { recursive: true });
  git(root, "init", "--quiet", "--bare", "--initial-branch=main", remote);
  git(remote, "config", "uploadpack.allowAnySHA1InWant", "true");
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "remote", "add", "origin", remote);
  cpSync(join(examples, "pipeline"), join(folder, "pipeline"), { recursive: true });
  cpSync(join(examples, "github", "workflows"), join(folder, ".github", "workflows"), { recursive: true });
  cpSync(join(examples, "gitlab", ".gitlab-ci.yml"), join(folder, ".gitlab-ci.yml"));
  writeFileSync(join(folder, ".gitignore"), "node_modules\nup.log\n");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, main: "index.js" }));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: domains\nruntime: nodejs\n");
  return {
    folder,
    commit: (branch, program) => {
      const isNew = git(folder, "branch", "--list", branch) === "";
      git(folder, "checkout", "--quiet", ...(isNew ? ["-b", branch] : [branch]));
      writeFileSync(join(folder, "index.js"), program);
      git(folder, "add", "--all");
      git(folder, "commit", "--quiet", "--message", `Change ${branch}`);
      git(folder, "push", "--quiet", "origin", branch);
      const commit = git(folder, "rev-parse", "HEAD");
      git(folder, "checkout", "--quiet", "main");
      return commit;
    },
    checkOut: (copy, commit, depth) => {
      git(root, "init", "--quiet", copy);
      git(copy, "remote", "add", "origin", `file://${remote}`);
      if (depth === 0) git(copy, "fetch", "--quiet", "origin");
      else git(copy, "fetch", "--quiet", `--depth=${depth}`, "origin", commit);
      git(copy, "checkout", "--quiet", "--detach", commit);
    },
  };
}
