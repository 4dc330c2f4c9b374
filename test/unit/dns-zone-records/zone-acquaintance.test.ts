import { beforeEach, describe, expect, test } from "@jest/globals";
import type { RecordSets } from "../../../provider/src/dns/types";
import { intent } from "../dns/fixtures";
import { address, clearZone, clock, finish, jobFor, newWriter, zone } from "./zone-under-test";

const STANDING: RecordSets = { "A www.example.com": { values: ["192.0.2.1"] } };
const QUIET = 2_000;

beforeEach(() => {
  clearZone();
  zone.records.push({ type: "A", hostName: "www.example.com", ttl: 3600, values: ["192.0.2.1"] });
});

/** A job that takes over what stands there already, and the times at which others are heard of. */
const takingOver = (arrivals: readonly number[], more: Parameters<typeof jobFor>[1] = {}) =>
  jobFor(STANDING, {
    unseen: () => arrivals.filter(at => clock.now() < at).length,
    ...more,
  });
const NEVER = Infinity;

describe("who takes a set over that stands in the zone", () => {
  test.each([
    ["waits until all others were heard of", [300, 900], 900],
    ["waits on as long as others come", [1_500, 3_000, 4_500], 4_500],
    ["gives up on those of whom nothing is heard", [700, NEVER], 700 + QUIET],
    ["waits for nobody where all were heard of", [], 0],
  ])("%s", async (_, arrivals, end) => {
    expect(await finish([takingOver(arrivals)])).toEqual([undefined]);
    expect(zone.now).toBeGreaterThanOrEqual(end);
    expect(zone.now).toBeLessThanOrEqual(end + 100);
    expect(zone.patches).toEqual([]);
  });

  test("knows then what they know", async () => {
    const { end, job } = takingOver([300], {
      intent: intent({
        declared: STANDING,
        heritage: () =>
          clock.now() < 300
            ? []
            : [{ known: { values: ["192.0.2.1"] }, found: { values: ["192.0.2.9"] }, state: "leaving" }],
      }),
    });
    await finish([{ end, job }]);
    expect(await end).toMatchObject({
      memory: { "A www.example.com": { found: { values: ["192.0.2.9"] } } },
    });
  });

  test("sees who came while the process stood still", async () => {
    const waiting = takingOver([QUIET + 1_300]);
    const writer = newWriter();
    await writer.round([waiting.job]);
    zone.now += QUIET + 1_000;
    await finish([waiting], writer);
    expect(zone.now).toBeGreaterThanOrEqual(QUIET + 1_300);
  });

  test("waits once for those who stay away, whoever asks", async () => {
    const writer = newWriter();
    await finish([takingOver([NEVER]), takingOver([NEVER])], writer);
    const began = zone.now;
    await finish([takingOver([NEVER])], writer);
    expect([began < QUIET + 100, zone.now - began]).toEqual([true, 0]);
  });

  test("holds up nobody else", async () => {
    const writer = newWriter();
    const [waiting, other] = [takingOver([1_000]), jobFor(address("new"))];
    await finish([other], writer);
    await writer.round([waiting.job]);
    const beside = jobFor(address("newer"));
    await writer.round([waiting.job, beside.job]);
    await writer.round([waiting.job, beside.job]);
    expect([waiting.job.ended, beside.job.ended, zone.now < 1_000]).toEqual([false, true, true]);
    await finish([waiting], writer);
  });

  test("waits no longer than it may", async () => {
    await finish([takingOver([NEVER], { deadline: 500 })]);
    expect(zone.now).toBe(500);
  });

  test("waits no more once it is called off", async () => {
    const off = new AbortController();
    const waiting = takingOver([NEVER], { signal: off.signal });
    const writer = newWriter();
    await writer.round([waiting.job]);
    off.abort();
    await finish([waiting], writer);
    expect(zone.now).toBeLessThanOrEqual(100);
  });

  test("waits for nobody where an earlier run has sent it", async () => {
    const sent = intent({ declared: STANDING, maybe: STANDING });
    await finish([takingOver([NEVER], { intent: sent })]);
    expect(zone.now).toBe(0);
  });
});

test("a value that is new to a merged set, and stands there, is a reason to wait", async () => {
  const wanted = intent({
    declared: { "A www.example.com": { values: ["192.0.2.1", "192.0.2.2"] } },
    known: { "A www.example.com": { values: ["192.0.2.2"] } },
    memory: { "A www.example.com": { merged: true } },
    existing: "merge",
  });
  zone.records[0]?.values.push("192.0.2.2");
  await finish([takingOver([400], { intent: wanted })]);
  expect(zone.now).toBe(400);
});

test.each([
  ["a set that is not there yet", intent({ declared: address("new") })],
  ["a set of its own", intent({ declared: STANDING, known: STANDING })],
  [
    "a set of which it knows what was found",
    intent({ declared: STANDING, memory: { "A www.example.com": { found: { values: ["192.0.2.1"] } } } }),
  ],
  [
    "a set that another is known to leave to it",
    intent({
      declared: STANDING,
      heritage: () => [{ known: { values: ["192.0.2.1"] }, state: "left" }],
    }),
  ],
  [
    "a set into which it merges what is not there yet",
    intent({
      declared: { "A www.example.com": { values: ["192.0.2.5"] } },
      known: { "A www.example.com": { values: ["192.0.2.4"] } },
      existing: "merge",
    }),
  ],
])("%s is no reason to wait", async (_, wanted) => {
  await finish([takingOver([NEVER], { intent: wanted })]);
  expect(zone.now).toBe(0);
});
