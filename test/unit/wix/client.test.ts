import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as z from "zod";
import type { Clock } from "../../../provider/src/core/clock";
import { connectWix, requestIdOf, type Call, type Wix } from "../../../provider/src/wix/client";
import { isTransportError, isUnknownOutcome, isWixError, WixError } from "../../../provider/src/wix/errors";
import { settingsFrom } from "../../../provider/src/wix/settings";
import { undiciTransport } from "../../../provider/src/wix/transport";
import {
  initialState,
  startSimulator,
  type FaultAction,
  type FaultRule,
  type Simulator,
} from "../../../simulator/src";
import { accountId, movingClock } from "../../support/world";
import { closedPort } from "./recording-server";

const path = "/domains/v1/dns-zones/example.com";
const ZoneName = z.looseObject({ dnsZone: z.looseObject({ domainName: z.string() }) });
const read: Call<z.infer<typeof ZoneName>> = {
  what: "read DNS zone example.com",
  method: "GET",
  path,
  effect: "read",
  answer: ZoneName,
};
const write: typeof read = {
  ...read,
  what: "change DNS zone example.com",
  method: "PATCH",
  effect: "write",
  body: { additions: [{ type: "TXT", hostName: "example.com", values: ["a"] }] },
};

const TROUBLE: [name: string, action: FaultAction][] = [
  ["dropped before the work", { kind: "drop", when: "before" }],
  ["dropped after the work", { kind: "drop", when: "after" }],
  ["cut short", { kind: "truncate" }],
  ["answered 500", { kind: "status", status: 500, applied: false }],
  ["answered 502 with a page", { kind: "html", status: 502, applied: true }],
  ["answered 503", { kind: "status", status: 503, applied: true }],
  ["answered 504", { kind: "status", status: 504, applied: true }],
];

const connected = (baseUrl: string, by: Clock): Wix =>
  connectWix({
    settings: settingsFrom(key => ({ apiKey: "simulated-api-key", accountId, baseUrl })[key as "apiKey"], {}),
    transport: undiciTransport(10_000),
    clock: by,
    random: () => 0.5,
  });

/** Over sockets, unlike the worlds of other tests: what becomes of a connection is what this is about. */
let simulator: Simulator;
let clock: Clock;
let connect: () => Wix;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 7, clock: "frozen" });
  clock = movingClock(simulator);
  connect = () => connected(simulator.url, clock);
});
beforeEach(async () => {
  await simulator.control.loadState(initialState());
  await simulator.control.clearFaults();
  await simulator.control.clearJournal();
});
afterEach(async () => expect(await simulator.control.violations()).toEqual([]));
afterAll(() => simulator.close());

const fault = (action: FaultAction, more: Partial<FaultRule> = {}) =>
  simulator.control.addFault({ ...more, action });
const requests = async () => (await simulator.control.journal()).requests;
const failure = (call: typeof read): Promise<unknown> =>
  connect()
    .call(call)
    .then(
      answer => Promise.reject(new Error(`answered ${JSON.stringify(answer)}`)),
      (error: unknown) => error,
    );

describe("a read", () => {
  test.each<(typeof TROUBLE)[0]>([...TROUBLE, ["throttled", { kind: "throttle" }]])(
    "that is %s is repeated until it is answered",
    async (_name, action) => {
      await fault(action, { times: 2 });
      const answer = await connect().call(read);
      expect(answer.dnsZone.domainName).toBe("example.com");
      const all = await requests();
      expect(all).toHaveLength(3);
      expect(requestIdOf(answer)).toBe(all[2]?.requestId);
    },
  );

  test("waits between its attempts, twice as long each time", async () => {
    await fault({ kind: "status", status: 503, applied: false }, { times: 3 });
    const began = clock.now();
    await connect().call(read);
    expect(clock.now() - began).toBe(250 + 500 + 1_000);
  });

  test.each([408, 425, 499, 500, 502, 503, 504, 520, 524, 530])(
    "that is answered %d for good ends as trouble that may pass, with code, status, request id and attempts",
    async status => {
      await fault({ kind: "status", status, code: "BUSY", applied: false }, { times: "unlimited" });
      const error = await failure(read);
      const all = await requests();
      const requestId = all[7]?.requestId ?? "";
      expect(all).toHaveLength(8);
      expect(error).toMatchObject({ kind: "transport", transient: true, throttled: false });
      expect((error as Error).message).toBe(
        `could not read DNS zone example.com: Wix answered HTTP ${status}, BUSY, "BUSY", after 8 attempts ` +
          `(request id ${requestId})` +
          (status < 500
            ? ""
            : "\n  This may pass by itself. Run again in some minutes; what was done until then is found."),
      );
    },
  );

  test("whose answers are lost for good ends with what was wrong", async () => {
    await fault({ kind: "drop", when: "after" }, { times: "unlimited" });
    const error = await failure(read);
    expect(isTransportError(error)).toBe(true);
    expect((error as Error).message).toMatch(/^could not read DNS zone example\.com: other side closed/);
    expect(await requests()).toHaveLength(8);
  });

  test.each([400, 401, 403, 404, 409, 428, 501])("that is answered %d is not repeated", async status => {
    await fault({ kind: "status", status, code: "NO", applied: false });
    expect(await failure(read)).toMatchObject({ kind: "wix", status, code: "NO" });
    expect(await requests()).toHaveLength(1);
  });

  test("that is refused by a page is told apart from Wix's own refusal", async () => {
    await fault({ kind: "html", status: 404, applied: false });
    expect(await failure(read)).toMatchObject({ kind: "transport", transient: false });
    expect(await requests()).toHaveLength(1);
  });

  test("that is answered by a page in place of JSON is no answer", async () => {
    await fault({ kind: "html", status: 200, applied: true });
    const error = await failure(read);
    const [request] = await requests();
    expect(isTransportError(error)).toBe(true);
    expect((error as Error).message).toContain("answered HTTP 200 in a form that is not Wix's (the page ");
    expect((error as Error).message).toContain(`request id ${request?.requestId ?? ""}`);
  });
});

