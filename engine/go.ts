import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Report } from "./cache.ts";
import { runQuietly } from "./child.ts";
import { isOlder } from "./installation.ts";

const progressEvery = 15_000;

/** A main package in a pinned Go module; `module` is the folder of its go.mod. */
export interface GoProgram {
  readonly module: string;
  /** The module whose version is the program's. */
  readonly requires: string;
  readonly main: string;
  /** The variable that the program tells its version by. */
  readonly version: string;
}

/** Builds a program from its pinned module. @throws Error with the compiler's last words */
export async function buildGo(
  { module, requires, main, version: variable }: GoProgram,
  output: string,
  env: NodeJS.ProcessEnv,
  report: Report,
): Promise<void> {
  const version = firstMatch(module, new RegExp(`${requires} (v\\S+)`));
  const what = `${basename(output)} ${version}`;
  const started = Date.now();
  const elapsed = (): string => `${Math.round((Date.now() - started) / 1_000)} s`;
  report(`${what} …`);
  const progress = setInterval(() => report(`${what} … ${elapsed()}`), progressEvery);
  try {
    const flags = `-s -w -X ${variable}=${version}`;
    await runGo(
      module,
      ["build", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", output, main],
      env,
    );
  } finally {
    clearInterval(progress);
  }
  report(`${what} done in ${elapsed()}`);
}

/** The folder of a required module's sources. */
export async function sourcesOf({ module, requires }: GoProgram, env: NodeJS.ProcessEnv): Promise<string> {
  return (await runGo(module, ["list", "-m", "-f", "{{.Dir}}", requires], env)).trim();
}

/** @throws Error where there is no Go on PATH, or an older one than the module asks for */
export async function requireGo(module: string, env: NodeJS.ProcessEnv): Promise<void> {
  const needed = firstMatch(module, /^go (\S+)$/m);
  let told: string;
  try {
    told = await runGo(module, ["env", "GOVERSION"], env);
  } catch (error) {
    throw new Error(`no working Go on PATH (go ${needed} or later is needed)`, { cause: error });
  }
  const version = told.trim().replace(/^go/, "");
  if (isOlder(version, needed)) throw new Error(`Go ${version} is too old, ${needed} or later is needed`);
}

/** The caller's own workspace, build flags and toolchain choice must not change what is built; C is not needed. */
function runGo(module: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const own = { GOFLAGS: "-mod=readonly", GOWORK: "off", GOTOOLCHAIN: "local", CGO_ENABLED: "0" };
  return runQuietly("go", args, { cwd: join(import.meta.dirname, module), env: { ...env, ...own } });
}

function firstMatch(module: string, pattern: RegExp): string {
  const file = join(import.meta.dirname, module, "go.mod");
  const found = pattern.exec(readFileSync(file, "utf8"))?.[1];
  if (found === undefined) throw new Error(`${file} does not match ${pattern}`);
  return found;
}
