import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { dnsSettings, type DnsSettingsState } from "../../../provider/src/resources/dns-settings/lifecycle";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { SimulatedStack } from "../../support/simulated-stack";
import { checkIn, environment, makeWorld, up, type Saved, type World } from "../../support/world";
import { account } from "../registered-domain/account";
import { makeStage, type Stage } from "../registered-domain/stage";

let world: World;
let stage: Stage<DnsSettingsState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, dnsSettings, "DnsSettings");
});
afterAll(() => world.close());
beforeEach(() => stage.begin(account()));

const ZONE = "example.com";
const settings = (dnssecEnabled: boolean, more: Record<string, unknown> = {}) => ({
  domainName: ZONE,
  dnssecEnabled,
  ...more,
});
const control = () => world.simulator.control;
const zone = async () => (await control().state()).dnsZones?.[ZONE];
const isOn = async () => (await zone())?.dnssecEnabled;
const patches = async () =>
  (await control().journal()).requests.filter(({ method }) => method === "PATCH").map(({ body }) => body);
/** As a person does it at the dashboard. */
const turn = async (dnssecEnabled: boolean) => {
  const state = await control().state();
  const found = state.dnsZones?.[ZONE];
  if (found === undefined) throw new Error("there is no zone");
  await control().loadState({
    ...state,
    dnsZones: { ...state.dnsZones, [ZONE]: { ...found, dnssecEnabled } },
  });
};

