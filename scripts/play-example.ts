import { spawn } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JournalRequest, Simulator } from "wix-simulator";
import type { Engine } from "../engine/ensure.ts";
import { programFolder, type Language } from "./example-languages.ts";
import { PLAYS, type Turn } from "./plays.ts";
import { installPythonSdk, PYTHON_PACKAGES } from "./python-sdk.ts";

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
const SETTINGS = `Pulumi.${STACK}.yaml`;
const UP = ["up"];

/**
 * Plays the life of an example on a simulated Wix account: preview, up, its turns, destroy; after each run, a preview
 * that has to find nothing.
 *
 * @throws Error where a command fails, or something is left in the stack.
 */
export async function playExample(name: string, language: Language, stage: Stage): Promise<Played> {
  const { before, beginsIn, turns } = PLAYS[name] ?? { turns: [] };
  const { simulator, heading } = stage;
  const { control } = simulator;
  const root = mkdtempSync(join(tmpdir(), "pulumi-wix-example-"));
  try {
    const folder = await copyExample(name, language, root, stage);
    const env = environment(root, stage);
    const place = { cwd: folder, env };
    const program = projectIn(place, [], stage);
    const beginning = beginsIn?.[language];
    const first = beginning === undefined ? program : projectIn(place, ["-C", beginning], stage);
    const projects = [...new Set([first, program])];
    await before?.(control);
    heading(`examples/${programFolder(name, language)} on a simulated Wix account`);
    for (const project of projects) await project.init();
    await first.pulumi("preview", "--diff");
    await first.run(UP);
    let outputs = await first.outputs();
    for (const turn of turns) {
      heading(turn.why);
      await takeTurn(turn, outputs, { program, language, control });
      outputs = await program.outputs();
    }
    const played = { journal: (await control.journal()).requests, outputs };
    for (const project of projects) await project.destroy();
    return played;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function takeTurn(
  { outside, config, command = UP }: Turn,
  outputs: Played["outputs"],
  { program, language, control }: { program: Project; language: Language; control: Simulator["control"] },
): Promise<void> {
  await outside?.(control);
  for (const [key, value] of Object.entries(config?.(outputs, language) ?? {}))
    await program.pulumi("config", "set", key, value);
  await program.run(command);
}

/** Copies the example, as somebody would who uses it. @returns the program's folder */
async function copyExample(
  name: string,
  language: Language,
  root: string,
  { repository, engine }: Stage,
): Promise<string> {
  cpSync(join(repository, "examples", name), join(root, name), { recursive: true });
  const folder = join(root, programFolder(name, language));
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  if (!existsSync(join(folder, SETTINGS))) copyFileSync(join(root, name, SETTINGS), join(folder, SETTINGS));
  if (language === "python") await installPythonSdk(repository, root, engine.env(root));
  return folder;
}

function environment(root: string, { engine, simulator }: Stage): NodeJS.ProcessEnv {
  return {
    ...engine.env(root),
    WIX_BASE_URL: simulator.url,
    WIX_API_KEY: "simulated-api-key",
    WIX_ACCOUNT_ID: "00000000-0000-4000-8000-000000000001",
    WIX_POLL_INTERVAL: "250ms",
    PULUMI_STACK: STACK,
    PYTHONPATH: join(root, PYTHON_PACKAGES),
  };
}

type Project = ReturnType<typeof projectIn>;

/** @param where how Pulumi is told of a project in another folder */
function projectIn(place: Place, where: readonly string[], { engine, commandLine, onOutput }: Stage) {
  /** @throws Error if the command fails */
  const pulumi = async (...args: string[]): Promise<void> => {
    commandLine(["pulumi", ...where, ...args].join(" "));
    await run(engine.command, [...where, ...args], { ...place, ...(onOutput && { onOutput }) });
  };
  /** @returns what it wrote to standard output @throws Error if the command fails */
  const quietly = async (...args: string[]): Promise<string> => {
    let text = "";
    await run(engine.command, [...where, ...args], { ...place, onOutput: more => void (text += more) });
    return text;
  };
  return {
    pulumi,
    init: () => pulumi("stack", "init", STACK),
    run: async (command: readonly string[]): Promise<void> => {
      await pulumi(...command, "--yes", "--skip-preview");
      await pulumi("preview", "--refresh", "--expect-no-changes");
    },
    outputs: async (): Promise<Played["outputs"]> =>
      JSON.parse(await quietly("stack", "output", "--json")) as Played["outputs"],
    destroy: async (): Promise<void> => {
      await pulumi("destroy", "--yes", "--skip-preview");
      refuseLeftovers(await quietly("stack", "export"));
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
