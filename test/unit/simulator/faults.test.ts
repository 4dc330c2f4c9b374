import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type FaultAction, type FaultRule, type Simulator, startSimulator } from "../../../simulator/src";
import { crowdedState, type Send, sender } from "./account";

const ZONE = "/domains/v1/dns-zones/example.com";
const ROUTE = "/domains/v1/dns-zones/{domainName}";
const TXT = { type: "TXT" as const, hostName: "example.com", ttl: 300, values: ["token"] };

let simulator: Simulator;
let send: Send;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 1, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(async () => {
  await simulator.control.loadState(crowdedState());
  await simulator.control.clearJournal();
});
afterEach(() => simulator.control.clearFaults());
afterAll(() => simulator.close());

const fault = (action: FaultRule["action"], rule: Partial<FaultRule> = {}) =>
  simulator.control.addFault({ method: "PATCH", ...rule, action });
const addTxt = () => send("PATCH", ZONE, { additions: [TXT] });
const isAdded = async () => (await send("GET", ZONE)).zone().records.some(({ type }) => type === "TXT");
const journal = async () => (await simulator.control.journal()).requests;

test.each([
  { applied: false, added: false },
  { applied: true, added: true },
])("a 503 stands for work done or not done: $applied", async ({ applied, added }) => {
  await fault({ kind: "status", status: 503, applied });
  const reply = await addTxt();
  expect(reply).toMatchObject({ status: 503 });
  expect(reply.error()).toEqual({ message: "", details: {} });
  expect(await isAdded()).toBe(added);
});

test("a status can come with a code, or with a body of one's own", async () => {
  await fault({ kind: "status", status: 409, code: "STALE" });
  await fault({ kind: "status", status: 400, body: { message: "subject is missing" } }, { nth: 2 });
  expect((await addTxt()).code()).toBe("STALE");
  expect((await addTxt()).error()).toEqual({ message: "subject is missing" });
});

test("a dropped connection leaves the work undone when it fell before", async () => {
  await fault({ kind: "drop", when: "before" });
  await expect(addTxt()).rejects.toThrow("fetch failed");
  expect(await isAdded()).toBe(false);
});

test("a dropped connection leaves the work done when it fell after", async () => {
  await fault({ kind: "drop", when: "after" });
  await expect(addTxt()).rejects.toThrow("fetch failed");
  expect(await isAdded()).toBe(true);
});

test("a truncated answer breaks off after its headers, with the work done", async () => {
  await fault({ kind: "truncate" });
  await expect(addTxt()).rejects.toThrow("terminated");
  expect(await isAdded()).toBe(true);
});

test.each<[FaultAction, string | null]>([
  [{ kind: "throttle" }, null],
  [{ kind: "throttle", retryAfterSeconds: 7 }, "7"],
  [{ kind: "throttle", retryAfterDate: "2026-01-01T00:00:09.000Z" }, "Thu, 01 Jan 2026 00:00:09 GMT"],
])("%j answers 429 with Retry-After %s", async (action, retryAfter) => {
  await fault(action);
  const reply = await addTxt();
  expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, retryAfter]);
  expect(await isAdded()).toBe(false);
});

test("a page can come in place of JSON", async () => {
  await fault({ kind: "html", status: 200 });
  const reply = await addTxt();
  expect(reply.headers.get("content-type")).toContain("text/html");
  expect(reply.text).toContain("<html>");
});

test("a delay passes in real time, and the answer comes whole", async () => {
  await fault({ kind: "delay", ms: 30 });
  const begin = performance.now();
  expect((await addTxt()).status).toBe(200);
  expect(performance.now() - begin).toBeGreaterThan(25);
});

test("acts on the nth matching request, so many times, and on no other", async () => {
  await fault({ kind: "status", status: 500 }, { method: "GET", route: ROUTE, nth: 2, times: 2 });
  await send("GET", `${ZONE}/preview`);
  const statuses = [];
  for (let count = 0; count < 5; count += 1) statuses.push((await send("GET", ZONE)).status);
  expect(statuses).toEqual([200, 500, 500, 200, 200]);
});

