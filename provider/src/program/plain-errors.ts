import * as pulumi from "./pulumi";

/**
 * Marks an error as Pulumi marks its own: where a program ends by it, its message is shown, and no stack. Its class stays
 * what it is. An error that says by itself what is wrong and what to do is shown better without.
 * @param what it was about, where the message does not begin with it; programs may hold many like it
 */
export const withoutStack = (error: unknown, what: string): unknown => {
  if (!(error instanceof Error)) return error;
  if (!error.message.startsWith(what)) error.message = `${what}: ${error.message}`;
  for (const [mark, value] of Object.entries(new pulumi.RunError()))
    Object.defineProperty(error, mark, { value, configurable: true });
  return error;
};
