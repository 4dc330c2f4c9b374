import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openly } from "../../../provider/src/dns/describe";
import type { Intent } from "../../../provider/src/dns/intent";
import type { RunningSession } from "../../../provider/src/lifecycle/session";
import { zoneQueue, type ZoneQueue } from "../../../provider/src/resources/dns-zone-records/zone-queue";
import { initialState } from "../../../simulator/src";
import { accountId, makeWorld, type World } from "../../support/world";
import { intent, sets } from "../dns/fixtures";

let world: World;
beforeAll(() => {
  world = makeWorld();
});
beforeEach(async () => {
  await world.simulator.control.clearFaults();
  await world.simulator.control.loadState(initialState());
  await world.simulator.control.clearJournal();
});
afterAll(() => world.close());

const queueOf = (session: RunningSession, domainName = "example.com", account = accountId): ZoneQueue =>
  zoneQueue(world.context(session), account, domainName);
const newQueue = () => queueOf(world.session());
const apply = (queue: ZoneQueue, wanted: Partial<Intent>) =>
  queue.apply({ intent: intent(wanted), deadline: world.clock.now() + 60_000, show: openly });
const host = (name: string): Partial<Intent> => ({
  declared: sets({ [`A ${name}.example.com`]: ["192.0.2.1"] }),
});
const requests = async () =>
  (await world.simulator.control.journal()).requests.map(({ method }) => method).join(" ");
const hostsNow = async () =>
  ((await world.simulator.control.state()).dnsZones?.["example.com"]?.records ?? [])
    .map(({ hostName }) => hostName.replace(".example.com", ""))
    .filter(name => /^h\d$/.test(name));

describe("the queue of a zone", () => {
  test("is one for all resources of a session, and another for each zone, account and session", () => {
    const session = world.session();
    const queue = queueOf(session);
    expect(queueOf(session)).toBe(queue);
    expect(queueOf(session, "example.org")).not.toBe(queue);
    expect(queueOf(session, "example.com", "another account")).not.toBe(queue);
    expect(newQueue()).not.toBe(queue);
  });

  test("reads once for all that refresh within five seconds", async () => {
    const queue = newQueue();
    const zone = await queue.read();
    expect([...(zone?.sets.keys() ?? [])]).toContain("A example.com");
    await world.clock.sleep(5_000);
    expect(await queue.read()).toBe(zone);
    await world.clock.sleep(1);
    expect(await queue.read()).not.toBe(zone);
    expect(await requests()).toBe("GET GET");
  });

  test("knows that there is no zone", async () => {
    await world.simulator.control.addFault({
      action: { kind: "status", status: 404, code: "DNS_ZONE_NOT_FOUND" },
    });
    expect(await newQueue().read()).toBeUndefined();
  });

  test("sends what waits together in one request after one look", async () => {
    const queue = newQueue();
    const [one, two] = await Promise.all([apply(queue, host("h1")), apply(queue, host("h2"))]);
    expect([one.zone, await hostsNow()]).toEqual([two.zone, ["h1", "h2"]]);
    expect(await requests()).toBe("GET PATCH");
  });

  test("goes on for who comes while it is at work, and for who comes later", async () => {
    const queue = newQueue();
    await Promise.all([
      apply(queue, host("h1")).then(() => apply(queue, host("h2"))),
      world.clock.sleep(1).then(() => apply(queue, host("h3"))),
    ]);
    await apply(queue, host("h4"));
    expect((await hostsNow()).toSorted()).toEqual(["h1", "h2", "h3", "h4"]);
  });

  test("fails where the look is refused, without a request for each", async () => {
    await world.simulator.control.addFault({ action: { kind: "status", status: 403, code: "FORBIDDEN" } });
    const queue = newQueue();
    const ends = await Promise.allSettled([apply(queue, host("h1")), apply(queue, host("h2"))]);
    for (const end of ends)
      expect(end).toMatchObject({ reason: { message: expect.stringContaining("FORBIDDEN") } });
    expect(await requests()).toBe("GET");
  });

  test("leaves nobody waiting where a plan cannot be made, and serves who comes next", async () => {
    const queue = newQueue();
    const broken = {
      ...host("h1"),
      heritage: () => {
        throw new TypeError("a fault of ours");
      },
    };
    const ends = await Promise.allSettled([apply(queue, host("h2")), apply(queue, broken)]);
    for (const end of ends) expect(end).toMatchObject({ reason: { message: "a fault of ours" } });
    await apply(queue, host("h3"));
    expect(await hostsNow()).toEqual(["h3"]);
  });

  test("leaves nobody waiting where a round breaks, nor who came meanwhile, and serves who comes next", async () => {
    const queue = newQueue();
    let asked = 0;
    let late: Promise<unknown> | undefined;
    const broken: Partial<Intent> = {
      ...host("h1"),
      heritage: () => {
        if (++asked < 2) return [];
        late = apply(queue, host("h5"));
        throw new TypeError("a fault of ours");
      },
    };
    const ends = await Promise.allSettled([apply(queue, host("h2")), apply(queue, broken)]);
    for (const end of [...ends, ...(await Promise.allSettled([late]))])
      expect(end).toMatchObject({ reason: { message: "a fault of ours" } });
    await apply(queue, host("h3"));
    expect(await hostsNow()).toEqual(["h3"]);
  });

  test("waits for company while the session expects more", async () => {
    const session = world.session();
    const queue = queueOf(session);
    const windowOf = async (name: string): Promise<number> => {
      const began = world.clock.now();
      await apply(queue, host(name));
      return world.clock.now() - began;
    };
    const another = { type: "DnsZoneRecords", name: "another" };
    session.progress.planned(another);
    // Nobody knew whether there was room, and then that there is none.
    expect([await windowOf("h1"), await windowOf("h2")]).toEqual([300, 20]);
    session.progress.enters()();
    expect([await windowOf("h3"), await windowOf("h4")]).toEqual([1_950, 20]);
    session.progress.enters()();
    session.progress.began(another);
    expect(await windowOf("h5")).toBe(20);
  });
});

