import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./cache.ts";
import { runQuietly } from "./child.ts";
import { cliName, hostName, isOlder } from "./installation.ts";

const progressEvery = 15_000;
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** A main package in a pinned Go module; `module` is the folder of its go.mod. */
interface Part {
  readonly module: string;
  readonly requires: string;
  readonly main: string;
  readonly output: string;
}

const parts: readonly Part[] = [
  {
    module: "host",
    requires: "github.com/pulumi/pulumi/sdk/v3",
    main: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    output: hostName,
  },
  {
    module: "cli",
    requires: "github.com/pulumi/pulumi/pkg/v3",
    main: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    output: cliName,
  },
];

/** Builds the language host and the command line from their pinned Go modules into `folder/bin`. */
export async function build(folder: string, env: NodeJS.ProcessEnv, report: Report): Promise<void> {
  await requireGo(env);
  report("building a Pulumi engine from Go modules: about 4 minutes on two cores, once");
  for (const [index, part] of parts.entries()) {
    await buildPart(part, join(folder, "bin", part.output), env, line =>
      report(`${index + 1}/${parts.length} ${line}`),
    );
  }
}

async function buildPart(part: Part, output: string, env: NodeJS.ProcessEnv, report: Report): Promise<void> {
  const source = join(import.meta.dirname, part.module);
  const version = pinned(source, part.requires);
  const what = `${part.output} ${version}`;
  const started = Date.now();
  const elapsed = (): string => `${Math.round((Date.now() - started) / 1_000)} s`;
  report(`${what} …`);
  const progress = setInterval(() => report(`${what} … ${elapsed()}`), progressEvery);
  try {
    const flags = `-s -w -X ${versionVariable}=${version}`;
    const args = ["build", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", output, part.main];
    await runQuietly("go", args, { cwd: source, env: goEnvironment(env) });
  } finally {
    clearInterval(progress);
  }
  report(`${what} done in ${elapsed()}`);
}

async function requireGo(env: NodeJS.ProcessEnv): Promise<void> {
  const needed = goDirective();
  let told: string;
  try {
    told = await runQuietly("go", ["env", "GOVERSION"], { env: goEnvironment(env) });
  } catch (error) {
    throw new Error(`no working Go on PATH (go ${needed} or later is needed)`, { cause: error });
  }
  const version = told.trim().replace(/^go/, "");
  if (isOlder(version, needed)) throw new Error(`Go ${version} is too old, ${needed} or later is needed`);
}

/** The caller's own workspace, build flags and toolchain choice must not change what is built; C is not needed. */
function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, GOFLAGS: "-mod=readonly", GOWORK: "off", GOTOOLCHAIN: "local", CGO_ENABLED: "0" };
}

/** The Go version that the command line's modules ask for. */
function goDirective(): string {
  return firstMatch(join(import.meta.dirname, "cli"), /^go (\S+)$/m);
}

function pinned(source: string, requirement: string): string {
  return firstMatch(source, new RegExp(`${requirement} (v\\S+)`));
}

function firstMatch(source: string, pattern: RegExp): string {
  const found = pattern.exec(readFileSync(join(source, "go.mod"), "utf8"))?.[1];
  if (found === undefined) throw new Error(`${source}/go.mod does not match ${pattern}`);
  return found;
}
