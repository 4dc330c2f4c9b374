import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { NoZone } from "../../../provider/src/resources/dns-zone-records/errors";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { onceHosted } from "../../../provider/src/resources/dns-zone-records/zone-awaited";
import { ZoneChangeFailed } from "../../../provider/src/resources/dns-zone-records/zone-job";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import { makeWorld, up, type ContextOptions, type World } from "../../support/world";
import { account, DOMAIN, registration } from "../registered-domain/account";

/* A new domain's records are declared while Wix still registers it, and wait for its zone. */

const HOUR = 3_600_000;
/** What a zone's queue may take to collect who comes together, and less than the first pause of a wait; ms. */
const SOON = 500;
const MAIL = { type: "MX", hostName: "@", values: ["10 mx1.example.net"] };

let world: World;
beforeAll(() => {
  world = makeWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { control } = world.simulator;
  await control.clearFaults();
  // Registered after half an hour.
  await control.loadState(account({ registrationMs: HOUR / 2 }));
  await control.clearJournal();
  world.said.length = 0;
});

const program = (domainName = DOMAIN) => ({ domainName, records: [MAIL] });
const records = (options: ContextOptions = {}, domainName = DOMAIN) =>
  up(dnsZoneRecords, world.context(undefined, { timeout: HOUR, ...options }), undefined, program(domainName));

const begin = async (): Promise<void> => {
  const pending = registration({ waitFor: "PENDING_REGISTRATION" });
  expect((await up(registeredDomain, world.context(), undefined, pending)).error).toBeUndefined();
};

const mailNow = async () =>
  (await world.simulator.control.state()).dnsZones?.[DOMAIN]?.records.find(({ type }) => type === "MX")
    ?.values;

const requests = async (method: string) =>
  (await world.simulator.control.journal()).requests.filter(request => request.method === method);

