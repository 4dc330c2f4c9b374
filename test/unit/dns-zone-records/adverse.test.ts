import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  dnsZoneRecords,
  type DnsZoneRecordsState,
} from "../../../provider/src/resources/dns-zone-records/lifecycle";
import type { RecordSets } from "../../../provider/src/dns/types";
import { initialState, type FaultAction, type RecordSet, type StateDocument } from "../../../simulator/src";
import { environment, KILLED, makeWorld, up, type Saved, type World } from "../../support/world";
import { befallen, numbered } from "../../support/runs";

const foreign: RecordSet[] = [
  { type: "A", hostName: "shop.example.com", ttl: 300, values: ["192.0.2.9"] },
  { type: "TXT", hostName: "example.com", ttl: 3600, values: ["site-verification=abc"] },
];
const replaced: RecordSet = { type: "MX", hostName: "example.com", ttl: 1800, values: ["5 old.example.net"] };

/** Sixteen sets: more than one PATCH takes, with new, replaced and adopted ones among them. */
const program = (generation: number): Record<string, unknown> => ({
  domainName: "example.com",
  existing: "replace",
  records: [
    { type: "MX", hostName: "@", values: [`10 mx${generation}.example.net`] },
    { type: "CNAME", hostName: "www", values: ["cdn1.wixdns.net"] },
    ...(generation === 1
      ? [{ type: "CNAME", hostName: "app", values: ["app.example.net"] }]
      : [{ type: "A", hostName: "app", values: ["192.0.2.77"] }]),
    ...Array.from({ length: 13 }, (_, index) => ({
      type: "A",
      hostName: `host${index}`,
      values: [`192.0.2.${generation * 20 + index}`],
      ttl: 600,
    })),
  ],
});

const FAULTS: Record<string, FaultAction> = {
  "dropped before the work": { kind: "drop", when: "before" },
  "dropped after the work": { kind: "drop", when: "after" },
  throttled: { kind: "throttle" },
  "throttled with Retry-After": { kind: "throttle", retryAfterSeconds: 7 },
  "500, not applied": { kind: "status", status: 500, applied: false },
  "500, applied": { kind: "status", status: 500, applied: true },
  "503, not applied": { kind: "status", status: 503, applied: false },
  "503, applied": { kind: "status", status: 503, applied: true },
  truncated: { kind: "truncate" },
  "an HTML page for an answer": { kind: "html", status: 502, applied: true },
  "killed before the work": { kind: "hold", when: "before" },
  "killed after the work": { kind: "hold", when: "after" },
};

let world: World;
beforeAll(() => {
  world = makeWorld();
});
afterAll(() => world.close());

const start = (): StateDocument => {
  const state = initialState();
  const zone = state.dnsZones?.["example.com"];
  if (zone === undefined) throw new Error("the simulator has no example.com");
  return {
    ...state,
    dnsZones: {
      ...state.dnsZones,
      "example.com": { ...zone, records: [...zone.records, ...foreign, replaced] },
    },
  };
};

const byKey = (records: readonly Omit<RecordSet, "ttl">[]): Map<string, string[]> =>
  new Map(records.map(({ type, hostName, values }) => [`${type} ${hostName}`, [...values].sort()]));

const zoneNow = async (): Promise<Map<string, string[]>> => {
  const { dnsZones } = await world.simulator.control.state();
  return byKey(dnsZones?.["example.com"]?.records ?? []);
};

const zoneAsFound = (): Map<string, string[]> => byKey(start().dnsZones?.["example.com"]?.records ?? []);

const expectedZone = (generation: number): Map<string, string[]> => {
  const { inputs } = dnsZoneRecords.check(undefined, program(generation), environment());
  const declared = Object.entries(inputs.records as RecordSets).map(
    ([key, { values }]) => [key, [...values].sort()] as const,
  );
  return new Map([...zoneAsFound(), ...declared]);
};

const sorted = (zone: Map<string, string[]>) => [...zone].sort(([a], [b]) => a.localeCompare(b));

