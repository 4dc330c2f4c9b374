import { afterEach, describe, expect, test } from "@jest/globals";
import { cheapStacks as ofSdk } from "../../../sdk/nodejs/stacks";
import { cheapStacks as ofDynamic } from "../../../provider/src/program/registration";

/* What declaring a resource does to stacks, in either shell's classes. */

const SHELLS = {
  dynamic: () => {
    const stacks = ofDynamic();
    return () => {
      stacks[Symbol.dispose]();
    };
  },
  native: ofSdk,
};

const framesOf = (error: Error): number => (error.stack ?? "").split("\n    at ").length - 1;

const stacks: { stackTraceLimit: number; prepareStackTrace?: unknown } = Error;
const settings = (): object => {
  const { stackTraceLimit, prepareStackTrace } = stacks;
  return { stackTraceLimit, prepareStackTrace };
};

const atFirst = settings();
afterEach(() => {
  Object.assign(Error, atFirst);
  delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
});

/** As a mapper of sources does, which Pulumi installs. */
const mapSources = (): void => {
  Error.stackTraceLimit = 10;
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map(frame => `    at ${frame.getFunctionName() ?? "?"}`)].join("\n");
};

describe.each(Object.entries(SHELLS))("while the %s class declares a resource", (_shell, cheapen) => {
  test("a stack that is read at once has no lines, and one that is read later has those up to the program", () => {
    mapSources();
    const restore = cheapen();
    const read = framesOf(new Error("read at once"));
    const kept = new Error("read later");
    restore();
    expect([read, framesOf(kept)]).toEqual([0, 5]);
  });

  test("a stack in full length, by which the place of a declaration is noted, is as ever", () => {
    mapSources();
    const restore = cheapen();
    Error.stackTraceLimit = Infinity;
    const full = framesOf(new Error("whose declaration?"));
    restore();
    expect(full).toBeGreaterThan(5);
  });

  test("whatever was set before is set afterwards", () => {
    mapSources();
    const before = settings();
    cheapen()();
    expect(settings()).toEqual(before);
  });

  test("whoever looks for leaked promises gets all lines", () => {
    mapSources();
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "1";
    const restore = cheapen();
    const read = framesOf(new Error("whose promise?"));
    restore();
    expect(read).toBe(10);
  });
});
