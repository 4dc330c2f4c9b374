import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Pace } from "../../../provider/src/wix/pace";
import { Schedule, type PaceBook, type SlowDown } from "../../../provider/src/wix/pace-book";
import { eventClock, type EventClock } from "./event-clock";

const MINUTE = 60_000;
const middling = () => 0.5;

/** A book that all processes of a test write to. */
const sharedBook = (clock: EventClock) => {
  const schedule = new Schedule();
  const ears: SlowDown[][] = [];
  return (): PaceBook => {
    const mine: SlowDown[] = [];
    ears.push(mine);
    return {
      book: allowed => schedule.book(clock.now(), allowed),
      tell: slowDown => {
        for (const other of ears) if (other !== mine) other.push(slowDown);
      },
      heard: () => mine.splice(0),
    };
  };
};

const processes = (count: number, perMinute: number) => {
  const clock = eventClock();
  const open = sharedBook(clock);
  return {
    clock,
    open,
    paces: Array.from({ length: count }, () => new Pace(perMinute, clock, middling, open())),
  };
};

const busiest = (instants: readonly number[], window: number): number =>
  Math.max(...instants.map(from => instants.filter(at => at >= from && at < from + window).length));

describe("processes that share a pace", () => {
  test("together start no more than allowed in any minute, and no later than that asks for", async () => {
    const { clock, paces } = processes(4, 200);
    const instants: number[] = [];
    const turns = paces.flatMap(pace =>
      Array.from({ length: 65 }, () => pace.turn().then(() => instants.push(clock.now()))),
    );
    await clock.until(Promise.all(turns));
    expect(busiest(instants, MINUTE)).toBe(200);
    expect(instants.filter(at => at === 0)).toHaveLength(200);
    expect(clock.now()).toBe(61_000);
  });

  test("let a short program start at once", async () => {
    const { clock, paces } = processes(4, 200);
    await clock.until(Promise.all(paces.map(pace => pace.turn())));
    expect(clock.now()).toBe(0);
  });

  test("do not wait for one that died with a booking: it has wasted one start, for one minute", async () => {
    const { clock, open, paces } = processes(2, 3);
    open().book(3);
    const instants: number[] = [];
    await clock.until(
      Promise.all(
        paces.flatMap(pace => [1, 2].map(() => pace.turn().then(() => instants.push(clock.now())))),
      ),
    );
    expect(instants).toEqual([0, 0, 61_000, 61_000]);
  });

  test("all slow down, once, where one of them is throttled", async () => {
    const { clock, paces } = processes(3, 200);
    const starts = await clock.until(Promise.all(paces.map(pace => pace.turn())));
    await clock.until(clock.sleep(100));
    for (const [index, pace] of paces.entries()) pace.throttled(starts[index]!, undefined);
    expect(paces.map(({ allowed }) => allowed)).toEqual([100, 100, 100]);
    const again = Promise.all(paces.map(pace => pace.turn().then(() => clock.now())));
    expect(await clock.until(again)).toEqual([1_100, 1_100, 1_100]);
    expect(paces.map(({ allowed }) => allowed)).toEqual([100, 100, 100]);
  });

  test("slow down once where two are throttled before either knows of the other", async () => {
    const { clock } = processes(0, 1);
    const late: SlowDown[] = [];
    const book: PaceBook = { book: () => undefined, tell: () => undefined, heard: () => late.splice(0) };
    const pace = new Pace(200, clock, middling, book);
    const start = await clock.until(pace.turn());
    await clock.until(clock.sleep(100));
    pace.throttled(start, undefined);
    late.push({ at: 100, startedAt: 0, until: 1_500 });
    await clock.until(pace.turn());
    expect([pace.allowed, clock.now()]).toEqual([100, 1_500]);
    late.push({ at: 1_600, startedAt: 1_500, until: 1_600 });
    await clock.until(pace.turn());
    expect(pace.allowed).toBe(50);
  });

  test("book anew where a machine was too busy to start in time", async () => {
    const clock = eventClock();
    const booked: number[] = [];
    const book: PaceBook = {
      book: () => {
        booked.push(clock.now());
        return booked.length === 1 ? 1_000 : clock.now();
      },
      tell: () => undefined,
      heard: () => [],
    };
    const busy = { now: () => clock.now(), sleep: (ms: number) => clock.sleep(ms + 501) };
    await clock.until(new Pace(200, busy, middling, book).turn());
    expect(booked).toEqual([0, 1_501]);
  });

  test("keep to a pace of their own where the book fails", async () => {
    const clock = eventClock();
    const book: PaceBook = { book: () => undefined, tell: () => undefined, heard: () => [] };
    const pace = new Pace(2, clock, middling, book);
    await clock.until(Promise.all([pace.turn(), pace.turn(), pace.turn()]));
    expect(clock.now()).toBe(MINUTE);
  });
});

describe("a schedule", () => {
  test("remembers no more than it may need", () => {
    const schedule = new Schedule();
    expect(schedule.size).toBe(0);
    const after = (at: number): number => {
      schedule.book(at, 200);
      return schedule.size;
    };
    expect([0, 1, 2, 122_000].map(after)).toEqual([1, 2, 3, 4]);
    expect([122_001, 122_002].map(after)).toEqual([4, 4]);
    expect([400_000, 400_001].map(after)).toEqual([5, 2]);
  });

  const bookings = fc.array(
    fc.record({ gap: fc.integer({ min: 0, max: 30_000 }), allowed: fc.integer({ min: 1, max: 6 }) }),
    { minLength: 1, maxLength: 40 },
  );

  test("gives nobody a start that is one too many for him, whatever others allow", () => {
    fc.assert(
      fc.property(bookings, all => {
        const schedule = new Schedule();
        const starts: number[] = [];
        let now = 0;
        for (const { gap, allowed } of all) {
          now += gap;
          const at = schedule.book(now, allowed);
          expect(at).toBeGreaterThanOrEqual(now);
          // Of all windows that hold the new start, those that were booked before.
          for (const from of [...starts.filter(start => start > at - 61_000 && start <= at), at])
            expect(starts.filter(start => start >= from && start < from + 61_000).length).toBeLessThan(
              allowed,
            );
          starts.push(at);
        }
      }),
    );
  });
});
