import { beforeEach, describe, expect, test } from "@jest/globals";
import { ZoneBatch } from "../../../provider/src/resources/dns-zone-records/zone-batch";
import { clearZone, clock, zone } from "./zone-under-test";

beforeEach(clearZone);

describe("a batch", () => {
  /** A run that tells beforehand whether more is to come. */
  const told = (more = true) => ({ expectsMore: () => more, tellsNothing: () => false });
  /** One that only destroys. */
  const untold = { expectsMore: () => false, tellsNothing: () => true };

  /** @returns how long the window was open for so many, in ms */
  const windowOf = async (batch: ZoneBatch<number>, count: number, atWork = 0): Promise<number> => {
    const began = zone.now;
    for (let one = 0; one < count; one++) batch.add(one);
    await batch.window(atWork);
    batch.take();
    return zone.now - began;
  };

  test("is given out once", () => {
    const batch = new ZoneBatch<string>(clock, told());
    expect(batch.isEmpty).toBe(true);
    batch.add("a");
    expect(batch.isEmpty).toBe(false);
    expect([batch.take(), batch.take()]).toEqual([["a"], []]);
  });

  test("ends its window as soon as as many have come as the last time", async () => {
    const batch = new ZoneBatch<number>(clock, told());
    for (const one of [1, 2, 3]) batch.add(one);
    await batch.window();
    expect(zone.now).toBe(20);
    batch.take();
    for (const one of [1, 2, 3]) batch.add(one);
    await batch.window();
    expect(zone.now).toBe(20);
  });

  test.each([
    [true, 300],
    [false, 20],
  ])("waits for the rest of one that was seen; more is expected: %s", async (more, ms) => {
    const batch = new ZoneBatch<number>(clock, told(more));
    for (const one of [1, 2, 3]) batch.add(one);
    await batch.window();
    batch.take();
    const began = zone.now;
    batch.add(1);
    await batch.window();
    expect(zone.now - began).toBe(ms);
  });

  test("is believed to be smaller by one whenever it did not come", async () => {
    const batch = new ZoneBatch<number>(clock, told());
    // Of three that came, one comes: two are expected next. Of these one comes: then nobody is waited for any more.
    expect([
      await windowOf(batch, 3),
      await windowOf(batch, 1),
      await windowOf(batch, 1),
      await windowOf(batch, 1),
    ]).toEqual([20, 300, 300, 20]);
  });

  test("is waited for in a destroy until it stays away, and again once more than fill a call came one by one", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    const oneByOne = async (times: number): Promise<number[]> => {
      const lasted: number[] = [];
      while (lasted.length < times) lasted.push(await windowOf(batch, 1));
      return lasted;
    };
    expect([await windowOf(batch, 10), await windowOf(batch, 10), await windowOf(batch, 1)]).toEqual([
      20, 0, 300,
    ]);
    // The one that came next had been away for 300 ms; a pause of that is in vain as well, and forgotten.
    for (const ms of [600, 300, 600]) expect(await oneByOne(11)).toEqual([...Array<number>(10).fill(20), ms]);
    // A full one is back: the next is waited for at once.
    expect([await windowOf(batch, 10), await windowOf(batch, 3), await windowOf(batch, 3)]).toEqual([
      20, 300, 0,
    ]);
  });

  test("is waited for as long as the engine was busy before it came back", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    const after = async (ms: number, count: number): Promise<number> => {
      await clock.sleep(ms);
      return windowOf(batch, count);
    };
    expect([await windowOf(batch, 10), await windowOf(batch, 4)]).toEqual([20, 300]);
    // Away for 500 ms.
    expect([await after(200, 10), await windowOf(batch, 1)]).toEqual([0, 1_000]);
    expect(await windowOf(batch, 1)).toBe(20);
    // Nobody is waited for longer than 2 s.
    expect([await windowOf(batch, 10), await windowOf(batch, 4)]).toEqual([0, 300]);
    expect([await after(5_000, 10), await windowOf(batch, 1)]).toEqual([0, 2_000]);
  });

  test("that stays away where others are told of is not waited for again by how many came", async () => {
    const batch = new ZoneBatch<number>(clock, told());
    for (let one = 0; one < 10; one++) batch.add(one);
    for (let one = 0; one < 12; one++) {
      await batch.window();
      batch.take();
    }
    const began = zone.now;
    for (let one = 0; one < 12; one++) {
      batch.add(one);
      await batch.window();
      batch.take();
    }
    expect(zone.now - began).toBe(12 * 20);
  });

  test("of a destroy in which no more than fill a call have come is waited for by nobody", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    const lasted: number[] = [];
    while (lasted.length < 11) lasted.push(await windowOf(batch, 1));
    expect(lasted).toEqual([...Array<number>(10).fill(20), 300]);
  });

  test("that more than fill a call make expected again in the midst of a window is expected in the next", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    for (let one = 0; one < 10; one++) batch.add(one);
    await batch.window();
    batch.take();
    await batch.window();
    const open = batch.window();
    for (let one = 0; one < 11; one++) batch.add(one);
    await open;
    batch.take();
    const began = zone.now;
    await batch.window();
    // As long twice as they were away before.
    expect(zone.now - began).toBe(660);
  });

  test("that was cut short is as large as those at work and those who wait together", async () => {
    const batch = new ZoneBatch<number>(clock, told());
    batch.add(1);
    await batch.window();
    batch.take();
    batch.add(2, 1);
    batch.add(3, 1);
    const began = zone.now;
    await batch.window();
    expect(zone.now - began).toBe(300);
    batch.take();
    batch.add(4, 1);
    batch.add(5);
    const again = zone.now;
    await batch.window();
    expect(zone.now - again).toBe(0);
  });

  test("is complete with as many as fill a call, however many there are at once", async () => {
    const batch = new ZoneBatch<number>(clock, told());
    // Sixteen at once: of those who wait, six stay for four more, and a tenth is missed.
    expect([
      await windowOf(batch, 16),
      await windowOf(batch, 10),
      await windowOf(batch, 4, 6),
      await windowOf(batch, 3, 6),
    ]).toEqual([20, 0, 0, 300]);
    // Of the nine that are believed in now, six wait.
    expect([await windowOf(batch, 3, 6), await windowOf(batch, 2, 6)]).toEqual([0, 300]);
  });

  test("that filled a call is waited for where nobody tells of more, until it did not come once", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    expect([await windowOf(batch, 9), batch.mayGrow()]).toEqual([20, false]);
    expect([await windowOf(batch, 1), batch.mayGrow()]).toEqual([20, false]);
    expect([await windowOf(batch, 16), batch.mayGrow()]).toEqual([0, true]);
    expect([await windowOf(batch, 4, 6), batch.mayGrow()]).toEqual([0, true]);
    expect([await windowOf(batch, 1, 6), batch.mayGrow()]).toEqual([300, false]);
    expect([await windowOf(batch, 1, 3), batch.mayGrow()]).toEqual([20, false]);
  });

  test("is complete when as many have come as were expected", async () => {
    const batch = new ZoneBatch<number>(clock, told());
    batch.add(1);
    batch.add(2);
    await batch.window();
    batch.take();
    const began = zone.now;
    const window = batch.window();
    batch.add(1);
    batch.add(2);
    await window;
    expect(zone.now - began).toBeLessThanOrEqual(150);
  });
});
