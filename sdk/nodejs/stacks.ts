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

/** How V8 has a stack made into text, for the whole process. */
interface Stacks {
  prepareStackTrace?: ((error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/** Pulumi's function that keeps a stack with a promise. */
const KEEPER = "debuggablePromise";

/** On what is in place already, by this package or by the one of the dynamic shell. */
const SPARING = Symbol.for("pulumi-wix.spare-stacks");

/**
 * Has no stack mapped to its sources that Pulumi keeps with a promise, some fifty times a resource, in case the promise is found
 * to leak: mapping them took more time than all else that Pulumi does for a resource. Such a stack is the error's name alone;
 * whoever looks for leaked promises gets all of them, and all other stacks are as ever.
 * @internal
 */
export function spareStacks(): void {
  const stacks: Stacks = Error;
  const mapped = stacks.prepareStackTrace;
  if (typeof mapped !== "function" || SPARING in mapped || process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const sparing = (error: Error, frames: NodeJS.CallSite[]): unknown =>
    frames[0]?.getFunctionName() === KEEPER ? String(error) : mapped.call(stacks, error, frames);
  stacks.prepareStackTrace = Object.assign(sparing, { [SPARING]: true });
}
