import { isDeepStrictEqual as equal } from "node:util";
import { expect } from "@jest/globals";
import type { Seen } from "./observe.ts";
import type { Transcript } from "./play.ts";
import type { PluginName } from "./plugins.ts";
import type { Case, Expected, Gives, Step } from "./vocabulary.ts";

type Both = Readonly<Record<PluginName, Seen>>;

const contains = (part: string): unknown => expect.stringContaining(part);

/** What is expected, in words of the test runner; a call that is not said to fail succeeds. */
const matcher = ({ failures, error, says, ...exact }: Expected): object => ({
  ...exact,
  error: error === undefined ? undefined : contains(error),
  ...(failures !== undefined && { failures: failures.map(contains) }),
  ...(says !== undefined && { says: expect.arrayContaining(says.map(contains)) }),
});

const givesOf = (step: Step): Gives => {
  if ("gives" in step) return step.gives;
  return "killed" in step ? { writes: step.writes ?? [] } : {};
};

const without = (seen: Seen, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(seen).filter(([key]) => !keys.includes(key)));

const judgeStep = (where: string, gives: Gives, { dynamic, native }: Both): void => {
  const { native: otherwise, writes = [], ...expected } = gives;
  const { because = "", ...there } = otherwise ?? {};
  const come = (shell: PluginName, seen: Seen) => ({ where, shell, error: undefined, ...seen });
  expect(come("dynamic", dynamic)).toMatchObject({ ...matcher(expected), writes });
  expect(come("native", native)).toMatchObject({ ...matcher({ ...expected, ...there }), writes });
  const differing = Object.keys(there) as (keyof Expected)[];
  for (const key of differing)
    if (equal(dynamic[key], native[key])) throw new Error(`${where}: ${key} does not differ by "${because}"`);
  // What has ended and what goes on have nothing to compare.
  const apart = because === "cancel" ? Object.keys({ ...dynamic, ...native }) : [...differing, "details"];
  expect({ where, ...without(native, apart) }).toEqual({ where, ...without(dynamic, apart) });
};

/** @throws where a shell does not come to what is expected, or to something else than the other one */
export const judge = (
  { steps }: Case,
  { dynamic, native }: Readonly<Record<PluginName, Transcript>>,
): void => {
  for (const [place, step] of steps.entries()) {
    const [first, second] = [dynamic.get(place), native.get(place)];
    if (first === undefined || second === undefined) continue;
    const where = `step ${place + 1}, ${"call" in step ? step.call : Object.keys(step).join()}`;
    judgeStep(where, givesOf(step), { dynamic: first, native: second });
  }
};
