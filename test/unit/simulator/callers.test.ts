import { beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type SimulatedAccount, createSimulatedAccount } from "../../../simulator/src";
import { CHILD_ACCOUNT, crowdedState, OTHER_ACCOUNT, type Send, sender } from "./account";

const ZONE = "/domains/v1/dns-zones/example.com";

let simulator: SimulatedAccount;
let send: Send;

beforeAll(() => {
  simulator = createSimulatedAccount({ state: crowdedState() });
  send = sender(simulator);
});
beforeEach(() => simulator.control.clearViolations());

const violations = async () => (await simulator.control.violations()).map(({ kind }) => kind);

test("a correct request leaves no violation", async () => {
  expect((await send("GET", ZONE)).status).toBe(200);
  expect(await violations()).toEqual([]);
});

test.each([
  ["no key", { authorization: undefined }, "USER_ID_NOT_FOUND", ["missing-header"]],
  ["an unknown key", { authorization: "stolen" }, "USER_ID_NOT_FOUND", []],
  [
    "a scheme word",
    { authorization: "Bearer simulated-api-key" },
    "USER_ID_NOT_FOUND",
    ["authorization-scheme"],
  ],
  ["no account", { "wix-account-id": undefined }, "TARGET_ACCOUNT_NOT_FOUND", ["missing-header"]],
  ["an account that is none", { "wix-account-id": "x" }, "TARGET_ACCOUNT_NOT_FOUND", []],
  ["an account of somebody else", { "wix-account-id": OTHER_ACCOUNT }, "TARGET_ACCOUNT_NOT_FOUND", []],
])("DNS answers 404 to %s", async (_what, headers, code, kinds) => {
  const reply = await send("GET", ZONE, undefined, headers);
  expect([reply.status, reply.code()]).toEqual([404, code]);
  expect(await violations()).toEqual(kinds);
});

test("a key acts for the child accounts of its account", async () => {
  const reply = await send("GET", ZONE, undefined, { "wix-account-id": CHILD_ACCOUNT });
  expect([reply.status, reply.code()]).toEqual([428, "DOMAIN_NOT_PERMITTED"]);
});

test("a key without the permission is told which one it lacks", async () => {
  const headers = { authorization: "reading-key" };
  expect((await send("GET", ZONE, undefined, headers)).status).toBe(200);
  const reply = await send("PATCH", ZONE, { dnssecEnabled: true }, headers);
  expect([reply.status, reply.code()]).toEqual([403, "DOMAINS_PERMISSION_DENIED"]);
  expect(reply.error().message).toContain("DOMAINS.MANAGE_DNS_ZONES");
});

test("a key that a co-owner made is not permitted", async () => {
  const reply = await send("GET", ZONE, undefined, { authorization: "co-owner-key" });
  expect([reply.status, reply.code()]).toEqual([428, "DOMAIN_NOT_PERMITTED"]);
});

test("without the Accept header a 403 is a page, and any answer comes with a warning", async () => {
  const reply = await send("DELETE", ZONE, undefined, { authorization: "reading-key", accept: "*/*" });
  expect(reply.status).toBe(403);
  expect(reply.headers.get("content-type")).toContain("text/html");
  await send("GET", ZONE, undefined, { accept: "*/*" });
  expect(await violations()).toEqual([]);
  const warnings = await simulator.control.warnings();
  expect(warnings.map(({ kind }) => kind)).toEqual(["missing-accept", "missing-accept"]);
});

test("refuses the site header where only the account header belongs", async () => {
  const reply = await send("GET", ZONE, undefined, { "wix-site-id": OTHER_ACCOUNT });
  expect(reply.status).toBe(400);
  expect(await violations()).toEqual(["unexpected-header"]);
});

test.each([
  ["malformed JSON", "PATCH", ZONE, "{", 400, "malformed-json"],
  ["an unknown field", "PATCH", ZONE, { dnssecEnabled: true, force: true }, 400, "unknown-field"],
  ["an unknown query parameter", "GET", `${ZONE}?full=true`, undefined, 400, "unknown-field"],
  ["a wrong type", "PATCH", ZONE, { dnssecEnabled: "yes" }, 400, "invalid-field"],
  ["no body", "PATCH", ZONE, undefined, 400, "invalid-field"],
  [
    "too many additions",
    "PATCH",
    ZONE,
    { additions: Array(11).fill({ type: "A", hostName: "a" }) },
    400,
    "limit-exceeded",
  ],
  ["an unknown path", "GET", "/domains/v1/dns-zones", undefined, 404, "unknown-route"],
  ["an unknown method", "PUT", ZONE, {}, 404, "unknown-route"],
])("%s is refused and noted", async (_what, method, path, body, status, kind) => {
  const reply = await send(method, path, body);
  expect(reply.status).toBe(status);
  expect(reply.error()).toEqual({ message: expect.stringMatching(/./), details: expect.any(Object) });
  expect(await violations()).toEqual([kind]);
});

test("a violation names the request's number", async () => {
  await simulator.control.clearJournal();
  await send("GET", "/nowhere");
  const [entry] = (await simulator.control.journal()).requests;
  expect(await simulator.control.violations()).toMatchObject([{ sequence: entry?.sequence }]);
});
