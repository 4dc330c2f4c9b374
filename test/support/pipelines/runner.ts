import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { start } from "../children";
import type { Repository } from "./repository";

const nodeModules = join(__dirname, "..", "..", "..", "node_modules");

/** What has come of all jobs that an event has started. */
export interface PipelineRun {
  /** Exit code of the step that failed; 0 where none did. */
  readonly code: number;
  /** All that they have printed. */
  readonly text: string;
  /** Names of the jobs that were run. */
  readonly jobs: readonly string[];
}

export type Happening =
  | { readonly kind: "pull request"; readonly commit: string }
  | { readonly kind: "merge"; readonly commit: string }
  | { readonly kind: "nightly" | "come back"; readonly commit: string };

/** A code host's way to run the pipelines of its example. */
export type RunPipeline = (happening: Happening, machine: Machine) => Promise<PipelineRun>;

/** What a runner has beside what the pipeline's file says. */
export interface Machine {
  readonly repository: Repository;
  /** New folders of jobs are made here. */
  readonly root: string;
  /** PATH with the commands that skipped steps would install; where Pulumi keeps its plugins; the simulated account. */
  readonly env: NodeJS.ProcessEnv;
  /** What is kept in the code host's store of secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Address of the code host's API. */
  readonly api: string;
}

/** Runs a script as a runner does: from a file. @param flags of bash */
export async function runScript(
  script: string,
  flags: readonly string[],
  place: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ code: number; text: string }> {
  const folder = mkdtempSync(join(place.cwd, ".git", "step-"));
  const file = join(folder, "script.sh");
  writeFileSync(file, script);
  const { code = 1, text } = await start("bash", [...flags, file], place).finished;
  return { code, text };
}

/**
 * Puts an `npm` before the others on PATH that, as `npm ci`, links what is installed here: neither the packages of this
 * repository nor their dependencies come from a registry in a test.
 */
export function withLinkedPackages(root: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bin = join(root, "bin");
  mkdirSync(bin, { recursive: true });
  const npm = join(bin, "npm");
  writeFileSync(npm, `#!/bin/sh\n[ "$*" = ci ] || exit 64\nln -s '${nodeModules}' node_modules\n`);
  chmodSync(npm, 0o755);
  return { ...env, PATH: [bin, env.PATH ?? ""].join(delimiter) };
}
