import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { hostileAnswers, initialState, type Simulator, startSimulator } from "../../../simulator/src";
import { type Send, sender } from "./account";

const ZONE = "/domains/v1/dns-zones/example.com";
const TXT = { type: "TXT", hostName: "example.com", ttl: 300, values: ["token"] };

let simulator: Simulator;
let send: Send;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 1, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(() => simulator.control.loadState(initialState()));
afterEach(() => simulator.control.clearFaults());
afterAll(() => simulator.close());

const addTxt = () => send("PATCH", ZONE, { additions: [TXT] });
const isAdded = async () => (await send("GET", ZONE)).zone().records.some(({ type }) => type === "TXT");

const NAMES = Object.keys(hostileAnswers("none"));

describe.each(["none", "done"] as const)("with effect %s", effect => {
  test.each(NAMES)("%s", async name => {
    await simulator.control.addFault({ method: "PATCH", action: hostileAnswers(effect)[name]! });
    const seen = await addTxt().catch((error: unknown) => (error as Error).message);
    expect(await isAdded()).toBe(effect === "done");
    if (typeof seen === "string") {
      expect(seen).toBe(name === "a dropped connection" ? "fetch failed" : "terminated");
      return;
    }
    expect(seen.headers.has("x-wix-request-id")).toBe(name.includes("envelope"));
    expect({ [name]: [seen.status, seen.headers.get("content-type"), seen.text] }).toEqual({
      [name]: expectation(name),
    });
  });
});

/** Status, content type and body. */
const expectation = (name: string) => {
  const status = Number(/\d{3}/.exec(name)?.[0]);
  if (name.startsWith("bare")) return [status, null, ""];
  if (name.startsWith("HTML"))
    return [status, "text/html;charset=UTF-8", expect.stringMatching(/^<!doctype/)];
  const body = name.includes("envelope")
    ? { message: "", details: {} }
    : { message: "no Route matched with those values" };
  return [status, "application/json;charset=UTF-8", JSON.stringify(body)];
};

test("every kind that is asked of a hostile world is there", () => {
  expect(NAMES).toEqual(
    expect.arrayContaining([
      "a proxy's JSON 404",
      ...["HTML 200", "HTML 403", "HTML 502"],
      ...[408, 429, 499, 500, 503, 520, 524].flatMap(status => [
        `${status} with Wix's envelope`,
        `bare ${status}`,
      ]),
      "an answer cut short",
      "a dropped connection",
    ]),
  );
});

test("a status can come as a text, with Retry-After, and with a request id of Wix", async () => {
  await simulator.control.addFault({
    method: "PATCH",
    action: { kind: "status", status: 503, body: "upstream connect error", retryAfterSeconds: 3 },
  });
  const { status, text, headers } = await addTxt();
  expect([status, text, headers.get("retry-after")]).toEqual([503, "upstream connect error", "3"]);
  expect(headers.get("x-wix-request-id")).toMatch(/^simulated-1-/);
});

test.each([
  [{ kind: "status", status: 500, applied: true }, "done"],
  [{ kind: "status", status: 500, applied: false }, "none"],
  [{ kind: "html", applied: true }, "done"],
  [{ kind: "drop", when: "after" }, "done"],
  [{ kind: "drop", when: "before" }, "none"],
  [{ kind: "drop", when: "after", effect: "none" }, "none"],
  [{ kind: "truncate" }, "done"],
  [{ kind: "throttle" }, "none"],
  [{ kind: "throttle", effect: "done" }, "done"],
] as const)("%j is a rule with effect %s, and can be added as it is read", async (action, effect) => {
  const { rule } = await simulator.control.addFault({ method: "PATCH", action });
  expect(rule.action).toMatchObject({ kind: action.kind, effect });
  expect((await simulator.control.addFault(rule)).rule).toEqual(rule);
  await addTxt().catch(() => undefined);
  await simulator.control.clearFaults();
  expect(await isAdded()).toBe(effect === "done");
});

test("who went away while the request was held has seen no status", async () => {
  const { id } = await simulator.control.addFault({ action: { kind: "hold", when: "after" } });
  const client = new AbortController();
  const request = fetch(simulator.url + ZONE, { signal: client.signal });
  const sequence = await simulator.control.untilHeld(id);
  client.abort();
  await expect(request).rejects.toThrow("aborted");
  // By the time of another answer the simulator has noticed, too.
  await send("GET", ZONE);
  await simulator.control.release(id);
  await send("GET", ZONE);
  const entry = (await simulator.control.journal()).requests.find(one => one.sequence === sequence);
  expect(entry).toMatchObject({ performed: true, status: null });
});

test("a truncated refusal keeps its status", async () => {
  await simulator.control.addFault({ action: { kind: "truncate", status: 504, effect: "none" } });
  const response = await fetch(simulator.url + ZONE);
  expect([response.status, response.headers.get("content-length")]).toEqual([504, "27"]);
  await expect(response.text()).rejects.toThrow("terminated");
});

test.each([
  ["a status below 200", { kind: "status", status: 199 }],
  ["an effect that is none of the two", { kind: "drop", effect: "half" }],
  ["a body that is no JSON object, list or text", { kind: "status", status: 500, body: 7 }],
])("refuses %s", async (_what, action) => {
  await expect(simulator.control.addFault({ action: action as never })).rejects.toThrow(/Invalid|expected/);
});

describe("every answer of the API carries x-wix-request-id, and every refusal message and details", () => {
  test.each<[string, string, string, unknown, Record<string, string | undefined>, number, object]>([
    ["an unknown route", "GET", "/nowhere", undefined, {}, 404, {}],
    ["an unknown method", "PUT", ZONE, {}, {}, 404, {}],
    ["a badly encoded path", "GET", "/domains/v1/dns-zones/%zz", undefined, {}, 404, {}],
    ["malformed JSON", "PATCH", ZONE, "{", {}, 400, {}],
    [
      "an unknown field",
      "PATCH",
      ZONE,
      { force: true },
      {},
      400,
      { validationError: { fieldViolations: [expect.objectContaining({ ruleName: "UNKNOWN_FIELD" })] } },
    ],
    [
      "an unknown key",
      "GET",
      ZONE,
      undefined,
      { authorization: "stolen" },
      404,
      { applicationError: { code: "USER_ID_NOT_FOUND", description: "no identity", data: {} } },
    ],
  ])("%s", async (_what, method, path, body, headers, status, details) => {
    const reply = await send(method, path, body, headers);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("x-wix-request-id")).toMatch(/^simulated-1-\d+$/);
    expect(reply.error()).toEqual({ message: expect.stringMatching(/./), details });
  });

  test("a body beyond what a zone can hold, which is answered like any other", async () => {
    const values = Array<string>(50).fill("x".repeat(40_000));
    const reply = await send("PATCH", ZONE, { additions: [{ ...TXT, values: [...values, "one more"] }] });
    expect([reply.status, reply.code()]).toEqual([400, "MAX"]);
    expect(reply.headers.get("x-wix-request-id")).toMatch(/^simulated-1-\d+$/);
  });
});
