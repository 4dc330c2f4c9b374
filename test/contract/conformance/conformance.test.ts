/*
 * Both shells keep the same promises: each case of the table is played on both, through their real processes, and what
 * comes out is held against the table and against each other.
 */
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { CASES } from "./cases/index.ts";
import { DIFFERENCES } from "./differences.ts";
import { judge } from "./judge.ts";
import { play, type Transcript } from "./play.ts";
import { PLUGINS, type Plugin, type PluginName } from "./plugins.ts";
import type { Case } from "./vocabulary.ts";

jest.setTimeout(180_000);

/** How many cases are played at once; most of their time is waits. Each keeps a process of both shells. */
const LANES = 4;

type Played = Readonly<Record<PluginName, Transcript>>;

const played = new Map<Case, Promise<Played>>();
const lanes: Plugin[] = [];

/** Longer than any case takes; what hangs is told by its name, and holds nobody up. */
const PATIENCE = 30_000;

const inTime = async <Result>(what: string, work: Promise<Result>): Promise<Result> => {
  const late = new AbortController();
  const limit = delay(PATIENCE, undefined, { signal: late.signal }).then(() => {
    throw new Error(`${what} takes more than ${PATIENCE} ms`);
  });
  limit.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    late.abort();
  }
};

const both = async (one: Case, dynamic: Plugin, native: Plugin): Promise<Played> => {
  const [first, second] = await Promise.all([
    inTime("the dynamic shell", play(one, dynamic, PLUGINS.dynamic)),
    inTime("the native shell", play(one, native, PLUGINS.native)),
  ]);
  return { dynamic: first, native: second };
};

beforeAll(async () => {
  const pairs = await Promise.all(
    Array.from({ length: LANES }, () => Promise.all([PLUGINS.dynamic(), PLUGINS.native()])),
  );
  lanes.push(...pairs.flat());
  const left = [...CASES];
  const settle = new Map<Case, (played: Promise<Played>) => void>();
  for (const one of CASES) played.set(one, new Promise(resolve => settle.set(one, resolve)));
  for (const [dynamic, native] of pairs)
    void (async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) {
        const playing = both(one, dynamic, native);
        settle.get(one)?.(playing);
        await playing.catch(() => undefined);
      }
    })();
});
afterAll(() => Promise.all(lanes.map(plugin => plugin.kill())));

describe.each([...new Set(CASES.map(({ type }) => type))])("%s", type => {
  test.each(CASES.filter(one => one.type === type))("$name", async one => {
    judge(one, await played.get(one)!);
  });
});

test("a name is given once", () => {
  const names = CASES.map(({ type, name }) => `${type}: ${name}`);
  expect(names).toEqual([...new Set(names)]);
});

test("every difference is one of a case, and a case has none that is not told", () => {
  const told = CASES.flatMap(({ steps }) =>
    steps.flatMap(step => ("gives" in step && step.gives.native ? [step.gives.native.because] : [])),
  );
  expect([...new Set(told)].toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted());
});

test("the table has at least 150 cases", () => {
  expect(CASES.length).toBeGreaterThanOrEqual(150);
});