describe("records of a domain whose registration is pending", () => {
  test("wait for its zone, say what is awaited, and are written once it is there", async () => {
    await begin();
    const { error, saved } = await records();
    expect(error).toBeUndefined();
    expect(saved?.unfinished).toBe(false);
    expect(await mailNow()).toEqual(MAIL.values);
    expect(world.said.join("\n")).toMatch(
      /waiting for DNS zone example-bakery\.com: PENDING_REGISTRATION \(for up to 1h\)/,
    );
    expect(await requests("PATCH")).toHaveLength(1);
  });

  test("wait together with others of the domain", async () => {
    await begin();
    const other = { type: "TXT", hostName: "@", values: ["v=spf1 -all"] };
    const session = world.session();
    const both = await Promise.all(
      [MAIL, other].map((record, index) =>
        up(
          dnsZoneRecords,
          world.context(session, { timeout: HOUR, owner: { type: "DnsZoneRecords", name: `r${index}` } }),
          undefined,
          { domainName: DOMAIN, records: [record] },
        ),
      ),
    );
    expect(both.map(({ error }) => error)).toEqual([undefined, undefined]);
    const { dnsZones } = await world.simulator.control.state();
    const types = dnsZones?.[DOMAIN]?.records.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["MX", "TXT"]));
  });

  test("wait within their time-out, change nothing then, and are written by a later run", async () => {
    await begin();
    const { error, saved } = await records({ timeout: 5 * 60_000 });
    expect(error).toMatchObject({ kind: "wait-timeout" });
    expect((error as Error).message).toMatch(
      /DNS zone example-bakery\.com did not settle within 5m .*PENDING_REGISTRATION \(request id simulated-.*\)[^]*comes with the registration[^]*run again to wait on/,
    );
    expect(saved).toBeUndefined();
    expect(await requests("PATCH")).toEqual([]);
    expect((await records()).error).toBeUndefined();
    expect(await mailNow()).toEqual(MAIL.values);
  });

  test("wait also where Wix does not take the domain for this account's yet", async () => {
    await begin();
    await world.simulator.control.addFault({
      method: "GET",
      route: "/domains/v1/dns-zones/{domainName}",
      times: 5,
      action: { kind: "status", status: 428, code: "DOMAIN_NOT_PERMITTED" },
    });
    expect((await records()).error).toBeUndefined();
    expect(await mailNow()).toEqual(MAIL.values);
  });

  test("ride out that the registration cannot be read for a while", async () => {
    await begin();
    await world.simulator.control.addFault({
      route: "/domains/v1/registered-domains/{registeredDomainId}",
      nth: 3,
      times: 12,
      action: { kind: "status", status: 503 },
    });
    expect((await records()).error).toBeUndefined();
  });

  test.each(["FAILED_REGISTRATION", "CANCELED"])("stop once it is %s", async status => {
    await world.simulator.control.edit("registered-domains", DOMAIN, {
      outcome: { registration: [status] },
    });
    await begin();
    const { error } = await records();
    expect((error as Error).message).toMatch(
      new RegExp(`hosts no DNS zone ${DOMAIN}, and the registration that it comes with is ${status}`),
    );
  });

  test("stop where the domain is active for ten minutes and has no zone", async () => {
    await begin();
    const { control } = world.simulator;
    await control.addFault({
      route: "/domains/v1/dns-zones/{domainName}",
      times: "unlimited",
      action: { kind: "status", status: 404, code: "DNS_ZONE_NOT_FOUND" },
    });
    let active = 0;
    const log = (line: string): void => {
      if (/: ACTIVE(\n|$)/.test(line)) active = world.clock.now();
    };
    const { error } = await records({ timeout: 10 * HOUR, log });
    expect((error as Error).message).toMatch(/the registration that it comes with is ACTIVE/);
    expect(world.clock.now() - active).toBeGreaterThan(10 * 60_000);
    expect(world.clock.now() - active).toBeLessThan(15 * 60_000);
  });

  test("wait on for a zone that comes some minutes after the registration", async () => {
    await begin();
    const { control } = world.simulator;
    await control.addFault({
      route: "/domains/v1/dns-zones/{domainName}",
      times: "unlimited",
      action: { kind: "status", status: 404, code: "DNS_ZONE_NOT_FOUND" },
    });
    const log = (line: string): void => {
      if (/: ACTIVE(\n|$)/.test(line)) void control.clearFaults();
    };
    expect((await records({ log })).error).toBeUndefined();
    expect(await mailNow()).toEqual(MAIL.values);
  });

  test("ride out that Wix does not show the registration for a while", async () => {
    await begin();
    await world.simulator.control.addFault({
      route: "/domains/v1/registered-domains/{registeredDomainId}",
      nth: 3,
      times: 2,
      action: { kind: "status", status: 400, code: "REGISTERED_DOMAIN_NOT_FOUND" },
    });
    expect((await records()).error).toBeUndefined();
    expect(world.said.join("\n")).toContain("DNS zone example-bakery.com: registration not shown");
  });

  test("stop where the zone may not be read", async () => {
    await begin();
    await world.simulator.control.addFault({
      route: "/domains/v1/dns-zones/{domainName}",
      nth: 4,
      times: "unlimited",
      action: { kind: "status", status: 403, code: "PERMISSION_DENIED" },
    });
    const { error } = await records();
    expect(error).toMatchObject({ kind: "wix", status: 403 });
  });
});

