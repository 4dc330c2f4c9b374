import { beforeEach, describe, expect, test } from "@jest/globals";
import { openly } from "../../../provider/src/dns/describe";
import { ZoneBatch } from "../../../provider/src/resources/dns-zone-records/zone-batch";
import { ZoneJob, type Settled } from "../../../provider/src/resources/dns-zone-records/zone-job";
import { ZoneReader } from "../../../provider/src/resources/dns-zone-records/zone-reader";
import { ZoneWriter } from "../../../provider/src/resources/dns-zone-records/zone-writer";
import { intent } from "../dns/fixtures";
import { zoneOf } from "../dns/model";
import {
  address,
  clearZone,
  clock,
  finish,
  jobFor,
  lost,
  names,
  newReader,
  newWriter,
  refusal,
  throttled,
  zone,
} from "./zone-under-test";

beforeEach(clearZone);

describe("a refused batch", () => {
  test("is halved until the wrong one is alone; all others are written", async () => {
    zone.trouble = hosts => (hosts.includes("h5") ? { error: refusal() } : undefined);
    const ends = await finish(names(8).map(name => jobFor(address(name))));
    expect(ends.map((end, index) => (end === undefined ? [] : [index])).flat()).toEqual([5]);
    expect(ends[5]).toContain("NO");
    expect(zone.records).toHaveLength(7);
    expect(zone.patches.map(({ length }) => length)).toEqual([8, 4, 4, 2, 1, 1, 2]);
  });

  test("fails for each of several wrong ones", async () => {
    zone.trouble = hosts =>
      hosts.some(host => host === "h0" || host === "h3") ? { error: refusal() } : undefined;
    const ends = await finish(names(4).map(name => jobFor(address(name))));
    expect(ends.map(end => end === undefined)).toEqual([false, true, true, false]);
  });

  test("of one job is tried once more, since the zone may have moved", async () => {
    let refusals = 0;
    zone.trouble = () => (refusals++ === 0 ? { error: refusal() } : undefined);
    expect(await finish([jobFor(address("a"))])).toEqual([undefined]);
    expect([zone.patches.length, zone.reads]).toEqual([2, 2]);
  });

  test("of one job is believed the second time", async () => {
    zone.trouble = () => ({ error: refusal() });
    expect(await finish([jobFor(address("a"))])).toEqual([expect.stringContaining("NO")]);
    expect(zone.patches).toHaveLength(2);
  });

  test.each([401, 403])("for its credentials (%s) fails as a whole, and at once", async status => {
    zone.trouble = () => ({ error: refusal(status) });
    const ends = await finish(names(3).map(name => jobFor(address(name))));
    expect(ends.every(end => end?.includes("NO"))).toBe(true);
    expect(zone.patches).toHaveLength(1);
  });
});

describe("trouble that may pass", () => {
  test("halves nothing: all go again together, after pauses that grow", async () => {
    const at: number[] = [];
    zone.trouble = () => (at.push(zone.now) <= 8 ? { error: throttled() } : undefined);
    await finish(names(3).map(name => jobFor(address(name))));
    expect(zone.patches.every(({ length }) => length === 3)).toBe(true);
    expect(at.slice(1).map((time, index) => time - (at[index] ?? 0))).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 8000, 8000,
    ]);
  });

  test("ends at the deadline of each job, with the last failure, never later", async () => {
    zone.trouble = () => ({ error: throttled() });
    const [short, long] = [
      jobFor(address("a"), { deadline: 1_000 }),
      jobFor(address("b"), { deadline: 9_000 }),
    ];
    const writer = newWriter();
    const ended = new Map<ZoneJob, number>();
    while (!long.job.ended) {
      const began = zone.now;
      await writer.round([short.job, long.job].filter(job => !job.ended));
      for (const { job } of [short, long]) if (job.ended && !ended.has(job)) ended.set(job, began);
    }
    expect([...ended.values()]).toEqual([1_000, 9_000]);
    expect(await long.end).toMatchObject({ message: expect.stringContaining("throttled") });
  });

  test("of a look is waited for as well", async () => {
    zone.readTrouble = () => (zone.reads < 4 ? throttled() : undefined);
    expect(await finish([jobFor(address("a"))])).toEqual([undefined]);
    expect(zone.reads).toBe(4);
  });

  test("a look that fails for good ends all", async () => {
    zone.readTrouble = () => refusal(403);
    expect(await finish([jobFor(address("a")), jobFor(address("b"))])).toEqual([
      expect.stringContaining("NO"),
      expect.stringContaining("NO"),
    ]);
    expect(zone.reads).toBe(1);
  });

  test("of a lost answer is looked at: what is done is not done again", async () => {
    zone.trouble = () => (zone.patches.length === 1 ? { error: lost(), after: true } : undefined);
    expect(await finish([jobFor(address("a"))])).toEqual([undefined]);
    expect(zone.patches).toHaveLength(1);
  });

  test("a fault of ours is none: it ends the jobs that were sent", async () => {
    zone.trouble = () => ({ error: new TypeError("ours") });
    expect(await finish([jobFor(address("a"))])).toEqual(["ours"]);
    expect(zone.patches).toHaveLength(1);
  });
});