describe("DNSSEC", () => {
  test("is turned on by the flag alone, and tells what a DS record is made of", async () => {
    const before = await zone();
    const { id, state } = await stage.succeeded(settings(true, { domainName: "Example.COM." }));
    expect(id).toBe(ZONE);
    expect(state).toEqual({
      domainName: ZONE,
      dnssecEnabled: true,
      dnssecInfo: { keyTag: expect.any(Number), digest: expect.stringMatching(/^[0-9A-F]{64}$/) },
      hidden: { found: false },
    });
    expect(await patches()).toEqual([{ dnssecEnabled: true }]);
    expect(await zone()).toEqual({ ...before, dnssecEnabled: true });
  });

  test("is turned off as it was found, and the hazard is said with the key that the registrar has", async () => {
    const saved = await stage.succeeded(settings(true));
    await stage.destroy(saved);
    expect(await isOn()).toBe(false);
    expect(world.said).toEqual([
      expect.stringMatching(
        /^DNSSEC of example\.com is being turned off\..*DS record \(key tag \d+\).*does not resolve/,
      ),
      "DNSSEC of example.com is off, as it was found",
    ]);
  });

  test("that was on already is adopted without a write, and stays on", async () => {
    await turn(true);
    const saved = await stage.succeeded(settings(true));
    await stage.destroy(saved);
    expect([await patches(), await isOn()]).toEqual([[], true]);
  });

  test("that was on and was turned off is turned on again", async () => {
    await turn(true);
    const saved = await stage.succeeded(settings(false));
    expect(saved.state).not.toHaveProperty("dnssecInfo");
    await stage.destroy(saved);
    expect(await isOn()).toBe(true);
  });

  test("is left as it is where the program says so, or somebody else has changed it since", async () => {
    const kept = await stage.succeeded(settings(true, { onDestroy: "keep" }));
    await stage.destroy(kept);
    expect(await isOn()).toBe(true);
    const adopted: Saved<DnsSettingsState> = await stage.succeeded(settings(true));
    await turn(false);
    await stage.destroy(adopted);
    expect(await isOn()).toBe(false);
  });

  test("changes in place; what else changes sends nothing", async () => {
    const saved = await stage.succeeded(settings(true));
    const kept = await stage.succeeded(settings(true, { onDestroy: "keep" }), saved);
    expect(await patches()).toHaveLength(1);
    const off = await stage.succeeded(settings(false, { onDestroy: "keep" }), kept);
    expect([await isOn(), off.state.hidden]).toEqual([false, { found: false }]);
    expect(world.said.at(-1)).toContain("is being turned off");
  });

  test("that a person has turned off is not turned on by the way; a refresh shows it", async () => {
    const saved = await stage.succeeded(settings(true));
    await turn(false);
    const { error } = await stage.run(settings(true, { onDestroy: "keep" }), saved);
    expect((error as Error).message).toMatch(/turned off by somebody else.*pulumi refresh/);
    expect(await isOn()).toBe(false);
    const seen = await stage.refresh(saved);
    expect(seen.state).toEqual({ domainName: ZONE, dnssecEnabled: false, hidden: { found: false } });
    await stage.succeeded(settings(true), seen);
    expect(await isOn()).toBe(true);
  });

  test("does not fail for a key that takes long to show; a later refresh brings it", async () => {
    const dnsZone = { domainName: ZONE, dnssecEnabled: true, records: [] };
    await control().addFault({
      method: "GET",
      nth: 2,
      times: "unlimited",
      action: { kind: "status", status: 200, body: { dnsZone } },
    });
    const began = world.clock.now();
    const saved = await stage.succeeded(settings(true));
    expect(saved.state).not.toHaveProperty("dnssecInfo");
    expect(world.clock.now() - began).toBeLessThanOrEqual(21_000);
    await control().clearFaults();
    expect((await stage.refresh(saved)).state).toHaveProperty("dnssecInfo.keyTag");
  });

  test("of a zone that Wix does not host is an error with the way out, and no zone is made", async () => {
    const { error, saved } = await stage.run(settings(true, { domainName: "example.net" }));
    expect(saved).toBeUndefined();
    expect((error as Error).message).toContain("Wix hosts no DNS zone example.net");
    expect((await control().journal()).requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("is gone with its zone, which ends it without an error", async () => {
    const saved = await stage.succeeded(settings(true));
    const { dnsZones = {}, ...state } = await control().state();
    const { [ZONE]: _zone, ...others } = dnsZones;
    await control().loadState({ ...state, dnsZones: others });
    expect(await dnsSettings.read(world.context(), ZONE, saved.state)).toBe(NOT_FOUND);
    await stage.destroy(saved);
  });

  test("that is not managed here is read by the zone's name", async () => {
    const found = await dnsSettings.read(world.context(), ZONE, {});
    expect(found).toMatchObject({ inputs: { domainName: ZONE, dnssecEnabled: false } });
  });

  test("is judged at preview", () => {
    const { failures } = dnsSettings.check(
      undefined,
      { domainName: "-", dnssecEnabled: "yes", onDestroy: "delete" },
      environment(),
    );
    expect(failures.map(({ property }) => property).sort()).toEqual([
      "dnssecEnabled",
      "domainName",
      "onDestroy",
    ]);
  });
});

describe("another resource", () => {
  const DNSSEC = `the DNSSEC of the zone ${ZONE}`;

  test("that declares the same zone's DNSSEC is refused at preview", () => {
    const run = stage.open();
    run.declare("one", settings(true));
    expect(() => run.declare("two", settings(true))).toThrow(`${DNSSEC} of account`);
  });

  test("that declares it under a new name keeps it, and is told what was found", async () => {
    const saved = await stage.succeeded(settings(true));
    const run = stage.open();
    await run.up("renamed", settings(true));
    await run.end("bakery", saved);
    expect(await isOn()).toBe(true);
    expect(world.said.at(-1)).toBe(
      `DNSSEC of ${ZONE} stays as it is: DnsSettings "renamed" declares it now; it was off when it was found at first`,
    );
  });

  test("that replaces it by force knows what was found, and the old one says nothing", async () => {
    const saved = await stage.succeeded(settings(true));
    const run = stage.open();
    run.declare("bakery", settings(true));
    const ctx = world.context(run.session, { owner: { type: "DnsSettings", name: "bakery" } });
    const next = await dnsSettings.create(ctx, settings(true), saved);
    await run.end("bakery", saved);
    expect([next.state.hidden, await isOn(), world.said]).toEqual([{ found: false }, true, []]);
  });
});

test("a replacement that Pulumi makes without showing the old one is told what will be forgotten", async () => {
  const stack = new SimulatedStack(world, "DnsSettings", dnsSettings);
  const program = [{ name: "bakery", args: settings(true) }];
  const replacing = { replace: ["bakery"], deleteBeforeReplace: false };
  await stack.up(program);
  await stack.up(program, replacing);
  await stack.up(program, replacing);
  expect(await isOn()).toBe(true);
  expect(world.said).toEqual([
    `DnsSettings bakery: DNSSEC of ${ZONE} stays as it is: its replacement declares it now; it was off when it was found at first`,
  ]);
});

describe("a flag whose fate is not known", () => {
  test("counts as possibly ours: it is saved, and resumed", async () => {
    await control().addFault({ method: "PATCH", action: { kind: "drop", effect: "done" } });
    await control().addFault({
      method: "GET",
      nth: 2,
      times: "unlimited",
      action: { kind: "status", status: 403 },
    });
    const { saved, error } = await stage.run(settings(true));
    expect(error).toBeDefined();
    expect(saved).toMatchObject({ unfinished: true, state: { hidden: { found: false, unsettled: true } } });
    await control().clearFaults();
    const done = await stage.succeeded(settings(true), saved);
    expect(done.state.hidden).toEqual({ found: false });
    expect(await patches()).toHaveLength(1);
  });

  test("is restored by a destroy all the same", async () => {
    await turn(false);
    const state = {
      domainName: ZONE,
      dnssecEnabled: false,
      hidden: { found: false, unsettled: true } as const,
    };
    await turn(true);
    await stage.destroy({ id: ZONE, state, unfinished: true });
    expect(await isOn()).toBe(false);
  });

  test("that Wix refused leaves nothing behind", async () => {
    await control().addFault({
      method: "PATCH",
      action: { kind: "status", status: 403, code: "PERMISSION_DENIED" },
    });
    const { saved, error } = await stage.run(settings(true));
    expect([saved, (error as { code?: string }).code]).toEqual([undefined, "PERMISSION_DENIED"]);
  });
});

test("a flag and the records of its zone are sent one after the other, and neither is lost", async () => {
  const session = world.session();
  const of = (type: string, name: string) => world.context(session, { owner: { type, name } });
  const sets = Array.from({ length: 12 }, (_, index) => `h${index}`);
  const runs = sets.map(hostName =>
    up(dnsZoneRecords, of("DnsZoneRecords", hostName), undefined, {
      domainName: ZONE,
      records: [{ type: "A", hostName, values: ["192.0.2.1"] }],
    }),
  );
  const flag = up(dnsSettings, of("DnsSettings", "dnssec"), undefined, settings(true));
  for (const { error } of [...(await Promise.all(runs)), await flag]) expect(error).toBeUndefined();
  const names = (await zone())?.records.map(({ hostName }) => hostName);
  expect(names).toEqual(expect.arrayContaining(sets.map(host => `${host}.${ZONE}`)));
  expect(await isOn()).toBe(true);
  const { requests } = await control().journal();
  const sent = requests.filter(({ method }) => method === "PATCH");
  expect(sent.filter(({ body }) => Object.hasOwn(body as object, "dnssecEnabled"))).toHaveLength(1);
});

test("a domain is not disconnected while the DNSSEC of its zone is declared", () => {
  const session = world.session();
  const ctx = world.context(session, { owner: { type: "DnsSettings", name: "dnssec" } });
  checkIn(dnsSettings, ctx, settings(true));
  expect(session.ledger.declarers(`the DNS zone ${ZONE} of account ${ctx.account(undefined)}`)).toHaveLength(
    1,
  );
});