describe("records fail at once, without a wait,", () => {
  const failsAtOnce = async (domainName?: string): Promise<void> => {
    const began = world.clock.now();
    const { error, saved } = await records({}, domainName);
    expect(error).toMatchObject({ kind: "no-zone" });
    expect(saved).toBeUndefined();
    expect(world.clock.now() - began).toBeLessThan(SOON);
  };

  test("where no registration of the name is pending", () => failsAtOnce("nobodys-bakery.com"));

  test("where the name is connected by pointing", async () => {
    const began = world.clock.now();
    const { error } = await records({}, "example.net");
    expect((error as Error).message).toMatch(/hosts no DNS zone|DOMAIN_NOT_PERMITTED/);
    expect(world.clock.now() - began).toBeLessThan(SOON);
  });

  test("where the key may not read registrations", async () => {
    await begin();
    await world.simulator.control.addFault({
      route: "/domains/v1/registered-domains/{registeredDomainId}",
      times: "unlimited",
      action: { kind: "status", status: 403, code: "PERMISSION_DENIED" },
    });
    await failsAtOnce();
  });

  test("where the registration is through and there is no zone, after one more look", async () => {
    const { control } = world.simulator;
    const state = account();
    await control.loadState({ ...state, dnsZones: {} });
    await failsAtOnce("example.com");
    expect(await requests("GET")).toHaveLength(3);
  });
});

test("records whose zone came between two looks are written", async () => {
  await world.simulator.control.addFault({
    route: "/domains/v1/dns-zones/{domainName}",
    times: 1,
    action: { kind: "status", status: 404, code: "DNS_ZONE_NOT_FOUND" },
  });
  const { error } = await records({}, "example.com");
  expect(error).toBeUndefined();
});

test("a run that is called off while it waits changes nothing, and ends at once", async () => {
  await begin();
  const called = new AbortController();
  const log = (line: string): void => {
    if (line.startsWith("waiting for DNS zone")) called.abort();
  };
  const { error } = await records({ signal: called.signal, log });
  expect(error).toMatchObject({ kind: "aborted" });
  expect(await requests("PATCH")).toEqual([]);
});

describe("a change is tried once where it fails for", () => {
  const unsettled = (...sent: string[]) => ({
    memory: {},
    sent: new Set(sent),
    written: new Set<string>(),
    zone: undefined,
  });
  const refusal = (code: string): Promise<Error> =>
    world.simulator.control
      .addFault({ action: { kind: "status", status: 428, code } })
      .then(() => world.connect().call({ ...READ }))
      .then(
        () => new Error("was not refused"),
        (error: unknown) => error as Error,
      );
  const READ = {
    what: "read",
    method: "GET",
    path: "/domains/v1/dns-zones/example.com",
    effect: "read",
    accountId: undefined,
    answer: z.unknown(),
  } as const;

  test.each<[string, () => Promise<Error>]>([
    ["a fault of ours", () => Promise.resolve(new Error("fault"))],
    ["no zone, as a bare error", () => Promise.resolve(new NoZone(DOMAIN))],
    [
      "no zone, after something was sent",
      () => Promise.resolve(new ZoneChangeFailed(new NoZone(DOMAIN), unsettled("MX example.com"))),
    ],
    ["a fault within a change", () => Promise.resolve(new ZoneChangeFailed(new Error("fault"), unsettled()))],
    [
      "another refusal of Wix's",
      async () => new ZoneChangeFailed(await refusal("INVALID_NS_RECORD"), unsettled()),
    ],
  ])("%s", async (_reason, failure) => {
    await begin();
    const error = await failure();
    await world.simulator.control.clearJournal();
    let tries = 0;
    const change = (): Promise<never> => {
      tries++;
      return Promise.reject(error);
    };
    await expect(onceHosted(world.context(), { domainName: DOMAIN }, change)).rejects.toBe(error);
    expect(tries).toBe(1);
    expect(await requests("GET")).toEqual([]);
  });

  test("no zone, and no registration that is pending", async () => {
    let tries = 0;
    const error = new ZoneChangeFailed(new NoZone("nobodys-bakery.com"), unsettled());
    const change = (): Promise<never> => {
      tries++;
      return Promise.reject(error);
    };
    const placed = { domainName: "nobodys-bakery.com" };
    await expect(onceHosted(world.context(), placed, change)).rejects.toBe(error);
    expect(tries).toBe(1);
  });
});