test("acts without end when told so, until it is removed", async () => {
  await fault(
    { kind: "status", status: 500 },
    { method: "GET", path: "/example\\.(com|org)$", times: "unlimited" },
  );
  expect((await send("GET", ZONE)).status).toBe(500);
  expect((await send("GET", ZONE.replace(".com", ".org"))).status).toBe(500);
  await simulator.control.clearFaults();
  expect((await send("GET", ZONE)).status).toBe(200);
});

test("of two answers for one request the fault added first wins", async () => {
  const [first, second] = [
    await fault({ kind: "status", status: 500 }),
    await fault({ kind: "status", status: 502 }),
  ];
  expect((await addTxt()).status).toBe(500);
  expect(await journal()).toMatchObject([{ faults: [first.id, second.id] }]);
});

test("holds a request before its work until it is released", async () => {
  const { id } = await fault({ kind: "hold", when: "before" });
  const reply = addTxt();
  const sequence = await simulator.control.untilHeld(id);
  expect(await isAdded()).toBe(false);
  expect(await simulator.control.faults()).toMatchObject([{ id, matched: 1, held: [sequence] }]);
  await simulator.control.release(id);
  expect((await reply).status).toBe(200);
  expect(await isAdded()).toBe(true);
});

test("holds a request after its work until all faults are removed", async () => {
  const { id } = await fault({ kind: "hold", when: "after" });
  const reply = addTxt();
  await simulator.control.untilHeld(id);
  expect(await isAdded()).toBe(true);
  await simulator.control.clearFaults();
  expect((await reply).status).toBe(200);
});

test("a client that died while it was held has no answer, but its work is done", async () => {
  const { id } = await fault({ kind: "hold", when: "before" });
  const client = new AbortController();
  const request = fetch(simulator.url + ZONE, {
    method: "PATCH",
    body: JSON.stringify({ additions: [TXT] }),
    headers: {
      authorization: "simulated-api-key",
      "wix-account-id": "00000000-0000-4000-8000-000000000001",
      accept: "application/json",
      "content-type": "application/json",
    },
    signal: client.signal,
  });
  await simulator.control.untilHeld(id);
  client.abort();
  await expect(request).rejects.toThrow("aborted");
  await simulator.control.release(id);
  expect(await isAdded()).toBe(true);
});

test("waiting for a hold ends when the fault is removed", async () => {
  const { id } = await fault({ kind: "hold", when: "before" });
  const waiting = simulator.control.untilHeld(id);
  await simulator.control.clearFaults();
  await expect(waiting).rejects.toThrow("the fault was removed");
});

test("a second writer can come right before the nth request", async () => {
  const change = { set: [{ ...TXT, values: ["theirs"] }] };
  await fault({ kind: "edit", family: "dns-zones", subject: "example.com", change });
  expect((await addTxt()).code()).toBe("DOMAIN_DUPLICATE_RECORDS");
  const { requests, edits } = await simulator.control.journal();
  expect(requests).toHaveLength(1);
  expect(edits).toEqual([
    {
      family: "dns-zones",
      subject: "example.com",
      change,
      at: "2026-01-01T00:00:00.000Z",
      afterSequence: requests[0]?.sequence,
    },
  ]);
});

test("the journal says whether the work was done and what the client saw", async () => {
  await fault({ kind: "status", status: 500 });
  await fault({ kind: "drop", when: "after" }, { nth: 2 });
  await addTxt();
  await expect(addTxt()).rejects.toThrow("fetch failed");
  expect(await journal()).toMatchObject([
    { status: 500, performed: false },
    { status: null, performed: true },
  ]);
});

test.each([
  ["an unknown action", { kind: "explode" }, "action"],
  ["an edit of an unknown family", { kind: "edit", family: "x", subject: "y", change: {} }, "no family x"],
  [
    "an edit that the family does not take",
    { kind: "edit", family: "dns-zones", subject: "example.com", change: { drop: 1 } },
    "drop",
  ],
])("refuses %s when it is added", async (_what, action, message) => {
  await expect(fault(action as FaultRule["action"])).rejects.toThrow(message);
});

test("refuses a path that is no regular expression", async () => {
  await expect(fault({ kind: "truncate" }, { path: "(" })).rejects.toThrow("is no regular expression");
});
