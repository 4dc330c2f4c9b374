import { isDeepStrictEqual as equal } from "node:util";
import { expect } from "@jest/globals";
import type { Seen } from "./observe.ts";
import type { Transcript } from "./play.ts";
import type { PluginName } from "./plugins.ts";
import type { Case, Expected, Gives, Step } from "./vocabulary.ts";

const contains = (part: string): unknown => expect.stringContaining(part);

const containing = (parts: readonly string[]): unknown => parts.map(contains);

/** What is expected, in words of the test runner. */
const matcher = (expected: Expected): object => {
  const { inputs, outputs, result, failures, error, says, ...exact } = expected;
  return {
    ...exact,
    ...(inputs !== undefined && { inputs: expect.objectContaining(inputs as Record<string, unknown>) }),
    ...(outputs !== undefined && { outputs: expect.objectContaining(outputs as Record<string, unknown>) }),
    ...(result !== undefined && { result }),
    ...(failures !== undefined && { failures: containing(failures) }),
    ...(error !== undefined && { error: contains(error) }),
    ...(says !== undefined && { says: expect.arrayContaining(says.map(contains)) }),
  };
};

const givesOf = (step: Step): Gives => {
  if ("gives" in step) return step.gives;
  return "killed" in step ? { writes: step.writes ?? [] } : {};
};

/** A call that is said to succeed has no error. */
const complete = (expected: Expected, seen: Seen): Seen =>
  "error" in seen && expected.error === undefined ? seen : { ...seen };

const without = (seen: Seen, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(seen).filter(([key]) => !keys.includes(key)));

const judgeStep = (where: string, gives: Gives, dynamic: Seen, native: Seen): void => {
  const { native: otherwise, writes = [], ...expected } = gives;
  const { because, ...there } = otherwise ?? { because: undefined };
  const fault = (shell: PluginName, seen: Seen): object => ({ where, shell, ...complete(expected, seen) });
  const noError = expected.error === undefined ? { error: undefined } : {};
  expect(fault("dynamic", { error: undefined, ...dynamic } as Seen)).toMatchObject({
    ...noError,
    ...matcher(expected),
    writes,
  });
  const { error: _error, ...nativeNoError } = there.error === undefined ? { error: undefined, ...noError } : { error: 1 };
  expect(fault("native", { error: undefined, ...native } as Seen)).toMatchObject({
    ...(there.error === undefined ? noError : nativeNoError),
    ...matcher({ ...expected, ...there }),
    writes,
  });
  const differing = Object.keys(there);
  for (const key of differing)
    if (equal(dynamic[key as keyof Seen], native[key as keyof Seen]))
      throw new Error(`${where}: ${key} does not differ between the shells, which was said because of ${because ?? ""}`);
  expect({ where, ...without(native, differing) }).toEqual({ where, ...without(dynamic, differing) });
};

/** @throws where a shell does not come to what is expected, or to something else than the other one */
export const judge = ({ steps }: Case, { dynamic, native }: Readonly<Record<PluginName, Transcript>>): void => {
  for (const [place, step] of steps.entries()) {
    const [first, second] = [dynamic.get(place), native.get(place)];
    if (first === undefined || second === undefined) continue;
    const where = `step ${place + 1}, ${"call" in step ? step.call : Object.keys(step)[0]}`;
    judgeStep(where, givesOf(step), first, second);
  }
};
