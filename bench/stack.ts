import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { ensureEngine } from "../engine/ensure.ts";
import { SECRETS_PROVIDER, startKeyStore } from "../engine/key-store.ts";
import { folderForStates } from "../engine/memory.ts";
import { childrenCpu } from "./figures.ts";
import { install } from "./installed.ts";
import type { Program } from "./programs.ts";

const repository = join(import.meta.dirname, "..");

/** What a command took, in seconds. */
export interface Taken {
  readonly wall: number;
  /** User and system time of all its processes. */
  readonly cpu: number;
}

/** Of a resource in the state, on average, as JSON. */
export interface Bytes {
  readonly all: number;
  /** Without its arguments, counted once. */
  readonly beside: number;
}

export interface MeasuredStack {
  /** Runs a command. @throws Error if it fails */
  run(...args: readonly string[]): Promise<Taken>;
  bytesEach(): Promise<Bytes>;
  dispose(): void;
}

interface Saved {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Without what providers and SDKs hide among them. */
const argumentsOf = ({ inputs }: Saved): object =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));

const projectOf = ({ plugin }: Program): string =>
  [
    "name: bench",
    "runtime: nodejs",
    ...(plugin === undefined
      ? []
      : ["plugins:", "  providers:", "    - name: wix", `      path: ${JSON.stringify(plugin)}`]),
  ].join("\n");

export async function measuredStack(program: Program, env: NodeJS.ProcessEnv): Promise<MeasuredStack> {
  const engine = await ensureEngine();
  const root = mkdtempSync(join(folderForStates(), "pulumi-wix-bench-"));
  const [cwd, temporary] = [join(root, "program"), join(root, "tmp")];
  for (const folder of [cwd, temporary]) mkdirSync(folder);
  install(program.packages, cwd);
  writeFileSync(join(cwd, "Pulumi.yaml"), projectOf(program));
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ private: true, main: "index.js" }));
  writeFileSync(join(cwd, "index.js"), program.text);
  /** As the state names files of packages, which are linked here, and lie in a user's program itself. */
  const elsewhere = `project:///${relative(cwd, repository)}/`;
  const keys = await startKeyStore();
  // What other processes have left in the system's temporary folder is not measured.
  const place = {
    cwd,
    env: { ...engine.env(root), ...env, ...keys.env, TMPDIR: temporary },
    maxBuffer: 2 ** 28,
  };
  const run = async (args: readonly string[]) =>
    promisify(execFile)(engine.command, [...args, "--stack", "bench", "--non-interactive"], place);
  await run(["stack", "init", "--secrets-provider", SECRETS_PROVIDER]);
  return {
    async run(...args) {
      const [began, cpu] = [performance.now(), childrenCpu()];
      await run(args);
      return { wall: (performance.now() - began) / 1_000, cpu: childrenCpu() - cpu };
    },
    async bytesEach() {
      const { stdout } = await run(["stack", "export"]);
      const { deployment } = JSON.parse(stdout.replaceAll(elsewhere, "project:///")) as {
        deployment: { resources: Saved[] };
      };
      const sizes = deployment.resources
        .filter(({ type }) => type === program.type)
        .map(resource => ({ all: bytesOf(resource), data: bytesOf(argumentsOf(resource)) }));
      const mean = (one: (size: (typeof sizes)[number]) => number): number =>
        sizes.reduce((sum, size) => sum + one(size), 0) / sizes.length;
      return { all: mean(({ all }) => all), beside: mean(({ all, data }) => all - data) };
    },
    dispose() {
      keys.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
