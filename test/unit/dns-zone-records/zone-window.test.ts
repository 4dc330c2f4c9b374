import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import type { Clock } from "../../../provider/src/core/clock";
import { ZoneBatch } from "../../../provider/src/resources/dns-zone-records/zone-batch";
import type { Foreseen } from "../../../provider/src/resources/dns-zone-records/zone-company";

/** A batch on a clock whose pauses end when the test says so. */
const batchUnderTest = (run: Partial<Foreseen> = {}) => {
  let pauses: (() => void)[] = [];
  const lengths: number[] = [];
  const clock: Clock = {
    now: () => 0,
    sleep: (ms, signal) => {
      lengths.push(ms);
      return new Promise((resolve, reject) => {
        pauses.push(resolve);
        signal?.addEventListener("abort", () => {
          reject(new Error("called off"));
        });
      });
    },
  };
  const batch = new ZoneBatch<string>(clock, {
    told: () => 0,
    expectsMore: () => false,
    hasRoom: () => true,
    stayedAway: () => undefined,
    ...run,
  });
  const pass = async (): Promise<void> => {
    const due = pauses;
    pauses = [];
    for (const end of due) end();
    await setImmediate();
  };
  const open = (signal?: AbortSignal) => {
    let isOpen = true;
    void batch.window(0, signal).then(() => (isOpen = false));
    return () => isOpen;
  };
  return { batch, lengths, pass, open };
};

test("a window stays open for two pauses after the last one that came", async () => {
  const { batch, pass, open, lengths } = batchUnderTest();
  const isOpen = open();
  await pass();
  batch.add("late");
  await pass();
  batch.add("later");
  await pass();
  expect(isOpen()).toBe(true);
  await pass();
  await pass();
  expect(isOpen()).toBe(false);
  expect(lengths).toHaveLength(5);
});

test("a window is shut by the last one that was expected, in the midst of a pause", async () => {
  const { batch, pass, open } = batchUnderTest();
  for (const one of ["a", "b"]) batch.add(one);
  const first = open();
  await pass();
  await pass();
  expect(first()).toBe(false);
  expect(batch.take()).toEqual(["a", "b"]);
  const second = open();
  batch.add("a");
  await setImmediate();
  expect(second()).toBe(true);
  batch.add("b");
  await setImmediate();
  expect(second()).toBe(false);
});

test("a long pause is over with the last one that is expected at all", async () => {
  let isMoreExpected = true;
  const { batch, pass, open, lengths } = batchUnderTest({ told: () => 1, expectsMore: () => isMoreExpected });
  const isOpen = open();
  batch.add("a");
  isMoreExpected = false;
  batch.add("b");
  await setImmediate();
  // Short pauses follow, for those of whom nothing is known.
  expect(lengths).toEqual([150, 10]);
  expect(isOpen()).toBe(true);
  await pass();
  await pass();
  expect(isOpen()).toBe(false);
});

test("a window is shut by a signal, in the midst of a pause", async () => {
  const { batch, open, lengths } = batchUnderTest({ told: () => 1, expectsMore: () => true });
  const off = new AbortController();
  batch.add("a");
  const isOpen = open(off.signal);
  await setImmediate();
  expect(isOpen()).toBe(true);
  off.abort();
  await setImmediate();
  expect([isOpen(), lengths]).toEqual([false, [150]]);
});
