import { afterAll, beforeAll, beforeEach, expect } from "@jest/globals";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { initialState, type RecordSet } from "../../../simulator/src";
import { SimulatedStack, type Declared } from "../../support/simulated-stack";
import { makeWorld, type World } from "../../support/world";

export const newStack = (world: World) => new SimulatedStack(world, "DnsZoneRecords", dnsZoneRecords);

/** A `DnsZoneRecords` of MX values of example.com, unless `more` says otherwise. */
export const mail = (name: string, values: string[], more: Record<string, unknown> = {}): Declared => ({
  name,
  args: {
    domainName: "example.com",
    records: [{ type: "MX", hostName: "@", values }],
    ...more,
  },
});

/** The same of TXT values that are merged. */
export const merging = (name: string, ...values: string[]): Declared => ({
  name,
  args: {
    domainName: "example.com",
    existing: "merge",
    records: [{ type: "TXT", hostName: "@", values }],
  },
});

/** Of no set any more: what is about to be made has one. */
export const none = (name: string, more: Record<string, unknown> = {}): Declared => ({
  name,
  args: { domainName: "example.com", records: [], ...more },
});

/** Of a set that no test is about. */
export const beside = (name: string, more: Record<string, unknown> = {}): Declared => ({
  name,
  args: {
    domainName: "example.com",
    records: [{ type: "TXT", hostName: `of-${name}`, values: ["beside"] }],
    ...more,
  },
});

/** The simulated account of a file's tests, which every test finds as new. */
export const recordsUnderTest = () => {
  let world: World;
  beforeAll(() => {
    world = makeWorld();
  });
  beforeEach(async () => {
    await world.simulator.control.clearFaults();
    await world.simulator.control.loadState(initialState());
    await world.simulator.control.clearJournal();
    world.said.length = 0;
  });
  afterAll(async () => {
    expect(await world.simulator.control.violations()).toEqual([]);
    await world.close();
  });

  const setsNow = async (zone: string): Promise<Omit<RecordSet, "ttl">[]> =>
    (await world.simulator.control.state()).dnsZones?.[zone]?.records ?? [];

  return {
    world: () => world,
    control: () => world.simulator.control,
    said: () => world.said.join("\n"),
    stack: () => newStack(world),
    /** Values of a set as they stand, sorted; undefined where there is none. */
    values: async (type: string, hostName = "example.com", zone = "example.com") =>
      (await setsNow(zone)).find(set => set.type === type && set.hostName === hostName)?.values.toSorted(),
    edit: (type: RecordSet["type"], ...values: string[]) =>
      world.simulator.control.edit("dns-zones", "example.com", {
        set: [{ type, hostName: "example.com", ttl: 3600, values }],
      }),
    zoneOf: setsNow,
    patches: async () =>
      (await world.simulator.control.journal()).requests.filter(({ method }) => method === "PATCH").length,
  };
};
