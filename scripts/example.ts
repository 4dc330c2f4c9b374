import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "wix-simulator";
import { ensureEngine } from "../engine/ensure.ts";
import { commandLine, heading, print } from "./terminal.ts";

const repository = join(import.meta.dirname, "..");
const examples = join(repository, "examples");

/** Such as can be played: those that say what is what in a simulated account. */
const names = readdirSync(examples).filter(name => existsSync(join(examples, name, "Pulumi.simulated.yaml")));

/** Plays the life of an example on a simulated Wix account: preview, up, a preview that finds nothing, destroy. */
async function play(name: string): Promise<void> {
  const engine = await ensureEngine();
  const root = mkdtempSync(join(tmpdir(), "pulumi-wix-example-"));
  const folder = join(root, name);
  cpSync(join(examples, name), folder, { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  const simulator = await startSimulator();
  // In the simulated world somebody sets at the registrar what has to be set there.
  await simulator.control.changeSettings({ registrarChangeMs: 3_000 });
  const env = {
    ...engine.env(root),
    WIX_BASE_URL: simulator.url,
    WIX_API_KEY: "simulated-api-key",
    WIX_ACCOUNT_ID: "00000000-0000-4000-8000-000000000001",
    PULUMI_STACK: "simulated",
  };
  const pulumi = (...args: string[]) => run(engine.command, args, folder, env);
  try {
    heading(`examples/${name} on a simulated Wix account`);
    await pulumi("stack", "init", "simulated");
    await pulumi("preview", "--diff");
    await pulumi("up", "--yes", "--skip-preview");
    await pulumi("preview", "--refresh", "--expect-no-changes");
    await pulumi("destroy", "--yes", "--skip-preview");
  } finally {
    await simulator.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** @throws Error if the command fails. */
async function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  commandLine(["pulumi", ...args].join(" "));
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed`);
}

const [name = ""] = process.argv.slice(2);
if (names.includes(name)) await play(name);
else {
  print(`Give the name of an example: ${names.join(", ")}`);
  process.exitCode = 1;
}
