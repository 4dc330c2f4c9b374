import { beforeEach, describe, expect, test } from "@jest/globals";
import type { RecordSets } from "../../../provider/src/dns/types";
import { Acquaintance } from "../../../provider/src/resources/dns-zone-records/zone-acquaintance";
import { ZoneWriter } from "../../../provider/src/resources/dns-zone-records/zone-writer";
import { wire } from "../dns/fixtures";
import { patched, zoneOf } from "../dns/model";
import {
  address,
  clearZone,
  clock,
  finish,
  jobFor,
  names,
  newReader,
  newWriter,
  refusal,
  throttled,
  zone,
  type Work,
} from "./zone-under-test";

beforeEach(clearZone);

const addresses = (count: number): RecordSets =>
  Object.assign({}, ...names(count).map(address)) as RecordSets;

describe("a job is not sent", () => {
  test("where what stands in the zone is in its way; others are", async () => {
    zone.records = [wire("A a.example.com", "192.0.2.9")];
    const [inTheWay, other] = await finish([jobFor(address("a")), jobFor(address("b"))]);
    expect(inTheWay).toContain("stands in the zone already");
    expect([other, zone.patches]).toEqual([undefined, [["b"]]]);
  });

  test("where it was called off before, or its deadline has come", async () => {
    const [off, late] = await finish([
      jobFor(address("a"), { signal: AbortSignal.abort() }),
      jobFor(address("b"), { deadline: 0 }),
    ]);
    for (const message of [off, late]) expect(message).toContain("could be changed");
    expect(zone.patches).toEqual([]);
  });

  test("where it meets another on one of its host names; the rest of it waits along", async () => {
    const both = { ...address("b"), "TXT a.example.com": { values: ["x"] } };
    expect(await finish([jobFor(address("a")), jobFor(both)])).toEqual([undefined, undefined]);
    expect(zone.patches).toEqual([["a"], ["a", "b"]]);
  });
});

describe("a request that carries ten sets", () => {
  test("fails those whose sets are in it, and nobody else", async () => {
    zone.trouble = hosts => (hosts.includes("h0") ? { error: new TypeError("ours") } : undefined);
    const ends = await finish([jobFor(addresses(10)), jobFor(address("other"))]);
    expect(ends).toEqual(["ours", undefined]);
    expect(zone.patches.map(({ length }) => length)).toEqual([10, 1]);
  });

  test("is doubted for the job alone that Wix says it has done", async () => {
    const reader = newReader();
    const writer = new ZoneWriter({
      domainName: "example.com",
      acquaintance: new Acquaintance(clock),
      clock,
      reader,
      patch: body => {
        zone.patches.push([]);
        const additions = (body.additions ?? []).filter(({ hostName }) => hostName !== "a.example.com");
        if (additions.length > 0) zone.records = patched(zone.records, { additions });
        return Promise.resolve(zoneOf(zone.records));
      },
    });
    const [stored, other] = await finish([jobFor(address("a")), jobFor(addresses(11))], writer);
    expect(stored).toContain("Wix accepted the change of A a.example.com");
    expect(other).toBeUndefined();
    expect(zone.reads).toBe(2);
  });
});

describe("a request with room left", () => {
  const round = async (works: readonly Work[], writer: ZoneWriter, mayWait: boolean) => {
    const waits = await writer.round(
      works.map(({ job }) => job).filter(job => !job.ended),
      undefined,
      mayWait,
    );
    return [waits, zone.patches.length];
  };

  test("waits, once some were settled, for who comes in their place; the next one need not", async () => {
    const writer = newWriter();
    const works = [jobFor(addresses(10)), jobFor(address("other"))];
    expect(await round(works, writer, true)).toEqual([false, 1]);
    expect(await round(works, writer, true)).toEqual([true, 1]);
    expect(works.map(({ job }) => job.ended)).toEqual([true, false]);
    expect(await round(works, writer, true)).toEqual([false, 2]);
  });

  test.each([
    ["nobody else is to come", [jobFor(addresses(10)), jobFor(address("other"))], false],
    ["a full one goes first", [jobFor(addresses(10)), jobFor(addresses(31))], true],
  ])("does not wait where %s", async (_where, works, mayWait) => {
    const writer = newWriter();
    await round(works, writer, mayWait);
    expect(await round(works, writer, mayWait)).toEqual([false, 2]);
  });

  test("does not wait among suspects", async () => {
    zone.trouble = hosts => (hosts.includes("bad") ? { error: refusal() } : undefined);
    const writer = newWriter();
    const works = [jobFor(address("a")), jobFor(address("b")), jobFor(address("bad"))];
    const waits = [];
    while (works.some(({ job }) => !job.ended)) waits.push((await round(works, writer, true))[0]);
    expect(waits).toEqual(waits.map(() => false));
    expect(zone.patches).toEqual([["a", "b", "bad"], ["a", "b"], ["bad"]]);
  });
});