/** One run in a process of its own, which a held request kills. */
const run = async (
  saved: Saved<DnsZoneRecordsState> | undefined,
  generation: number,
  fault?: { nth: number; action: FaultAction },
) => {
  const { control } = world.simulator;
  const killed = new AbortController();
  const ctx = world.context(world.session(killed.signal));
  if (fault === undefined) return up(dnsZoneRecords, ctx, saved, program(generation));
  const { id } = await control.addFault(fault);
  const dies = fault.action.kind === "hold" ? control.untilHeld(id) : undefined;
  const outcome = await up(dnsZoneRecords, ctx, saved, program(generation), dies);
  killed.abort();
  if (outcome.error === KILLED) await control.release(id);
  await control.clearFaults();
  return outcome;
};

/** A robot runs `up` again until it succeeds. */
const robot = async (saved: Saved<DnsZoneRecordsState> | undefined, generation: number) => {
  for (let runs = 1; runs <= 3; runs++) {
    const outcome = await run(saved, generation);
    if (outcome.error === undefined && outcome.saved !== undefined) return outcome.saved;
    saved = outcome.saved;
  }
  throw new Error("three runs without a fault did not succeed");
};

const requestsOf = async (act: () => Promise<unknown>): Promise<number> => {
  await world.simulator.control.clearJournal();
  await act();
  return (await world.simulator.control.journal()).requests.length;
};

describe.each(numbered(FAULTS))("a request that is %s", (name, action, number) => {
  test("in a create: the next run ends in the declared state, and nothing foreign is lost", async () => {
    await world.simulator.control.loadState(start());
    const requests = await requestsOf(() => run(undefined, 1));
    expect(requests).toBeGreaterThanOrEqual(3);
    for (const nth of befallen(requests, number)) {
      await world.simulator.control.loadState(start());
      const first = await run(undefined, 1, { nth, action });
      const saved = await robot(first.saved, 1);
      expect(sorted(await zoneNow())).toEqual(sorted(expectedZone(1)));
      expect(saved.state.records).toEqual(
        dnsZoneRecords.check(undefined, program(1), environment()).inputs.records,
      );
    }
  });

  // A killed process cannot tell what it found: what it made counts as adopted then, and stays.
  if (action.kind !== "hold")
    test("in a create: a later destroy still leaves the zone as it was found", async () => {
      await world.simulator.control.loadState(start());
      const requests = await requestsOf(() => run(undefined, 1));
      for (const nth of befallen(requests, number)) {
        await world.simulator.control.loadState(start());
        const saved = await robot((await run(undefined, 1, { nth, action })).saved, 1);
        await dnsZoneRecords.delete(world.context(), saved.id, saved.state);
        expect(sorted(await zoneNow())).toEqual(sorted(zoneAsFound()));
      }
    });

  test("in an update: no set is ever missing between its old and its new content", async () => {
    await world.simulator.control.loadState(start());
    const made = await robot(undefined, 1);
    const before = await world.simulator.control.state();
    const requests = await requestsOf(() => run(made, 2));
    for (const nth of befallen(requests, number)) {
      await world.simulator.control.loadState(before);
      const faulty = await run(made, 2, { nth, action });
      const between = await zoneNow();
      for (const key of expectedZone(1).keys())
        if (key !== "CNAME app.example.com") expect(between.has(key)).toBe(true);
      expect(between.has("CNAME app.example.com") || between.has("A app.example.com")).toBe(true);
      await robot(faulty.saved, 2);
      expect(sorted(await zoneNow())).toEqual(sorted(expectedZone(2)));
    }
  });

  test("in a destroy: the next destroy leaves the zone as it was found", async () => {
    await world.simulator.control.loadState(start());
    const made = await robot(undefined, 1);
    const before = await world.simulator.control.state();
    const destroy = (killed?: AbortSignal) =>
      dnsZoneRecords.delete(world.context(world.session(killed)), made.id, made.state);
    const requests = await requestsOf(destroy);
    const { control } = world.simulator;
    for (const nth of befallen(requests, number)) {
      await control.loadState(before);
      const { id } = await control.addFault({ nth, action });
      const dies = action.kind === "hold" ? control.untilHeld(id) : new Promise(() => undefined);
      const killed = new AbortController();
      await Promise.race([destroy(killed.signal).catch(() => undefined), dies]);
      killed.abort();
      await control.clearFaults();
      await destroy();
      expect(sorted(await zoneNow())).toEqual(sorted(zoneAsFound()));
    }
  });

  test("is not a violation of Wix's rules", async () => {
    const violations = await world.simulator.control.violations();
    expect({ name, violations }).toEqual({ name, violations: [] });
  });
});
