import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Run, Running } from "./children";
import { fails, type Scene } from "./scene";
import type { Stack } from "./stack";

/* What the workspace agent of the Pulumi Kubernetes Operator v2 runs, by Pulumi's Automation API. */

const AGENT = ["--exec-kind", "auto.local"] as const;
const UP = ["--refresh", "--diff", "--suppress-progress", ...AGENT] as const;

/** One round of a `Stack` object with `refresh: true`. */
export const round = (stack: Stack): Promise<Run> => stack.up(...UP);

/** The same, begun and watched. */
export const beginRound = (stack: Stack): Running => stack.start("up", "--yes", "--skip-preview", ...UP);

/** What a `Stack` object with `preview: true` and `expectNoChanges` looks for. */
export const watch = (stack: Stack): Promise<Run> =>
  stack.preview("--refresh", "--expect-no-changes", "--diff", ...AGENT);

/** What follows the deletion of a `Stack` object with `destroyOnFinalize` and `runProgram`. */
export const finalize = (stack: Stack): Promise<Run> => stack.destroy("--run-program", ...AGENT);

/** The same without `runProgram`: in a workspace that has name and runtime of the project, and no program. */
export async function finalizeWithoutProgram(stack: Stack): Promise<Run> {
  for (const name of ["index.js", "package.json", "node_modules"]) await rm(join(stack.folder, name));
  return stack.destroy(...AGENT);
}

/** As many rounds, each of which fails. @returns the outputs */
export async function failingRounds(stack: Stack, count: number): Promise<string[]> {
  const said: string[] = [];
  for (let nth = 0; nth < count; nth++) said.push(await fails(round(stack)));
  return said;
}

/** What killed rounds have left in the state. */
export const pendingOf = async (stack: Stack): Promise<string[]> =>
  (await stack.exportState()).pendingOperations.map(({ type }) => type);

/** A round that stops at this request, whose work is done, for something to happen meanwhile. @returns the round */
export async function heldAt(
  { stack, simulator }: Scene,
  request: { readonly method: "POST" | "PATCH"; readonly route: string },
  meanwhile: (round: Running) => Promise<void> | void,
): Promise<Run> {
  const { id } = await simulator.control.addFault({ ...request, action: { kind: "hold", when: "after" } });
  const running = beginRound(stack);
  await simulator.control.untilHeld(id);
  await meanwhile(running);
  await simulator.control.release(id);
  const run = await running.finished;
  await simulator.control.clearFaults();
  return run;
}
