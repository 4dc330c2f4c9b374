import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ensureEngine } from "../engine/ensure.ts";
import { childrenCpu } from "./figures.ts";
import type { Program } from "./programs.ts";

const repository = join(import.meta.dirname, "..");

/** What a command took, in seconds. */
export interface Taken {
  readonly wall: number;
  /** User and system time of all its processes. */
  readonly cpu: number;
}

export interface MeasuredStack {
  /** Runs a command. @throws Error if it fails */
  run(...args: readonly string[]): Promise<Taken>;
  /** How many bytes a resource has in the state, on average, as JSON. */
  bytesEach(): Promise<number>;
  dispose(): void;
}

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
  const root = mkdtempSync(join(tmpdir(), "pulumi-wix-bench-"));
  const cwd = join(root, "program");
  mkdirSync(cwd);
  symlinkSync(join(repository, "node_modules"), join(cwd, "node_modules"));
  writeFileSync(join(cwd, "Pulumi.yaml"), projectOf(program));
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ private: true, main: "index.js" }));
  writeFileSync(join(cwd, "index.js"), program.text);
  const place = { cwd, env: { ...engine.env(root), ...env }, maxBuffer: 2 ** 28 };
  const run = async (args: readonly string[]) =>
    promisify(execFile)(engine.command, [...args, "--stack", "bench", "--non-interactive"], place);
  await run(["stack", "init"]);
  return {
    async run(...args) {
      const [began, cpu] = [performance.now(), childrenCpu()];
      await run(args);
      return { wall: (performance.now() - began) / 1_000, cpu: childrenCpu() - cpu };
    },
    async bytesEach() {
      const { stdout } = await run(["stack", "export"]);
      const { deployment } = JSON.parse(stdout) as { deployment: { resources: { type: string }[] } };
      const sizes = deployment.resources
        .filter(({ type }) => type === program.type)
        .map(resource => Buffer.byteLength(JSON.stringify(resource)));
      return sizes.reduce((sum, bytes) => sum + bytes, 0) / sizes.length;
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}
