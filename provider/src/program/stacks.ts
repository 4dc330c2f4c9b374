/* What the stacks of errors cost that Pulumi keeps and nobody reads. */

/** How V8 has a stack made into text, for the whole process. */
interface Stacks {
  prepareStackTrace?: ((error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/** Pulumi's function that keeps a stack with a promise. */
const KEEPER = "debuggablePromise";

/** On what is in place already, by this package or by the native shell's for Node.js. */
const SPARING = Symbol.for("pulumi-wix.spare-stacks");

/**
 * Has no stack mapped to its sources that Pulumi keeps with a promise, some fifty times a resource, in case the promise is found
 * to leak: mapping them took more time than all else that Pulumi does for a resource. Such a stack is the error's name alone;
 * whoever looks for leaked promises gets all of them, and all other stacks are as ever.
 */
export const spareStacks = (): void => {
  const stacks: Stacks = Error;
  const mapped = stacks.prepareStackTrace;
  if (typeof mapped !== "function" || SPARING in mapped || process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const sparing = (error: Error, frames: NodeJS.CallSite[]): unknown =>
    frames[0]?.getFunctionName() === KEEPER ? String(error) : mapped.call(stacks, error, frames);
  stacks.prepareStackTrace = Object.assign(sparing, { [SPARING]: true });
};
