import { beforeEach, describe, expect, test } from "@jest/globals";
import { ZoneBatch } from "../../../provider/src/resources/dns-zone-records/zone-batch";
import type { Foreseen } from "../../../provider/src/resources/dns-zone-records/zone-company";
import { clearZone, clock, zone } from "./zone-under-test";

let stayedAway = 0;
beforeEach(() => {
  clearZone();
  stayedAway = 0;
});

/** A run that tells beforehand what is to come. */
const told = (more: boolean, room: boolean | undefined): Foreseen => ({
  expectsMore: () => more,
  told: () => 1,
  hasRoom: () => room,
  stayedAway: () => {
    stayedAway++;
  },
});
/** One that only destroys. */
const untold: Foreseen = { ...told(false, undefined), told: () => 0 };

/** @returns how long the window was open for so many, in ms */
const windowOf = async (batch: ZoneBatch<number>, count: number, atWork = 0): Promise<number> => {
  const began = zone.now;
  for (let one = 0; one < count; one++) batch.add(one, atWork);
  await batch.window(atWork);
  batch.take();
  return zone.now - began;
};

test("a batch is given out once", () => {
  const batch = new ZoneBatch<string>(clock, untold);
  batch.add("a");
  expect(batch.waiting).toEqual(["a"]);
  expect([batch.take(), batch.take()]).toEqual([["a"], []]);
});

describe("a batch of a run that tells what is to come", () => {
  test.each([
    ["fewer are under way than were at once", true, true, 1_950, 1],
    ["as many are, and that may be all", true, undefined, 300, 1],
    ["as many are as can be at once", true, false, 20, 0],
    ["nobody is to come", false, true, 20, 0],
  ])("waits where %s", async (_, more, room, ms, noted) => {
    const batch = new ZoneBatch<number>(clock, told(more, room));
    expect([await windowOf(batch, 9), stayedAway]).toEqual([ms, noted]);
    expect([await windowOf(batch, 1), await windowOf(batch, 3, 6)]).toEqual([ms, ms]);
  });

  test("is complete with as many as fill a call, those included that were taken out", async () => {
    const batch = new ZoneBatch<number>(clock, told(true, true));
    expect([await windowOf(batch, 10), await windowOf(batch, 16), await windowOf(batch, 4, 6)]).toEqual([
      0, 0, 0,
    ]);
    expect(stayedAway).toBe(0);
  });

  test.each([true, false])("may grow where more is to come: %s", more => {
    for (const room of [true, undefined, false])
      expect(new ZoneBatch<number>(clock, told(more, room)).mayGrow()).toBe(more);
  });

  test("may grow where the run has told of others since the last window opened", async () => {
    let signs = 5;
    const batch = new ZoneBatch<number>(clock, { ...told(false, true), told: () => signs });
    expect(batch.mayGrow()).toBe(false);
    signs++;
    expect(batch.mayGrow()).toBe(true);
    await windowOf(batch, 1);
    expect(batch.mayGrow()).toBe(false);
  });

  test("waits on while the run tells of others", async () => {
    let times = 0;
    const run = { ...told(false, true), told: () => Math.min(20, ++times) };
    expect(await windowOf(new ZoneBatch<number>(clock, run), 1)).toBeGreaterThan(80);
  });

  test("waits anew for those for whom there was no room a moment ago", async () => {
    let times = 0;
    const run = { ...told(true, true), hasRoom: () => ++times > 2 };
    expect(await windowOf(new ZoneBatch<number>(clock, run), 1)).toBe(20 + 1_950);
  });
});