describe("suspects", () => {
  test("whose time is up meanwhile hold nobody up", async () => {
    const [a, b, c] = [jobFor(address("a")), jobFor(address("b"), { deadline: 100 }), jobFor(address("c"))];
    const writer = newWriter();
    zone.trouble = ({ length }) => (length === 2 ? { error: refusal() } : undefined);
    await writer.round([a.job, b.job]);
    zone.now = 100;
    zone.readTrouble = throttled;
    await writer.round([a.job, b.job]);
    expect([a.job.ended, b.job.ended]).toEqual([false, true]);
    zone.readTrouble = () => undefined;
    expect(await finish([a, c], writer)).toEqual([undefined, undefined]);
    expect(zone.patches).toEqual([["a", "b"], ["a"], ["c"]]);
  });
});

describe("trouble with a look", () => {
  test("ends at the deadline of a job, not later", async () => {
    zone.readTrouble = throttled;
    expect(await finish([jobFor(address("a"), { deadline: 1_000 })])).toEqual([
      expect.stringContaining("throttled"),
    ]);
    expect(zone.now).toBe(1_000);
  });

  test("that is final is not waited for", async () => {
    zone.readTrouble = refusal;
    await finish([jobFor(address("a"))]);
    expect([zone.now, zone.pauses]).toEqual([0, []]);
  });

  test("is waited for by those that are left as if nobody else had been there", async () => {
    zone.readTrouble = throttled;
    const writer = newWriter();
    const [short, long] = [jobFor(address("a"), { deadline: 100 }), jobFor(address("b"))];
    const at: number[] = [];
    for (let rounds = 0; rounds < 5; rounds++) {
      await writer.round([short.job, long.job].filter(job => !job.ended));
      at.push(zone.now);
    }
    expect(at).toEqual([100, 600, 1_600, 3_600, 7_600]);
  });

  test("pauses as briefly as the last one who came may expect", async () => {
    zone.readTrouble = throttled;
    const writer = newWriter();
    const [first, second] = [jobFor(address("a")), jobFor(address("b"))];
    for (let rounds = 0; rounds < 3; rounds++) await writer.round([first.job]);
    expect(zone.now).toBe(1_750);
    await writer.round([first.job, second.job]);
    expect(zone.now).toBe(2_000);
  });

  test("is a pause that ends as soon as one of the jobs is called off", async () => {
    zone.readTrouble = throttled;
    const off = new AbortController();
    await newWriter().round([jobFor(address("a")).job]);
    await newWriter().round([jobFor(address("a")).job, jobFor(address("b"), { signal: off.signal }).job]);
    const [without, given] = zone.pauses;
    expect([without, given?.aborted]).toEqual([undefined, false]);
    off.abort();
    expect(given?.aborted).toBe(true);
  });
});

describe("the answer to a request", () => {
  const text = (value: string): RecordSets => ({ "TXT a.example.com": { values: [value] } });

  test.each([
    ["is a look at the zone", "short", 1],
    ["is none where a text may come back cut", "x".repeat(256), 2],
  ])("%s", async (_what, value, reads) => {
    expect(await finish([jobFor(text(value))])).toEqual([undefined]);
    expect([zone.reads, zone.patches]).toEqual([reads, [["a"]]]);
  });

  test("that shows a text cut is told with what was sent, and how to go on", async () => {
    const long = `v=DKIM1; p=${"A".repeat(300)}`;
    const reader = newReader();
    const writer = new ZoneWriter({
      domainName: "example.com",
      acquaintance: new Acquaintance(clock),
      clock,
      reader,
      patch: body => {
        zone.records = patched(zone.records, body).map(set => ({ ...set, values: ["v=DKIM1"] }));
        return Promise.resolve(zoneOf(zone.records));
      },
    });
    const [message] = await finish([jobFor(text(long))], writer);
    expect(message).toMatch(new RegExp(`sent +${long}\n +Wix shows +v=DKIM1\n[^]*declare it as Wix shows`));
    expect(message).not.toContain("somebody else");
  });

  test("that shows another value blames nobody", async () => {
    const writer = new ZoneWriter({
      domainName: "example.com",
      acquaintance: new Acquaintance(clock),
      clock,
      reader: newReader(),
      patch: body => {
        zone.records = patched(zone.records, body).map(set => ({ ...set, values: ["192.0.2.9"] }));
        return Promise.resolve(zoneOf(zone.records));
      },
    });
    const [message] = await finish([jobFor(address("a"))], writer);
    expect(message).toMatch(/sent +192\.0\.2\.1\n +Wix shows +192\.0\.2\.9\n/);
    expect(message).toContain("Either somebody else changes it");
  });
});
