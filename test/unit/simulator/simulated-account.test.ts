import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  createSimulatedAccount,
  initialState,
  type Reply,
  SAMPLE_SITES,
  type SimulatedAccount,
  type Simulator,
  startSimulator,
} from "../../../simulator/src";
import { propertyRuns } from "../../support/runs";
import { ACCOUNT } from "./account";

const ZONE = "/domains/v1/dns-zones/example.com";
const HEADERS = { Authorization: "simulated-api-key", "wix-account-id": ACCOUNT, accept: "application/json" };
const TXT = { type: "TXT", hostName: "example.com", ttl: 300, values: ["token"] };

const newAccount = () => createSimulatedAccount({ seed: 5, clock: "frozen" });
const get = (account: SimulatedAccount, url = ZONE) =>
  account.handle({ method: "GET", url, headers: HEADERS });
const addTxt = (account: SimulatedAccount) =>
  account.handle({
    method: "PATCH",
    url: ZONE,
    headers: { ...HEADERS, "content-type": "application/json" },
    body: JSON.stringify({ additions: [TXT] }),
  });
const types = (reply: Reply) => {
  if (reply.kind !== "reply") throw new Error(`no whole answer: ${reply.kind}`);
  return (JSON.parse(reply.body) as { dnsZone: { records: { type: string }[] } }).dnsZone.records.map(
    ({ type }) => type,
  );
};

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 5, clock: "frozen" });
});
afterAll(() => simulator.close());

test.each([
  ["a zone", "GET", ZONE, undefined],
  [
    "a path with a query string",
    "GET",
    "/domain-search/v2/check-domain-availability?domain=a-b.com",
    undefined,
  ],
  ["a percent-encoded path parameter", "GET", "/domains/v1/dns-zones/example%2Ecom", undefined],
  ["a change", "PATCH", ZONE, JSON.stringify({ additions: [TXT] })],
  ["a refused change", "PATCH", ZONE, JSON.stringify({ additions: [{ ...TXT, type: "NS" }] })],
  ["malformed JSON", "PATCH", ZONE, "{"],
  ["an empty body", "PATCH", ZONE, ""],
  ["a path of nobody", "GET", "/nowhere", undefined],
  ["a path that is badly encoded", "GET", "/domains/v1/dns-zones/%zz", undefined],
  ["an unknown method", "PUT", ZONE, "{}"],
])("answers %s as the API over HTTP does", async (_what, method, url, body) => {
  const headers = { ...HEADERS, ...(body !== undefined && { "content-type": "application/json" }) };
  const account = newAccount();
  await simulator.control.loadState(initialState());
  const here = await account.handle({ method, url, headers, body });
  const there = await fetch(simulator.url + url, { method, headers, ...(body !== undefined && { body }) });
  // Ids and order differ with the request's number, which goes on from test to test over there.
  const seen = (text: string) => {
    const parsed = JSON.parse(text) as { dnsZone?: { id: string } };
    return parsed.dnsZone === undefined ? parsed : parsed.dnsZone.id;
  };
  if (here.kind !== "reply") throw new Error(`no whole answer: ${here.kind}`);
  expect([here.status, here.headers["content-type"], seen(here.body)]).toEqual([
    there.status,
    there.headers.get("content-type"),
    seen(await there.text()),
  ]);
  expect([here.headers["x-wix-request-id"], there.headers.get("x-wix-request-id")]).toEqual([
    "simulated-5-1",
    expect.stringMatching(/^simulated-5-\d+$/),
  ]);
});

test("takes an absolute URL, whatever its host is", async () => {
  expect(await get(newAccount(), `https://www.wixapis.com${ZONE}?`)).toMatchObject({ status: 200 });
});

test("keeps what it is told, and shows it to its control", async () => {
  const account = newAccount();
  await addTxt(account);
  expect(types(await get(account))).toContain("TXT");
  const { requests } = await account.control.journal();
  expect(requests.map(({ method, status, performed }) => [method, status, performed])).toEqual([
    ["PATCH", 200, true],
    ["GET", 200, true],
  ]);
  expect(await account.control.violations()).toEqual([]);
});

test.each([
  ["none", false],
  ["done", true],
] as const)("a connection can be lost with effect %s", async (effect, added) => {
  const account = newAccount();
  await account.control.addFault({ method: "PATCH", action: { kind: "drop", effect } });
  expect(await addTxt(account)).toEqual({
    kind: "lost",
    sent: true,
    reason: expect.stringMatching(/./),
    cause: undefined,
  });
  expect(types(await get(account)).includes("TXT")).toBe(added);
  expect((await account.control.journal()).requests[0]).toMatchObject({ status: null, performed: added });
});

test("an answer can be cut short, with half of what its length promises", async () => {
  const account = newAccount();
  await account.control.addFault({ action: { kind: "truncate" } });
  const reply = await get(account);
  if (reply.kind !== "cut-short") throw new Error(reply.kind);
  expect(reply.status).toBe(200);
  expect(reply.received.length).toBe(Math.floor(Number(reply.headers["content-length"]) / 2));
});

test("a held request goes on when it is released", async () => {
  const account = newAccount();
  const { id } = await account.control.addFault({ action: { kind: "hold", when: "before" } });
  const reply = get(account);
  await account.control.untilHeld(id);
  await account.control.release(id);
  expect(await reply).toMatchObject({ kind: "reply", status: 200 });
});

test("what the simulator itself gets wrong is a violation and a 500 with a request id", async () => {
  const account = newAccount();
  await account.control.addFault({
    action: { kind: "edit", family: "dns-zones", subject: "no.test", change: {} },
  });
  expect(await get(account)).toMatchObject({
    status: 500,
    headers: { "x-wix-request-id": "simulated-5-1" },
    body: JSON.stringify({ message: "", details: {} }),
  });
  expect(await account.control.violations()).toMatchObject([{ kind: "simulator-failure", sequence: 1 }]);
});

test("what a second writer ends has its consequences before the next edit", async () => {
  const { control } = newAccount();
  const assign = (domain: string) =>
    control.edit("domain-assignments", domain, {
      site: { id: SAMPLE_SITES.premium, assignmentType: "PRIMARY" },
    });
  await assign("example.com");
  const [plan] = (await control.state()).resellers!.packages![0]!.productInstances;
  await control.edit("resellers", plan!.instanceId, { of: "instance", settle: { status: "CANCELED" } });
  await assign("example.org");
  const { domainAssignments } = await control.state();
  expect(Object.keys(domainAssignments!)).toEqual(["example.org"]);
});

test("two accounts share nothing, and a state given to one is left as it was", async () => {
  const state = initialState();
  const before = structuredClone(state);
  const accounts = [0, 1].map(() => createSimulatedAccount({ seed: 5, clock: "frozen", state }));
  await addTxt(accounts[0]!);
  expect(types(await get(accounts[1]!))).not.toContain("TXT");
  expect(state).toEqual(before);
});

test("accounts are cheap: a thousand, each with a new state and a call, take no second or two", async () => {
  const count = propertyRuns(1_000);
  const state = initialState();
  const { user } = process.cpuUsage();
  for (let seed = 0; seed < count; seed += 1) {
    const account = createSimulatedAccount({ seed, clock: "frozen" });
    await account.control.loadState(state);
    expect((await get(account)).kind).toBe("reply");
  }
  // In microseconds of this process alone: the time that passes is others' too.
  expect(process.cpuUsage().user - user).toBeLessThan(4_000 * count);
});
