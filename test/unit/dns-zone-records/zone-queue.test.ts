import { beforeEach, describe, expect, test } from "@jest/globals";
import { openly } from "../../../provider/src/dns/describe";
import { ZoneJob, type Settled } from "../../../provider/src/resources/dns-zone-records/zone-job";
import { ZoneReader } from "../../../provider/src/resources/dns-zone-records/zone-reader";
import { Acquaintance } from "../../../provider/src/resources/dns-zone-records/zone-acquaintance";
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
      acquaintance: new Acquaintance(clock),
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
      acquaintance: new Acquaintance(clock),
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
