import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Clock } from "../../../provider/src/core/clock";
import { Pace } from "../../../provider/src/wix/pace";
import { eventClock } from "./event-clock";

const MINUTE = 60_000;
/** A request that started before any slow-down. */
const first = { slowDowns: 0 };

interface FakeClock extends Clock {
  pass(ms: number): void;
}

/** Only moves when somebody sleeps, or time is made to pass. */
const fakeClock = (): FakeClock => {
  let now = 1_000_000;
  return {
    now: () => now,
    sleep: ms => {
      now += ms;
      return Promise.resolve();
    },
    pass: ms => void (now += ms),
  };
};

/** @returns the instants at which so many requests start that all ask at once */
const starts = async (pace: Pace, clock: Clock, count: number): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, () => pace.turn().then(() => clock.now())));

const busiestWindow = (instants: readonly number[]): number =>
  Math.max(...instants.map(from => instants.filter(at => at >= from && at < from + MINUTE).length));

describe("the pace of requests", () => {
  test("lets a short program start at once", async () => {
    const clock = fakeClock();
    const began = clock.now();
    expect(await starts(new Pace(200, clock), clock, 200)).toEqual(Array<number>(200).fill(began));
  });

  test("makes the first request too many wait until the first one is a minute old", async () => {
    const clock = fakeClock();
    const pace = new Pace(3, clock);
    const began = clock.now();
    await starts(pace, clock, 1);
    clock.pass(10_000);
    const instants = await starts(pace, clock, 5);
    expect(instants.map(at => at - began)).toEqual([10_000, 10_000, 60_000, 70_000, 70_000]);
  });

  test("never starts more in any 60 s than allowed, and starts as soon as that allows", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 30 }),
        async (perMinute, gaps) => {
          const clock = fakeClock();
          const pace = new Pace(perMinute, clock);
          const instants: number[] = [];
          for (const gap of gaps) {
            clock.pass(gap);
            const asked = clock.now();
            await pace.turn();
            const blocking = instants.at(-perMinute);
            expect(clock.now()).toBe(blocking === undefined ? asked : Math.max(asked, blocking + MINUTE));
            instants.push(clock.now());
          }
          expect(busiestWindow(instants)).toBeLessThanOrEqual(perMinute);
        },
      ),
    );
  });

  test("is first come, first served", async () => {
    const clock = fakeClock();
    const pace = new Pace(2, clock);
    const served: number[] = [];
    await Promise.all(
      Array.from({ length: 9 }, (_, index) => pace.turn().then(() => void served.push(index))),
    );
    expect(served).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("the pace after Wix throttled a request", () => {
  test("is halved, never below one a minute", () => {
    const pace = new Pace(200, fakeClock());
    const allowed = Array.from({ length: 9 }, (_, slowDowns) => {
      pace.throttled({ slowDowns }, undefined);
      return pace.allowed;
    });
    expect(allowed).toEqual([100, 50, 25, 12, 6, 3, 1, 1, 1]);
  });

  test("holds for requests that started before as well", async () => {
    const clock = fakeClock();
    const pace = new Pace(4, clock);
    await starts(pace, clock, 4);
    pace.throttled(first, undefined);
    const began = clock.now();
    const later = await starts(pace, clock, 4);
    expect(later.map(at => at - began)).toEqual([60_000, 60_000, 120_000, 120_000]);
  });

  test("recovers by one with every answer, up to what was configured", () => {
    const pace = new Pace(5, fakeClock());
    pace.throttled(first, undefined);
    const allowed = Array.from({ length: 5 }, () => {
      pace.answered();
      return pace.allowed;
    });
    expect(allowed).toEqual([3, 4, 5, 5, 5]);
  });

  test("stays away for as long as Wix asked, and a shorter wish does not cut that short", async () => {
    const clock = fakeClock();
    const pace = new Pace(200, clock);
    const began = clock.now();
    pace.throttled(first, 30_000);
    pace.throttled(first, 5_000);
    expect(await starts(pace, clock, 2)).toEqual([began + 30_000, began + 30_000]);
  });

  test("also holds back those that wait already", async () => {
    const clock = fakeClock();
    const pace = new Pace(1, {
      ...clock,
      sleep: ms => {
        if (ms === MINUTE) pace.throttled(first, 100_000);
        return clock.sleep(ms);
      },
    });
    await pace.turn();
    const began = clock.now();
    await pace.turn();
    expect(clock.now() - began).toBe(100_000);
  });

  test("is not halved again for requests that had started before", async () => {
    const pace = new Pace(200, fakeClock());
    const started = await Promise.all(Array.from({ length: 50 }, () => pace.turn()));
    for (const start of started) pace.throttled(start, undefined);
    expect(pace.allowed).toBe(100);
    pace.throttled(await pace.turn(), undefined);
    expect(pace.allowed).toBe(50);
  });

  test("heeds what Wix asks of them all the same", async () => {
    const clock = fakeClock();
    const pace = new Pace(200, clock, () => 0.5);
    const began = clock.now();
    pace.throttled(first, undefined);
    pace.throttled(first, 20_000);
    await pace.turn();
    expect(clock.now() - began).toBe(20_000);
  });

  test("pauses twice as long for each slow-down within a minute of the last, up to 32 s", async () => {
    const clock = fakeClock();
    const pace = new Pace(200, clock, () => 0.5);
    const pauses: number[] = [];
    for (let round = 0; round < 8; round++) {
      const began = clock.now();
      pace.throttled({ slowDowns: round }, undefined);
      await pace.turn();
      pauses.push(clock.now() - began);
    }
    expect(pauses.slice(0, 5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    clock.pass(MINUTE);
    const began = clock.now();
    pace.throttled({ slowDowns: 8 }, undefined);
    clock.pass(999);
    await pace.turn();
    expect(clock.now() - began).toBe(1_000);
  });

  test("takes a slow-down just a minute after the last for one of the same storm", async () => {
    const clock = fakeClock();
    const pace = new Pace(200, clock, () => 0.5);
    pace.throttled(first, undefined);
    clock.pass(MINUTE);
    const began = clock.now();
    pace.throttled({ slowDowns: 1 }, undefined);
    await pace.turn();
    expect(clock.now() - began).toBe(2_000);
  });

  test.each([
    [0, 750],
    [0.5, 1_000],
    [1, 1_250],
  ])("varies its pauses by a quarter either way (chance %d)", async (chance, pause) => {
    const clock = fakeClock();
    const pace = new Pace(200, clock, () => chance);
    const began = clock.now();
    pace.throttled(first, undefined);
    await pace.turn();
    expect(clock.now() - began).toBe(pause);
  });

  test("does not pause longer than 32 s, however long the storm", async () => {
    const clock = fakeClock();
    const pace = new Pace(1_000_000, clock, () => 0.5);
    for (let round = 0; round < 7; round++) pace.throttled({ slowDowns: round }, undefined);
    const began = clock.now();
    await pace.turn();
    expect(clock.now() - began).toBe(32_000);
  });

  test("doubts a short Retry-After once it was sent away again", async () => {
    const clock = fakeClock();
    const pace = new Pace(200, clock, () => 0.5);
    const began = clock.now();
    pace.throttled(first, 100);
    await pace.turn();
    expect(clock.now() - began).toBe(100);
    pace.throttled({ slowDowns: 1 }, 100);
    await pace.turn();
    expect(clock.now() - began).toBe(2_100);
  });

  test("lets those that wait start as soon as the allowance grows", async () => {
    const clock = eventClock();
    const pace = new Pace(4, clock, () => 0.5);
    const startedAt: number[] = [];
    const turns = async () => {
      for (let start = 0; start < 4; start++) await pace.turn();
      pace.throttled(first, undefined);
      const waiting = Array.from({ length: 4 }, () => pace.turn().then(() => startedAt.push(clock.now())));
      await clock.sleep(10_000);
      pace.answered();
      pace.answered();
      await clock.sleep(MINUTE);
      await Promise.all(waiting);
    };
    await clock.until(turns());
    expect(startedAt).toEqual([MINUTE, MINUTE, MINUTE, MINUTE]);
  });

  test("leaves no timer behind where a pause ends early", async () => {
    let now = 0;
    const pauses: (AbortSignal | undefined)[] = [];
    const clock: Clock = {
      now: () => now,
      sleep: (_ms, signal) => {
        pauses.push(signal);
        return new Promise(() => undefined);
      },
    };
    const pace = new Pace(2, clock);
    pace.throttled(first, undefined);
    const waiting = pace.turn();
    await setImmediate();
    expect(pauses.map(signal => signal?.aborted)).toEqual([false]);
    now = 10_000;
    pace.answered();
    await waiting;
    expect(pauses.map(signal => signal?.aborted)).toEqual([true]);
  });

  test("wakes the line though it waits for a later moment", async () => {
    const clock = eventClock();
    const pace = new Pace(2, clock, () => 0.5);
    const startedAt: number[] = [];
    const turns = async () => {
      await pace.turn();
      pace.throttled(first, undefined);
      const waiting = pace.turn().then(() => startedAt.push(clock.now()));
      await clock.sleep(10_000);
      pace.answered();
      await waiting;
    };
    await clock.until(turns());
    expect(startedAt).toEqual([10_000]);
  });

  test("lets go of who waits when the work is called off, and keeps the line for the others", async () => {
    const clock: Clock = { now: () => 0, sleep: () => new Promise(() => undefined) };
    const pace = new Pace(1, clock);
    await pace.turn();
    const calling = new AbortController();
    const refused = pace.turn(calling.signal).catch((error: unknown) => error);
    let started = false;
    void pace.turn().then(() => (started = true));
    calling.abort();
    expect(await refused).toMatchObject({ kind: "aborted" });
    expect(await pace.turn(calling.signal).catch((error: unknown) => error)).toMatchObject({
      kind: "aborted",
    });
    expect(started).toBe(false);
  });

  test("gives the place of who was called off to the next, and takes no other's", async () => {
    const clock = fakeClock();
    const pace = new Pace(1, clock);
    const [served, waiting] = [new AbortController(), new AbortController()];
    await pace.turn(served.signal);
    const began = clock.now();
    const off = pace.turn(waiting.signal).catch(() => "off");
    const next = pace.turn().then(() => clock.now() - began);
    waiting.abort();
    served.abort();
    expect(await off).toBe("off");
    expect(await next).toBe(MINUTE);
  });

  test("gives a turn to who need not wait, though the work was called off: what was done is looked at", async () => {
    const pace = new Pace(2, fakeClock());
    expect(await pace.turn(AbortSignal.abort())).toMatchObject(first);
  });
});
