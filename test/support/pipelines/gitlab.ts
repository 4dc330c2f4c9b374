/* Runs jobs of GitLab's pipelines: which, and what their scripts are, says gitlab-ci-local, which knows GitLab's schema. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { start } from "../children";
import { PROJECT, PULL_REQUEST, TOKEN } from "./code-host";
import { git } from "./repository";
import { runScript, type Happening, type Machine, type RunPipeline } from "./runner";

const command = join(__dirname, "..", "..", "..", "node_modules", "gitlab-ci-local", "dist", "index.js");

interface Job {
  readonly script: readonly string[];
}
type Pipeline = Readonly<Record<string, Job>> & {
  readonly variables: Readonly<Record<string, string>>;
};

const SOURCES: Readonly<Record<Happening["kind"], Readonly<Record<string, string>>>> = {
  "pull request": { CI_PIPELINE_SOURCE: "merge_request_event", CI_MERGE_REQUEST_IID: PULL_REQUEST },
  merge: { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main" },
  "come back": { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main", WIX_JOB: "come-back" },
  nightly: { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main", WIX_JOB: "nightly" },
};

export const runOnGitLab: RunPipeline = async (happening, machine) => {
  const { repository, root, secrets, api } = machine;
  const cwd = mkdtempSync(join(root, "job-"));
  const source = SOURCES[happening.kind];
  const ask = (...flags: string[]): Promise<string> => askGitLab(cwd, machine, ...flags);
  repository.checkOut(cwd, happening.commit, 0);
  git(cwd, "remote", "add", "gcl-origin", "git@gitlab.com:agency/domains.git");

  const flags = Object.entries(source).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  const [, ...rows] = (await ask("--list-csv", ...flags))
    .trim()
    .split("\n")
    .filter(line => line.includes(";"));
  const jobs = rows.map(row => row.split(";")[0] ?? "");
  const pipeline = parse(await ask("--preview")) as Pipeline;
  const env = {
    ...machine.env,
    ...pipeline.variables,
    ...secrets,
    ...source,
    GITLAB_CI: "true",
    GITLAB_TOKEN: TOKEN,
    CI_API_V4_URL: api,
    CI_PROJECT_ID: PROJECT,
    CI_DEFAULT_BRANCH: "main",
    CI_JOB_URL: "https://gitlab.com/agency/domains/-/jobs/1",
  };
  let text = "";
  for (const job of jobs) {
    // As GitLab's runner does: all lines in one shell, which stops at the first that fails.
    const script = ["set -eo pipefail", ...(pipeline[job]?.script ?? [])].join("\n");
    const done = await runScript(script, [], { cwd, env });
    text += done.text;
    if (done.code !== 0) return { code: done.code, text, jobs };
  }
  return { code: 0, text, jobs };
};

async function askGitLab(cwd: string, { env }: Machine, ...flags: string[]): Promise<string> {
  const own = { GCL_IGNORE_PREDEFINED_VARS: "CI_PIPELINE_SOURCE,CI_MERGE_REQUEST_IID,CI_COMMIT_BRANCH" };
  const { code, stdout, text } = await start("node", [command, "--state-dir", ".git/local", ...flags], {
    cwd,
    env: { ...env, ...own },
  }).finished;
  if (code !== 0) throw new Error(text);
  return stdout;
}