describe("a write", () => {
  const performed = async () => (await requests()).map(request => request.performed);

  test.each(TROUBLE)("that is %s is sent once, and its outcome called unknown", async (_name, action) => {
    await fault(action);
    const error = await failure(write);
    expect(isUnknownOutcome(error)).toBe(true);
    expect((error as Error).message).toMatch(/^whether Wix did "change DNS zone example\.com" is unknown: /);
    expect(await requests()).toHaveLength(1);
  });

  test("that is answered 503 keeps status and request id", async () => {
    await fault({ kind: "status", status: 503, applied: true });
    const error = await failure(write);
    const [request] = await requests();
    expect((error as Error).message).toContain(`HTTP 503 (request id ${request?.requestId ?? ""})`);
  });

  test("that is answered by a page in place of JSON has an unknown outcome", async () => {
    await fault({ kind: "html", status: 200, applied: true });
    expect(isUnknownOutcome(await failure(write))).toBe(true);
    expect(await performed()).toEqual([true]);
  });

  test("that is throttled is repeated, and done once", async () => {
    await fault({ kind: "throttle" }, { times: 2 });
    await connect().call(write);
    expect(await performed()).toEqual([false, false, true]);
  });

  test("that Wix refuses is not repeated", async () => {
    await connect().call(write);
    const error = await failure(write);
    expect(isWixError(error)).toBe(true);
    expect(error).toMatchObject({ status: 428, code: "DOMAIN_DUPLICATE_RECORDS" });
    expect((error as Error).message).toContain("the zone has changed meanwhile");
    expect(await requests()).toHaveLength(2);
  });

  test("that breaks a rule of a field is told which", async () => {
    const body = { additions: [{ type: "A", hostName: "a.example.org", values: ["192.0.2.1"] }] };
    const error = await failure({ ...write, body });
    expect(error).toBeInstanceOf(WixError);
    expect(error).toMatchObject({ status: 400, violations: [{ field: "additions[0].hostName" }] });
    expect((error as Error).message).toContain("\n  additions[0].hostName: ");
  });
});

describe("a write to where nobody listens", () => {
  test("is repeated until somebody does, and done once", async () => {
    const port = await closedPort();
    let late: Simulator | undefined;
    const sleep = async () => {
      late ??= await startSimulator({ port });
    };
    await connected(`http://127.0.0.1:${port}`, { now: () => 0, sleep }).call(write);
    expect((await late?.control.journal())?.requests).toMatchObject([{ method: "PATCH", status: 200 }]);
    await late?.close();
  });

  test("ends with an error that says that nothing was done", async () => {
    const pauses: number[] = [];
    const sleep = (ms: number) => Promise.resolve(void pauses.push(ms));
    const call = connected(`http://127.0.0.1:${await closedPort()}`, { now: () => 0, sleep }).call(write);
    await expect(call).rejects.toMatchObject({ kind: "transport", message: /ECONNREFUSED/ });
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });
});

describe("Retry-After", () => {
  const waited = async (): Promise<number> => {
    const began = clock.now();
    await connect().call(write);
    return clock.now() - began;
  };

  test("in seconds is waited for to the millisecond", async () => {
    await fault({ kind: "throttle", retryAfterSeconds: 7 });
    expect(await waited()).toBe(7_000);
  });

  test("as a date is waited for", async () => {
    // HTTP dates count whole seconds.
    const now = clock.now();
    const date = Math.ceil(now / 1_000) * 1_000 + 30_000;
    await fault({ kind: "throttle", retryAfterDate: new Date(date).toISOString() });
    expect(await waited()).toBe(date - now);
  });
});
