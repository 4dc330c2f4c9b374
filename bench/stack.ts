import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ensureEngine } from "../engine/ensure.ts";

const repository = join(import.meta.dirname, "..");

/** A stack of a plain JavaScript program, so that no compiler's time is measured. */
export interface MeasuredStack {
  /** Runs a command; the seconds that it took. @throws Error if it fails */
  seconds(...args: string[]): Promise<number>;
  /** The state's resources of a kind, as JSON texts. */
  resources(type: string): Promise<string[]>;
  dispose(): void;
}

export async function measuredStack(program: string, env: NodeJS.ProcessEnv): Promise<MeasuredStack> {
  const engine = await ensureEngine();
  const root = mkdtempSync(join(tmpdir(), "pulumi-wix-bench-"));
  const cwd = join(root, "program");
  mkdirSync(cwd);
  symlinkSync(join(repository, "node_modules"), join(cwd, "node_modules"));
  writeFileSync(join(cwd, "Pulumi.yaml"), "name: bench\nruntime: nodejs\n");
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ private: true, main: "index.js" }));
  writeFileSync(join(cwd, "index.js"), program);
  const place = { cwd, env: { ...engine.env(root), ...env }, maxBuffer: 2 ** 28 };
  const run = async (args: string[]) =>
    promisify(execFile)(engine.command, [...args, "--stack", "bench", "--non-interactive"], place);
  await run(["stack", "init"]);
  return {
    async seconds(...args) {
      const began = performance.now();
      await run(args);
      return (performance.now() - began) / 1_000;
    },
    async resources(type) {
      const { stdout } = await run(["stack", "export"]);
      const { deployment } = JSON.parse(stdout) as { deployment: { resources: { type: string }[] } };
      return deployment.resources
        .filter(resource => resource.type === type)
        .map(resource => JSON.stringify(resource));
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}