describe("a batch of a run that tells nothing", () => {
  /** Of a batch that has seen somebody. */
  const begun = async (): Promise<ZoneBatch<number>> => {
    const batch = new ZoneBatch<number>(clock, untold);
    expect(await windowOf(batch, 1)).toBe(100);
    return batch;
  };
  const oneByOne = async (batch: ZoneBatch<number>, times: number): Promise<number[]> => {
    const lasted: number[] = [];
    while (lasted.length < times) lasted.push(await windowOf(batch, 1));
    return lasted;
  };
  const tenShort = Array<number>(10).fill(20);
  /** A window in which so many come, so many ms after one another. */
  const cameAfter = async (batch: ZoneBatch<number>, gaps: readonly number[]): Promise<void> => {
    const opened = zone.now;
    const open = batch.window();
    zone.now = opened;
    for (const [one, gap] of gaps.entries()) {
      zone.now += gap;
      batch.add(one);
    }
    await open;
    batch.take();
  };
  const atOnce = Array<number>(9).fill(0);

  test("of few waits for nobody but for the first, while the zone is looked at", async () => {
    expect(await oneByOne(await begun(), 9)).toEqual(Array(9).fill(20));
    expect(stayedAway).toBe(0);
  });

  test("ends its window as soon as as many have come as the last time", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    expect([await windowOf(batch, 3), await windowOf(batch, 3), await windowOf(batch, 2)]).toEqual([
      100, 0, 20,
    ]);
    expect(await windowOf(batch, 2)).toBe(0);
  });

  test("that filled a call is waited for, until it did not come", async () => {
    const batch = await begun();
    expect([await windowOf(batch, 9), batch.mayGrow()]).toEqual([20, false]);
    expect([await windowOf(batch, 16), batch.mayGrow()]).toEqual([0, true]);
    expect([await windowOf(batch, 4, 6), batch.mayGrow()]).toEqual([0, true]);
    const open = batch.window(6);
    await open;
    expect(batch.mayGrow()).toBe(false);
  });

  test("that stayed away is waited for once more, three times as long as who came then had been away", async () => {
    const batch = await begun();
    expect([await windowOf(batch, 10), await windowOf(batch, 4)]).toEqual([0, 300]);
    await clock.sleep(200);
    // Away for 500 ms: three times that. In vain as well, so only more than fill a call show again that there are many.
    expect([await windowOf(batch, 1), ...(await oneByOne(batch, 11))]).toEqual([1_500, ...tenShort, 300]);
  });

  test("that came after all may stay away once more", async () => {
    const batch = await begun();
    expect([await windowOf(batch, 10), await windowOf(batch, 4)]).toEqual([0, 300]);
    expect([await windowOf(batch, 10), await windowOf(batch, 4)]).toEqual([0, 900]);
    expect([await windowOf(batch, 1), await windowOf(batch, 1)]).toEqual([2_000, 20]);
  });

  test("is waited for three times as long as anybody was away while others waited", async () => {
    const batch = await begun();
    await cameAfter(batch, [400, ...atOnce]);
    await clock.sleep(5_000);
    await cameAfter(batch, [250, ...atOnce]);
    expect(await windowOf(batch, 1)).toBe(1_200);
  });

  test.each([
    [
      "saved one by one, is waited for twice as long as ten savings take",
      [0, 1, 1, 1, 25, 25, 40, 30, 25, 25],
      500,
    ],
    ["saved as slowly as that, is waited for no longer than two seconds", Array<number>(10).fill(120), 2_000],
    ["came at once, is waited for no longer than others", [50, ...atOnce], 300],
  ])("that was the first to fill a call, and %s", async (_, gaps, ms) => {
    const batch = await begun();
    await cameAfter(batch, gaps);
    expect(await windowOf(batch, 6)).toBe(ms);
  });

  test("that fills a call later on says nothing of how long savings take", async () => {
    const batch = await begun();
    await cameAfter(batch, Array<number>(10).fill(20));
    await cameAfter(batch, [...Array<number>(9).fill(20), 200]);
    // Three times the longest of all.
    expect(await windowOf(batch, 6)).toBe(600);
  });

  test("that fills a call once others have stayed away for good is waited for no longer than others", async () => {
    const batch = await begun();
    await cameAfter(batch, Array<number>(10).fill(40));
    expect([await windowOf(batch, 1), await windowOf(batch, 1)]).toEqual([800, 2_000]);
    await cameAfter(batch, Array<number>(10).fill(40));
    expect(await windowOf(batch, 6)).toBe(300);
  });

  test("is waited for no longer than two seconds", async () => {
    const batch = await begun();
    expect([await windowOf(batch, 10), await windowOf(batch, 4)]).toEqual([0, 300]);
    await clock.sleep(5_000);
    expect([await windowOf(batch, 1), await windowOf(batch, 1)]).toEqual([2_000, 20]);
  });

  test("is waited for where more than fill a call have come one by one", async () => {
    const batch = await begun();
    expect(await oneByOne(batch, 10)).toEqual([...Array<number>(9).fill(20), 300]);
    // Who comes next was away for 300 ms.
    expect([await windowOf(batch, 1), await windowOf(batch, 10), await windowOf(batch, 9)]).toEqual([
      900, 0, 300,
    ]);
  });

  test("that others make expected in the midst of a window is expected from then on", async () => {
    const batch = await begun();
    expect(await windowOf(batch, 2)).toBe(20);
    const open = batch.window();
    for (let one = 0; one < 8; one++) batch.add(one);
    await open;
    batch.take();
    expect(batch.mayGrow()).toBe(true);
    expect(await windowOf(batch, 1)).toBe(300);
  });

  test("is as large as those at work and those who wait together", async () => {
    const batch = await begun();
    batch.add(2, 1);
    batch.add(3, 1);
    // Three are there at once: two of them, and one at work.
    expect(await windowOf(batch, 0, 1)).toBe(0);
    batch.add(4, 9);
    expect(batch.mayGrow()).toBe(true);
  });
});
