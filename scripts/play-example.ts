import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JournalRequest, Simulator } from "wix-simulator";
import type { Engine } from "../engine/ensure.ts";
import { PLAYS } from "./plays.ts";

/** Where an example is played. */
export interface Stage {
  readonly repository: string;
  readonly engine: Engine;
  /** As it starts by default; the play changes it. */
  readonly simulator: Simulator;
  /** Announces what comes. */
  readonly heading: (text: string) => void;
  /** Shows a command before it runs. */
  readonly commandLine: (text: string) => void;
  /** Takes what commands write; by default it goes to the terminal. */
  readonly onOutput?: (text: string) => void;
}

/** What a play has left, as it stood before `destroy`. */
export interface Played {
  readonly journal: readonly JournalRequest[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

const STACK = "simulated";
const UP = ["up"];

/**
 * Plays the life of an example on a simulated Wix account: preview, up, its turns, destroy; after each run, a preview
 * that has to find nothing.
 *
 * @throws Error where a command fails, or something is left in the stack.
 */
export async function playExample(name: string, stage: Stage): Promise<Played> {
  const { before, turns } = PLAYS[name] ?? { turns: [] };
  const { simulator, heading } = stage;
  const { control } = simulator;
  const root = mkdtempSync(join(tmpdir(), "pulumi-wix-example-"));
  try {
    const pulumi = inFolder(name, root, stage);
    const outputs = async (): Promise<Played["outputs"]> =>
      JSON.parse(await pulumi.quietly("stack", "output", "--json")) as Played["outputs"];
    const run = async (command: readonly string[]): Promise<void> => {
      await pulumi.shown(...command, "--yes", "--skip-preview");
      await pulumi.shown("preview", "--refresh", "--expect-no-changes");
    };
    await before?.(control);
    heading(`examples/${name} on a simulated Wix account`);
    await pulumi.shown("stack", "init", STACK);
    await pulumi.shown("preview", "--diff");
    await run(UP);
    for (const { why, outside, config, command = UP } of turns) {
      heading(why);
      await outside?.(control);
      for (const [key, value] of Object.entries(config?.(await outputs()) ?? {}))
        await pulumi.shown("config", "set", key, value);
      await run(command);
    }
    const played = { journal: (await control.journal()).requests, outputs: await outputs() };
    await pulumi.shown("destroy", "--yes", "--skip-preview");
    refuseLeftovers(await pulumi.quietly("stack", "export"));
    return played;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Copies the example, as somebody would who uses it. @returns what runs `pulumi` in the copy */
function inFolder(name: string, root: string, { repository, engine, simulator, ...stage }: Stage) {
  const cwd = join(root, name);
  cpSync(join(repository, "examples", name), cwd, { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(cwd, "node_modules"));
  const env = {
    ...engine.env(root),
    WIX_BASE_URL: simulator.url,
    WIX_API_KEY: "simulated-api-key",
    WIX_ACCOUNT_ID: "00000000-0000-4000-8000-000000000001",
    WIX_POLL_INTERVAL: "250ms",
    PULUMI_STACK: STACK,
  };
  return {
    /** @throws Error if the command fails */
    shown: async (...args: string[]): Promise<void> => {
      stage.commandLine(["pulumi", ...args].join(" "));
      await run(engine.command, args, { cwd, env, ...(stage.onOutput && { onOutput: stage.onOutput }) });
    },
    /** @returns what it wrote to standard output @throws Error if the command fails */
    quietly: async (...args: string[]): Promise<string> => {
      let text = "";
      await run(engine.command, args, { cwd, env, onOutput: more => void (text += more) });
      return text;
    },
  };
}

interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onOutput?: (text: string) => void;
}

async function run(command: string, args: string[], { cwd, env, onOutput }: Place): Promise<void> {
  const output = onOutput === undefined ? "inherit" : "pipe";
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", output, output] });
  let all = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => onOutput?.(text));
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => void (all += text));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed\n${all}`.trimEnd());
}

function refuseLeftovers(exported: string): void {
  const { deployment } = JSON.parse(exported) as { deployment: { resources?: readonly { urn: string }[] } };
  const left = deployment.resources ?? [];
  if (left.length > 0)
    throw new Error(`destroy has left in the stack:\n${left.map(({ urn }) => urn).join("\n")}`);
}