describe("a job", () => {
  test("that is called off ends in the next round", async () => {
    const off = new AbortController();
    zone.trouble = () => {
      off.abort();
      return { error: throttled() };
    };
    const [called, other] = [jobFor(address("a"), { signal: off.signal }), jobFor(address("b"))];
    const writer = newWriter();
    await writer.round([called.job, other.job]);
    expect([called.job.ended, other.job.ended]).toEqual([true, false]);
  });

  test("waits for another on the same host name, and is planned on what that left", async () => {
    const txt = { "TXT a.example.com": { values: ["x"] } };
    expect(await finish([jobFor(address("a")), jobFor(txt), jobFor(address("b"))])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(zone.patches).toEqual([["a", "b"], ["a"]]);
  });

  test("that wants what stands there is done without a word to Wix", async () => {
    zone.records = [{ type: "A", hostName: "a.example.com", ttl: 60, values: ["192.0.2.1"] }];
    expect(await finish([jobFor(address("a"))])).toEqual([undefined]);
    expect([zone.reads, zone.patches]).toEqual([1, []]);
  });

  test("whose change Wix stored differently is looked at anew before that is said", async () => {
    const writer = new ZoneWriter({
      domainName: "example.com",
      clock,
      reader: newReader(),
      patch: () => Promise.resolve(zoneOf([])),
    });
    expect(await finish([jobFor(address("a"))], writer)).toEqual([
      expect.stringContaining("Wix accepted the change of A a.example.com"),
    ]);
    expect(zone.reads).toBeGreaterThanOrEqual(2);
  });

  test("without a zone is told so", async () => {
    const writer = new ZoneWriter({
      domainName: "example.com",
      clock,
      reader: new ZoneReader(clock, () => Promise.resolve(undefined)),
      patch: () => Promise.reject(new Error("not asked")),
    });
    expect(await finish([jobFor(address("a"))], writer)).toEqual([
      expect.stringContaining("hosts no DNS zone"),
    ]);
  });

  test("that runs out of time before its change is sent names it", async () => {
    zone.now = 70_000;
    expect(await finish([jobFor(address("a"))])).toEqual([
      expect.stringContaining("the time-out passed before A a.example.com could be changed"),
    ]);
    expect(zone.patches).toEqual([]);
  });

  test("fails with what its own notice throws, and holds nobody else up", async () => {
    const end = new Promise<Settled>((resolve, reject) => {
      const settled = () => {
        throw new Error("noticed wrongly");
      };
      const request = { intent: intent({}), deadline: 1, show: openly, settled };
      new ZoneJob(request, resolve, reject).settle(zoneOf([]), {
        changes: [],
        conflicts: [],
        memory: {},
        left: {},
        notes: [],
      });
    });
    await expect(end).rejects.toThrow("noticed wrongly");
  });
});

describe("a reader", () => {
  test("asks once for all who look at the same time", async () => {
    const reader = newReader();
    await Promise.all([reader.look(0), reader.look(0), reader.look(5_000)]);
    expect(zone.reads).toBe(1);
  });

  test("asks again for a look that is too old, or is to be fresh", async () => {
    const reader = newReader();
    await reader.look(1_000);
    zone.now = 1_000;
    await reader.look(1_000);
    expect(zone.reads).toBe(1);
    zone.now = 1_001;
    await reader.look(1_000);
    expect(zone.reads).toBe(2);
    await reader.look(0);
    expect(zone.reads).toBe(3);
  });

  test("forgets what was seen, or is being read, before a write", async () => {
    const reader = newReader();
    const before = reader.look(1_000);
    reader.forget();
    await before;
    await reader.look(1_000);
    expect(zone.reads).toBe(2);
    const seen = zoneOf([]);
    reader.saw(seen, 0);
    expect(await reader.look(1_000)).toBe(seen);
  });

  test("shares a look with those that come after a write, though an earlier one ends meanwhile", async () => {
    const answers: (() => void)[] = [];
    const reader = new ZoneReader(clock, () => {
      zone.reads++;
      return new Promise(resolve => {
        answers.push(() => {
          resolve(zoneOf([]));
        });
      });
    });
    const before = reader.look(0);
    reader.forget();
    const after = reader.look(0);
    answers[0]?.();
    await before;
    const third = reader.look(0);
    answers[1]?.();
    await Promise.all([after, third]);
    expect(zone.reads).toBe(2);
  });

  test("asks again after a failure", async () => {
    const reader = newReader();
    zone.readTrouble = () => (zone.reads === 1 ? throttled() : undefined);
    await expect(reader.look(1_000)).rejects.toThrow("throttled");
    await reader.look(1_000);
    expect(zone.reads).toBe(2);
  });
});

describe("a batch", () => {
  /** A run that tells beforehand whether more is to come. */
  const told = (more = true) => ({ expectsMore: () => more, tellsNothing: () => false });
  /** One that only destroys. */
  const untold = { expectsMore: () => false, tellsNothing: () => true };

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
    const windowOf = async (count: number): Promise<number> => {
      const began = zone.now;
      for (let one = 0; one < count; one++) batch.add(one);
      await batch.window();
      batch.take();
      return zone.now - began;
    };
    // Of three that came, one comes: two are expected next. Of these one comes: then nobody is waited for any more.
    expect([await windowOf(3), await windowOf(1), await windowOf(1), await windowOf(1)]).toEqual([
      20, 300, 300, 20,
    ]);
  });

  test("is waited for in a destroy until it stays away, and again once more than fill a call came one by one", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    const windowOf = async (count: number): Promise<number> => {
      const began = zone.now;
      for (let one = 0; one < count; one++) batch.add(one);
      await batch.window();
      batch.take();
      return zone.now - began;
    };
    const oneByOne = async (times: number): Promise<number[]> => {
      const lasted: number[] = [];
      while (lasted.length < times) lasted.push(await windowOf(1));
      return lasted;
    };
    expect([await windowOf(10), await windowOf(10), await windowOf(1)]).toEqual([20, 0, 300]);
    expect(await oneByOne(11)).toEqual([...Array<number>(10).fill(20), 300]);
    expect(await oneByOne(11)).toEqual([...Array<number>(10).fill(20), 300]);
    // A full one is back: the next is waited for at once.
    expect([await windowOf(10), await windowOf(3), await windowOf(3)]).toEqual([20, 300, 0]);
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

  test("of a destroy that never filled a call is waited for by nobody", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    const began = zone.now;
    for (let one = 0; one < 15; one++) {
      batch.add(one);
      await batch.window();
      batch.take();
    }
    expect(zone.now - began).toBe(15 * 20);
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
    expect(zone.now - began).toBe(300);
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
    const windowOf = async (count: number, atWork = 0): Promise<number> => {
      for (let one = 0; one < count; one++) batch.add(one);
      const began = zone.now;
      await batch.window(atWork);
      batch.take();
      return zone.now - began;
    };
    // Sixteen at once: of those who wait, six stay for four more, and a tenth is missed.
    expect([await windowOf(16), await windowOf(10), await windowOf(4, 6), await windowOf(3, 6)]).toEqual([
      20, 0, 0, 300,
    ]);
    // Of the nine that are believed in now, six wait.
    expect([await windowOf(3, 6), await windowOf(2, 6)]).toEqual([0, 300]);
  });

  test("that filled a call is waited for where nobody tells of more, until it did not come once", async () => {
    const batch = new ZoneBatch<number>(clock, untold);
    const windowOf = async (count: number, atWork = 0): Promise<number> => {
      for (let one = 0; one < count; one++) batch.add(one);
      const began = zone.now;
      await batch.window(atWork);
      batch.take();
      return zone.now - began;
    };
    expect([await windowOf(9), batch.mayGrow()]).toEqual([20, false]);
    expect([await windowOf(8), batch.mayGrow()]).toEqual([20, false]);
    expect([await windowOf(16), batch.mayGrow()]).toEqual([0, true]);
    expect([await windowOf(4, 6), batch.mayGrow()]).toEqual([0, true]);
    expect([await windowOf(1, 6), batch.mayGrow()]).toEqual([300, false]);
    expect([await windowOf(1, 3), batch.mayGrow()]).toEqual([20, false]);
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