test("who is called off waits for nobody", async () => {
  const session = world.session();
  session.progress.planned({ type: "DnsZoneRecords", name: "yet to come" });
  const began = world.clock.now();
  const request = { intent: intent(host("h1")), deadline: began + 60_000, show: openly };
  await expect(queueOf(session).apply({ ...request, signal: AbortSignal.abort() })).rejects.toThrow(/h1/);
  expect([world.clock.now() - began, await hostsNow()]).toEqual([0, []]);
});

describe("a request with room left", () => {
  const hosts = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => host(`h${from + index}`));
  const sizes = async () =>
    (await world.simulator.control.journal()).requests
      .filter(({ method }) => method === "PATCH")
      .map(({ body }) => (body as { additions: unknown[] }).additions.length);

  /** Sends sixteen, and others as soon as the first ten are settled. @returns the ms that it took, a pause for the first included */
  const sixteen = async (session: RunningSession, others: Partial<Intent>[]): Promise<number> => {
    const queue = queueOf(session);
    const began = world.clock.now();
    const first = hosts(16).map(one => apply(queue, one));
    await Promise.race(first);
    await Promise.all([...first, ...others.map(one => apply(queue, one))]);
    return world.clock.now() - began;
  };
  const expecting = (): RunningSession => {
    const session = world.session();
    session.progress.planned({ type: "DnsZoneRecords", name: "yet to come" });
    return session;
  };

  test("waits for who comes in the place of those that were settled", async () => {
    expect(await sixteen(expecting(), hosts(4, 16))).toBe(150 + 150);
    expect(await sizes()).toEqual([10, 10]);
  });

  test("waits once, also where somebody else is settled meanwhile", async () => {
    expect(await sixteen(expecting(), hosts(1))).toBe(150 + 3 * 150);
    expect(await sizes()).toEqual([10, 6]);
  });

  test("does not wait where nobody is to come", async () => {
    const session = world.session();
    session.progress.checked({ type: "DnsZoneRecords", name: "as it is" }, false);
    expect(await sixteen(session, [])).toBe(10);
    expect(await sizes()).toEqual([10, 6]);
  });

  test("waits a moment where the engine has checked another meanwhile, and everybody has come", async () => {
    const session = world.session();
    const check = (name: string): void => {
      session.progress.checked({ type: "DnsZoneRecords", name }, false);
    };
    check("as it is");
    const queue = queueOf(session);
    const first = hosts(16).map(one => apply(queue, one));
    check("another");
    await Promise.race(first);
    await Promise.all([...first, ...hosts(4, 16).map(one => apply(queue, one))]);
    expect(await sizes()).toEqual([10, 10]);
  });

  test.each([
    [4, 150, [10, 10]],
    [0, 300, [10, 6]],
  ])("waits once for %d where the run tells of nobody, as a destroy", async (count, ms, sent) => {
    expect(await sixteen(world.session(), hosts(count, 16))).toBe(50 + ms);
    expect(await sizes()).toEqual(sent);
  });
});

describe("what changes a zone beside its records", () => {
  test("waits for the PATCH that is under way, and those that come meanwhile wait for it", async () => {
    const queue = newQueue();
    const order: string[] = [];
    const { control } = world.simulator;
    const { id } = await control.addFault({ method: "PATCH", action: { kind: "hold", when: "before" } });
    const first = apply(queue, host("h1"));
    await control.untilHeld(id);
    const apart = queue.apart(async () => {
      order.push(`begins with ${(await hostsNow()).join(" ")}`);
      await new Promise(resolve => setTimeout(resolve, 20));
      order.push(`ends with ${(await hostsNow()).join(" ")}`);
    });
    const second = apply(queue, host("h2"));
    expect(order).toEqual([]);
    await control.release(id);
    await Promise.all([first, apart, second]);
    expect(order).toEqual(["begins with h1", "ends with h1"]);
    expect((await hostsNow()).sort()).toEqual(["h1", "h2"]);
  });

  test("makes the next look a new one, gives back what it came to, and fails alone", async () => {
    const queue = newQueue();
    await queue.read();
    expect(await queue.apart(() => Promise.resolve("done"))).toBe("done");
    await queue.read();
    expect(await requests()).toBe("GET GET");
    await expect(queue.apart(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await apply(queue, host("h1"));
    expect(await hostsNow()).toEqual(["h1"]);
  });
});
