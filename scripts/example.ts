import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { startSimulator } from "wix-simulator";
import { ensureEngine } from "../engine/ensure.ts";
import { playExample } from "./play-example.ts";
import { commandLine, heading, print } from "./terminal.ts";

const repository = join(import.meta.dirname, "..");
const examples = join(repository, "examples");

/** Such as can be played: those that say what is what in a simulated account. */
const names = readdirSync(examples).filter(name => existsSync(join(examples, name, "Pulumi.simulated.yaml")));

async function play(name: string): Promise<void> {
  const engine = await ensureEngine();
  const simulator = await startSimulator();
  try {
    await playExample(name, { repository, engine, simulator, heading, commandLine });
  } finally {
    await simulator.close();
  }
}

const [name = ""] = process.argv.slice(2);
if (names.includes(name)) await play(name);
else {
  print(`Give the name of an example: ${names.join(", ")}`);
  process.exitCode = 1;
}
