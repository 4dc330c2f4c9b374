import { describe, expect, test } from "@jest/globals";
import type { Clock } from "../../../provider/src/core/clock";
import { pollUntil } from "../../../provider/src/core/poll";

/** Looks at something that shows after so many ms. */
const lookFor = async (
  showsAfter: number,
  margin = 10_000,
  more: { deadline?: number; signal?: AbortSignal } = {},
) => {
  let now = 0;
  const clock: Clock = {
    now: () => now,
    sleep: ms => {
      now += ms;
      return Promise.resolve();
    },
  };
  const at: number[] = [];
  const look = () => {
    at.push(now);
    return Promise.resolve(now >= showsAfter);
  };
  const seen = await pollUntil(
    { clock, random: () => 0.5, deadline: Infinity, ...more },
    { look, found: shown => shown, margin, interval: 2_000 },
  );
  return { seen, at };
};

describe("looking again", () => {
  test("ends with the first look that finds it", async () => {
    expect(await lookFor(0)).toEqual({ seen: true, at: [0] });
    expect(await lookFor(2_500)).toEqual({ seen: true, at: [0, 2_000, 5_000] });
  });

  test("looks for the last time when the margin has passed", async () => {
    expect(await lookFor(10_000)).toEqual({ seen: true, at: [0, 2_000, 5_000, 9_500, 10_000] });
  });

  test("gives back what it saw last where it is not found", async () => {
    expect(await lookFor(10_001)).toMatchObject({ seen: false });
  });

  test("looks once where there is no margin", async () => {
    expect(await lookFor(1, 0)).toEqual({ seen: false, at: [0] });
  });

  test("looks for the last time at the operation's deadline", async () => {
    expect(await lookFor(6_000, 10_000, { deadline: 6_000 })).toEqual({
      seen: true,
      at: [0, 2_000, 5_000, 6_000],
    });
    expect(await lookFor(6_000, 10_000, { deadline: 10_000 })).toMatchObject({
      at: [0, 2_000, 5_000, 9_500],
    });
    expect(await lookFor(1, 10_000, { deadline: -1 })).toEqual({ seen: false, at: [0] });
  });

  test("does not look once it is called off", async () => {
    const looks = lookFor(0, 10_000, { signal: AbortSignal.abort() });
    await expect(looks).rejects.toMatchObject({ kind: "aborted" });
  });

  test("hands the signal to its pauses", async () => {
    const { signal } = new AbortController();
    const given: unknown[] = [];
    const clock: Clock = { now: () => 0, sleep: (_ms, heeded) => Promise.resolve(void given.push(heeded)) };
    let looks = 0;
    const looking = { look: () => Promise.resolve(++looks), found: (seen: number) => seen === 3 };
    await pollUntil({ clock, deadline: 1, signal }, { ...looking, margin: 1, interval: 1 });
    expect(given).toEqual([signal, signal]);
  });

  test("passes on what goes wrong with a look", async () => {
    const clock: Clock = { now: () => 0, sleep: () => Promise.resolve() };
    const looking = {
      look: () => Promise.reject(new Error("no")),
      found: () => true,
      margin: 1,
      interval: 1,
    };
    await expect(pollUntil({ clock, deadline: Infinity }, looking)).rejects.toThrow("no");
  });
});
