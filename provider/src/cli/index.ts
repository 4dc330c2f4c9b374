import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import type { CliCommand, Surroundings } from "./command";
import { doctor } from "./doctor";
import { exportCommand } from "./export/command";

const COMMANDS: readonly CliCommand[] = [doctor, exportCommand];

const version = (): string => {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
};

/**
 * `npx pulumi-wix COMMAND`.
 * @returns the exit code: 0 done; 1 failed; 2 the arguments make no sense; others as the command's help says
 */
export const main = async (args: readonly string[], around: Surroundings): Promise<number> => {
  let code = 0;
  const program = new Command("pulumi-wix")
    .description("Looks at a Wix account, and brings it into a Pulumi program")
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: text => void around.stdout.write(text),
      writeErr: text => void around.stderr.write(text),
    });
  for (const command of COMMANDS) command.define(program, around, exitCode => (code = exitCode));
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    around.stderr.write(`pulumi-wix: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
};
