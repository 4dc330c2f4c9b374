/* Written by hand: what stacks of errors show of this package, and what they cost. */
import * as pulumi from "./pulumi";

/**
 * Pulumi shows an error that is marked so by its message alone: what a lookup says is clear without a stack of the SDK.
 */
function withoutStack(error: unknown): void {
  if (!(error instanceof Error)) return;
  Object.assign(error, new pulumi.RunError());
  // Where an argument waits for it, Pulumi puts words before the message, and shows the stack whatever the mark.
  Object.defineProperty(error, "stack", {
    configurable: true,
    get: () => String(error),
    set: () => undefined,
  });
}

/** @internal */
export function invoke<Result>(
  token: string,
  args: pulumi.Inputs,
  opts: pulumi.InvokeOptions,
): Promise<Result> {
  const result = pulumi.runtime.invoke(token, args, opts) as Promise<Result>;
  result.catch(withoutStack);
  return result;
}

/** All that wait for an output fail by the same error. @internal */
export function invokeOutput<Result>(
  token: string,
  args: pulumi.Inputs,
  opts: pulumi.InvokeOutputOptions,
): pulumi.Output<Result> {
  const result = pulumi.runtime.invokeOutput<Result>(token, args, opts);
  (result as unknown as { promise(): Promise<Result> }).promise().catch(withoutStack);
  return result;
}

/** Enough for the lines of Pulumi and of the class's constructor, and the program's line that called it. */
const FRAMES = 5;

/** What V8 captures and shows of stacks, for the whole process. */
interface Stacks {
  stackTraceLimit: number;
  prepareStackTrace?: ((error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/**
 * Makes stacks cheap until what it gives back is called, for as long as a constructor of Pulumi runs. That one captures a stack
 * for each of some forty promises, maps every line of it to its source, and shows none of them: most of the time that declaring
 * a resource takes. A stack that is read meanwhile is its message alone; one that is read later has its lines, and so has the
 * one by which Pulumi notes where the resource is declared, which is asked for in its full length.
 * Whoever looks for leaked promises gets all of them.
 * @internal
 */
export function cheapStacks(): () => void {
  const stacks: Stacks = Error;
  const { prepareStackTrace: mapped, stackTraceLimit: limit } = stacks;
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return () => undefined;
  stacks.stackTraceLimit = Math.min(limit, FRAMES);
  if (mapped)
    stacks.prepareStackTrace = (error, frames) =>
      stacks.stackTraceLimit > FRAMES ? mapped(error, frames) : String(error);
  return () => {
    Object.assign(stacks, { prepareStackTrace: mapped, stackTraceLimit: limit });
  };
}
