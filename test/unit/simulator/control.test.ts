import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type Control,
  controlClient,
  initialState,
  type Simulator,
  startSimulator,
} from "../../../simulator/src";
import { ACCOUNT, crowdedState, type Send, sender } from "./account";

const ZONE = "/domains/v1/dns-zones/example.com";

let simulator: Simulator;
let send: Send;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 3, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(async () => {
  await simulator.control.loadState({ now: "2026-01-01T00:00:00.000Z", ...crowdedState() });
  await simulator.control.clearJournal();
  await simulator.control.clearViolations();
  await simulator.control.clearFaults();
});
afterAll(() => simulator.close());

describe.each<[string, () => Control]>([
  ["in the same process", () => simulator.control],
  ["over HTTP", () => controlClient(simulator.controlUrl)],
])("the control functions %s", (_where, control) => {
  test("save a state that loads to the same state", async () => {
    await send("PATCH", ZONE, { dnssecEnabled: true });
    const saved = await control().state();
    await control().loadState(initialState());
    await control().loadState(saved);
    expect(await control().state()).toEqual(saved);
    expect((await send("GET", ZONE)).zone().dnssecEnabled).toBe(true);
  });

  test("refuse a state that contradicts itself, and keep the one there was", async () => {
    const before = await control().state();
    const stranger = "99999999-9999-4999-8999-999999999999";
    const bad = { ...before, domains: { "a.test": { kind: "registered" as const, accountId: stranger } } };
    await expect(control().loadState(bad)).rejects.toThrow(
      /not among the accounts[^]*no domain of that name/,
    );
    expect(await control().state()).toEqual(before);
  });

  test("change settings one by one", async () => {
    const { settings: before } = await control().state();
    const settings = await control().changeSettings({ createOnExistingZone: "refuse" });
    expect(settings).toEqual({ ...before, createOnExistingZone: "refuse" });
    await expect(control().changeSettings({ createOnExistingZone: "x" as "refuse" })).rejects.toThrow(
      "createOnExistingZone",
    );
  });

  test("show the journal and clear it", async () => {
    const reply = await send("PATCH", ZONE, { dnssecEnabled: true });
    const { requests } = await control().journal();
    expect(requests).toEqual([
      {
        sequence: expect.any(Number),
        requestId: reply.headers.get("x-wix-request-id"),
        method: "PATCH",
        path: ZONE,
        route: "/domains/v1/dns-zones/{domainName}",
        accountId: ACCOUNT,
        siteId: null,
        body: { dnssecEnabled: true },
        receivedAt: "2026-01-01T00:00:00.000Z",
        answeredAt: "2026-01-01T00:00:00.000Z",
        status: 200,
        performed: true,
        faults: [],
        warnings: [],
      },
    ]);
    await control().clearJournal();
    expect(await control().journal()).toEqual({ requests: [], edits: [] });
  });

  test("show warnings and clear them, in the journal too", async () => {
    await send("GET", ZONE, undefined, { accept: "*/*" });
    const { requests } = await control().journal();
    const warning = { kind: "missing-accept", detail: "accept: application/json" };
    expect(requests[0]?.warnings).toEqual([warning]);
    expect(await control().warnings()).toEqual([{ ...warning, sequence: requests[0]?.sequence }]);
    expect(await control().violations()).toEqual([]);
    await control().clearWarnings();
    expect(await control().warnings()).toEqual([]);
  });

  test("say that the simulator is there, and which one", async () => {
    expect(await control().health()).toEqual({ status: "ok", seed: 3, now: "2026-01-01T00:00:00.000Z" });
  });

  test("show violations and clear them", async () => {
    await send("GET", "/nowhere");
    expect(await control().violations()).toMatchObject([{ kind: "unknown-route", detail: "GET /nowhere" }]);
    await control().clearViolations();
    expect(await control().violations()).toEqual([]);
  });

  test("add, hold, release and remove faults", async () => {
    const { id } = await control().addFault({ method: "GET", action: { kind: "hold", when: "before" } });
    const reply = send("GET", ZONE);
    const sequence = await control().untilHeld(id);
    expect(await control().faults()).toMatchObject([{ id, held: [sequence] }]);
    await control().release(id);
    expect((await reply).status).toBe(200);
    await control().clearFaults();
    expect(await control().faults()).toEqual([]);
    await expect(control().release(id)).rejects.toThrow(`no fault ${id}`);
  });

  test("move the clock forward only", async () => {
    expect(await control().advanceClock(90_000)).toBe("2026-01-01T00:01:30.000Z");
    await expect(control().advanceClock(-1)).rejects.toThrow("expected number to be >=0");
  });

  test("edit a zone as a second writer, past the rules of the API", async () => {
    await control().edit("dns-zones", "example.com", {
      set: [{ type: "UNKNOWN", hostName: "caa.example.com", values: ['0 issue "ca.test"'] }],
      delete: [{ type: "A", hostName: "example.com" }],
    });
    const types = (await send("GET", ZONE)).zone().records.map(({ type }) => type);
    expect(types.sort()).toEqual(["CNAME", "NS", "SOA", "UNKNOWN"]);
    const { edits, requests } = await control().journal();
    expect([edits.length, requests.length]).toEqual([1, 1]);
    await expect(control().edit("dns-zones", "no.test", {})).rejects.toThrow("no zone no.test to edit");
  });
});

test("admits so many requests in any minute of its clock", async () => {
  await simulator.control.changeSettings({ requestsPerMinute: 2 });
  const statuses = async () => {
    const replies = [];
    for (let count = 0; count < 3; count += 1) replies.push((await send("GET", ZONE)).status);
    return replies;
  };
  expect(await statuses()).toEqual([200, 200, 429]);
  await simulator.control.advanceClock(59_999);
  expect((await send("GET", ZONE)).status).toBe(429);
  await simulator.control.advanceClock(1);
  expect(await statuses()).toEqual([200, 200, 429]);
});

test("request ids differ from request to request and follow from the seed", async () => {
  const ids = [];
  for (const path of [ZONE, "/nowhere"]) ids.push((await send("GET", path)).headers.get("x-wix-request-id"));
  expect(new Set(ids).size).toBe(2);
  expect(ids.every(id => id?.startsWith("simulated-3-"))).toBe(true);
});

test("a running clock follows the machine's clock, plus what it was moved", async () => {
  const running = await startSimulator();
  const day = 86_400_000;
  const tomorrow = Date.parse(await running.control.advanceClock(day));
  expect(Math.abs(tomorrow - Date.now() - day)).toBeLessThan(10_000);
  await running.close();
});

test("listens beyond loopback only when that is allowed", async () => {
  await expect(startSimulator({ host: "0.0.0.0" })).rejects.toThrow("not a loopback address");
});

test("frees the first port when the second is taken", async () => {
  const taken = Number(new URL(simulator.controlUrl).port);
  await expect(startSimulator({ controlPort: taken })).rejects.toThrow("EADDRINUSE");
});

test("closes while it holds a request and a keep-alive connection", async () => {
  const closing = await startSimulator();
  await sender(closing)("GET", ZONE);
  const { id } = await closing.control.addFault({ action: { kind: "hold", when: "before" } });
  const held = sender(closing)("GET", ZONE).catch(() => "cut");
  await closing.control.untilHeld(id);
  await closing.close();
  await held;
  await expect(fetch(closing.url)).rejects.toThrow("fetch failed");
});
