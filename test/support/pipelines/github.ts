/* Runs workflows of GitHub Actions: the `run` steps as they stand. Of the `uses` steps, checkout is played by git. */
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PULL_REQUEST, REPOSITORY, TOKEN } from "./code-host";
import { evaluate, filledIn, type Contexts } from "./expressions/index.ts";
import { runScript, type Happening, type Machine, type PipelineRun, type RunPipeline } from "./runner";

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, { readonly cron: string }[] | null>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The schedules are told from each other by their workflow. */
const STARTS: Readonly<Record<Happening["kind"], { event: string; workflow: string }>> = {
  "pull request": { event: "pull_request", workflow: "wix-pull-request.yml" },
  merge: { event: "push", workflow: "wix-up.yml" },
  "come back": { event: "schedule", workflow: "wix-up.yml" },
  nightly: { event: "schedule", workflow: "wix-nightly.yml" },
};
/** They install what the machine of a test has, or are played. */
export const SKIPPED = ["actions/checkout@v5", "actions/setup-node@v5", "pulumi/actions@v6"];

export const runOnGitHub: RunPipeline = async (happening, machine) => {
  const { event, workflow } = STARTS[happening.kind];
  const folder = join(machine.repository.folder, ".github", "workflows");
  const others = readdirSync(folder).filter(name => name !== workflow && event !== "schedule");
  const read = (name: string): Workflow => parse(readFileSync(join(folder, name), "utf8")) as Workflow;
  const { on, jobs } = read(workflow);
  if (!(event in on)) throw new Error(`${workflow} is not started by ${event}`);
  for (const name of others)
    if (event in read(name).on) throw new Error(`${name} is started by ${event}, too`);

  let text = "";
  const ran: string[] = [];
  const needs: Record<string, { outputs: Record<string, string> }> = {};
  for (const [name, job] of Object.entries(jobs)) {
    const contexts = { ...contextsOf(event, happening, machine), needs };
    if (job.if !== undefined && evaluate(job.if, contexts) !== true) continue;
    ran.push(name);
    const done = await runJob(job, contexts, happening, machine);
    text += done.text;
    if (done.code !== 0) return { code: done.code, text, jobs: ran };
    needs[name] = { outputs: done.outputs };
  }
  return { code: 0, text, jobs: ran } satisfies PipelineRun;
};

function contextsOf(event: string, { commit }: Happening, { secrets }: Machine): Contexts {
  const pullRequest = { number: Number(PULL_REQUEST), head: { repo: { full_name: REPOSITORY } } };
  return {
    github: {
      event_name: event,
      sha: commit,
      repository: REPOSITORY,
      token: TOKEN,
      event: event === "pull_request" ? { pull_request: pullRequest } : {},
    },
    secrets,
  };
}

async function runJob(job: Job, contexts: Contexts, happening: Happening, machine: Machine) {
  const cwd = mkdtempSync(join(machine.root, "job-"));
  const outputs: Record<string, { outputs: Record<string, string> }> = {};
  const own = filledIn(job.env ?? {}, contexts);
  let text = "";
  for (const step of job.steps) {
    if (step.uses !== undefined) {
      if (!SKIPPED.includes(step.uses)) throw new Error(`${step.uses} is not known here`);
      if (step.uses.startsWith("actions/checkout@")) checkOut(step, contexts, happening, machine, cwd);
      continue;
    }
    const output = join(cwd, ".git", "output");
    writeFileSync(output, "");
    const env = {
      ...machine.env,
      ...gitHubVariables(contexts, machine),
      GITHUB_OUTPUT: output,
      ...own,
      ...filledIn(step.env ?? {}, contexts),
    };
    // As GitHub runs a step that names no shell.
    const done = await runScript(step.run ?? "", ["-e"], { cwd, env });
    text += done.text;
    if (done.code !== 0) return { code: done.code, text, outputs: {} };
    if (step.id !== undefined) outputs[step.id] = { outputs: linesOf(readFileSync(output, "utf8")) };
  }
  return {
    code: 0,
    text,
    outputs: filledIn(job.outputs ?? {}, { ...contexts, steps: outputs }, "may be empty"),
  };
}

function checkOut(
  { with: options = {} }: Step,
  contexts: Contexts,
  { commit }: Happening,
  { repository }: Machine,
  cwd: string,
): void {
  const { ref } = filledIn({ ref: String(options.ref ?? commit) }, contexts);
  repository.checkOut(cwd, ref ?? commit, Number(options["fetch-depth"] ?? 1));
}

function gitHubVariables({ github }: Contexts, { api }: Machine): Record<string, string> {
  const { event_name: event, sha } = github as { event_name: string; sha: string };
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: api,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_RUN_ID: "1",
    GITHUB_EVENT_NAME: event,
    GITHUB_SHA: sha,
  };
}

const linesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]));
