import {
  ConcurrentUpdateError,
  LocalWorkspace,
  PulumiCommand,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import { isStillWaiting } from "pulumi-wix";
import { areDead, holdersIn } from "./locks.ts";
import type { Outcome } from "./outcome.ts";

export interface Place {
  /** The folder of the Pulumi program. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** As `pulumi stack init --secrets-provider` takes it; absent: a passphrase. */
  readonly secretsProvider?: string | undefined;
}

export interface Wish {
  readonly stack: string;
  /** Whether there is such a stack already. */
  readonly exists: boolean;
  readonly work: Work;
}

/** What came of work on a stack. */
export interface Result {
  readonly outcome: Outcome;
  readonly message: string;
}

/** Works on one customer's stack. */
export type Work = (stack: Stack) => Promise<Result>;

let command: Promise<PulumiCommand> | undefined;

async function findPulumi(): Promise<PulumiCommand> {
  try {
    return await PulumiCommand.get();
  } catch (error) {
    throw new Error("no pulumi command that works is on PATH", { cause: error });
  }
}

const workspaceOf = async ({ program, env, secretsProvider }: Place) => ({
  workDir: program,
  envVars: { ...env },
  pulumiCommand: await (command ??= findPulumi()),
  ...(secretsProvider !== undefined && { secretsProvider }),
});

/** Names of all stacks of the program. */
export async function stacksAt(place: Place): Promise<string[]> {
  const workspace = await LocalWorkspace.create(await workspaceOf(place));
  return (await workspace.listStacks()).map(({ name }) => name);
}

/** Opens the stack, makes it where it is new, and works on it. Never throws. */
export async function workOn({ stack: stackName, exists, work }: Wish, place: Place): Promise<Result> {
  if (!exists && work === drift) return { outcome: "drifted", message: "was never brought about" };
  try {
    const args = { stackName, workDir: place.program };
    const options = await workspaceOf(place);
    const stack = exists
      ? await LocalWorkspace.selectStack(args, options)
      : await LocalWorkspace.createStack(args, options);
    return await unlocked(stack, work);
  } catch (error) {
    if (isStillWaiting(error)) return { outcome: "still waiting", message: essence(error) };
    return { outcome: "failed", message: essence(error) };
  }
}

/** A run that was killed leaves its lock in a file backend. It is taken away where its holder is known to be dead. */
async function unlocked(stack: Stack, work: Work): Promise<Result> {
  try {
    return await work(stack);
  } catch (error) {
    if (!(error instanceof ConcurrentUpdateError) || !areDead(holdersIn(error.message))) throw error;
    await stack.cancel();
    const { outcome, message } = await work(stack);
    return { outcome, message: `${message}; took away the lock of a run that died` };
  }
}

export const up: Work = async stack => {
  // Nobody reads them here, and asking for them takes two more commands, a fifth of the CPU of a run.
  stack.workspace.stackOutputs = () => Promise.resolve({});
  const { summary } = await stack.up();
  return { outcome: "as declared", message: changesIn(summary.resourceChanges) };
};

export const preview: Work = async stack => {
  const { changeSummary } = await stack.preview();
  const message = changesIn(changeSummary);
  return { outcome: message === UNCHANGED ? "as declared" : "changes", message };
};

/** Asks Wix what there is; writes nothing, neither to Wix nor to the state. */
export const drift: Work = async stack => {
  try {
    await stack.preview({ refresh: true, expectNoChanges: true });
    return { outcome: "as declared", message: UNCHANGED };
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes("no changes were expected")) throw error;
    return { outcome: "drifted", message: changedIn(error.message) };
  }
};

/** Ends what the stack manages. What the provider keeps (packages, by default) stays, and is named. */
export const retire: Work = async stack => {
  const { stdout } = await stack.destroy();
  await stack.workspace.removeStack(stack.name);
  return { outcome: "retired", message: diagnosticsIn(stdout) ?? "its stack is removed" };
};

const UNCHANGED = "unchanged";

function changesIn(counts: Readonly<Record<string, number | undefined>> | undefined): string {
  const changes = Object.entries(counts ?? {}).filter(([kind, count]) => kind !== "same" && count);
  return changes.map(([kind, count]) => `${count} ${kind}`).join(", ") || UNCHANGED;
}

/** The resources that a preview would change, and their arguments. */
function changedIn(text: string): string {
  const lines = text
    .split("\n")
    .filter(line => /^ *[-+~]+ +\S+:\S+ .*\b(?:create|update|delete|replace)\b/.test(line))
    .map(line => line.trim().replace(/^(\S+) +pulumi-nodejs:dynamic\//, "$1 "));
  return [...new Set(lines)].join("\n") || essence(text);
}

/** What Pulumi says at the end of a command. */
function diagnosticsIn(text: string): string | undefined {
  const [, diagnostics] =
    /^Diagnostics:\n([\s\S]*?)(?:^(?:Outputs|Resources|Duration|\s*stderr):|(?![\s\S]))/m.exec(text) ?? [];
  return diagnostics?.trim();
}

/** Of all that a failed command has written, what says why. */
function essence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return diagnosticsIn(text) ?? text.replace(/^[\s\S]*?stderr: /, "").trim();
}
