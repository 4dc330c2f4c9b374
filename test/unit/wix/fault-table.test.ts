import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { isTransient } from "../../../provider/src/core/transience";
import { connectWix, type Call } from "../../../provider/src/wix/client";
import { isTransportError } from "../../../provider/src/wix/errors";
import { settingsFrom } from "../../../provider/src/wix/settings";
import type { Reply } from "../../../provider/src/wix/transport";

const requestId = "1763732416.1234";
const call: Call<unknown> = {
  what: "touch it",
  method: "POST",
  path: "/v1/things",
  effect: "read",
  answer: z.looseObject({ thing: z.looseObject({ name: z.string() }) }),
};

const answered = (status: number, body: string, headers: Record<string, string> = {}): Reply => ({
  kind: "reply",
  status,
  headers,
  body,
});
const envelope = (code: string) =>
  JSON.stringify({ message: "", details: { applicationError: { code, description: `is ${code}` } } });
const byWix = (status: number, code = "BUSY", headers: Record<string, string> = {}): Reply =>
  answered(status, envelope(code), { "x-wix-request-id": requestId, ...headers });
const page = (status: number): Reply =>
  answered(status, "<!doctype html><title> Access\n denied </title><p>Go away");
const truncated = (status: number): Reply => ({
  kind: "cut-short",
  status,
  headers: { "x-wix-request-id": requestId },
  reason: "other side closed",
});
const lost = (sent: boolean): Reply => ({ kind: "lost", sent, reason: "socket hang up", cause: undefined });

/** Calls once where every attempt meets this. */
const failure = async (reply: Reply, effect: "read" | "write", more: Partial<typeof call> = {}) => {
  let attempts = 0;
  let now = 0;
  const wix = connectWix({
    settings: settingsFrom(
      key =>
        ({
          apiKey: "the-api-key",
          accountId: "11111111-2222-4333-8444-555555555555",
          baseUrl: "https://wix.example/v",
        })[key],
      {},
    ),
    transport: () => Promise.resolve((attempts++, reply)),
    clock: { now: () => now, sleep: ms => Promise.resolve(void (now += ms)) },
    random: () => 0.5,
  });
  const error = await wix.call({ ...call, ...more, effect }).then(
    () => {
      throw new Error("answered");
    },
    (reason: unknown) => reason as Error & { kind: string },
  );
  return { attempts, error, kind: error.kind, transient: isTransient(error), message: error.message };
};

const ON_THE_WAY =
  "something between here and Wix answered, or wix:baseUrl (https://wix.example/v) is not Wix's API. " +
  "Check wix:baseUrl or WIX_BASE_URL, and proxies.";
const UNKNOWN = 'whether Wix did "touch it" is unknown: ';
const COULD_NOT = "could not touch it: ";

type Ending = [attempts: number, kind: "wix" | "transport" | "unknown-outcome", transient: boolean];
const PASSES: Ending = [8, "transport", true];
const ENDS: Ending = [1, "transport", false];
const REFUSED: Ending = [1, "wix", false];
const IN_DOUBT: Ending = [1, "unknown-outcome", false];

const TABLE: [name: string, reply: Reply, read: Ending, write: Ending, says: string][] = [
  ["dropped before it left", lost(false), PASSES, PASSES, "socket hang up"],
  ["dropped after it left", lost(true), PASSES, IN_DOUBT, "socket hang up"],
  ["answered 408 by Wix", byWix(408), PASSES, IN_DOUBT, 'Wix answered HTTP 408, BUSY, "is BUSY"'],
  [
    "answered 425",
    page(425),
    PASSES,
    IN_DOUBT,
    'wix.example answered HTTP 425 with the page "Access denied"',
  ],
  [
    "throttled by Wix",
    byWix(429),
    PASSES,
    PASSES,
    'Wix answered HTTP 429, BUSY, "is BUSY"; nothing was changed',
  ],
  ["throttled by a proxy", page(429), PASSES, PASSES, "; nothing was changed"],
  ["throttled, the answer cut short", truncated(429), PASSES, PASSES, "; nothing was changed"],
  ["answered 499", answered(499, ""), PASSES, IN_DOUBT, "answered HTTP 499 with an empty body"],
  ["answered 500 by Wix", byWix(500), PASSES, IN_DOUBT, "Wix answered HTTP 500"],
  ["answered 502", page(502), PASSES, IN_DOUBT, "answered HTTP 502 with the page"],
  ["answered 503", byWix(503), PASSES, IN_DOUBT, "Wix answered HTTP 503"],
  ["answered 504", page(504), PASSES, IN_DOUBT, "answered HTTP 504 with the page"],
  ["answered 520", page(520), PASSES, IN_DOUBT, "answered HTTP 520 with the page"],
  ["answered 524", page(524), PASSES, IN_DOUBT, "answered HTTP 524 with the page"],
  ["cut short", truncated(200), PASSES, IN_DOUBT, "the answer (HTTP 200) was cut short: other side closed"],
  ["cut short, not found", truncated(404), PASSES, IN_DOUBT, "the answer (HTTP 404) was cut short"],
  ["sent on, with 302", answered(302, ""), ENDS, IN_DOUBT, ON_THE_WAY],
  ["answered 403 by a page", page(403), ENDS, IN_DOUBT, ON_THE_WAY],
  ["answered 404 by a proxy's JSON", answered(404, '{"message":"no Route"}'), ENDS, IN_DOUBT, ON_THE_WAY],
  [
    "answered 404 in Wix's form without its id",
    answered(404, envelope("NOT_FOUND")),
    ENDS,
    IN_DOUBT,
    ON_THE_WAY,
  ],
  [
    "answered 404 with an empty id",
    answered(404, envelope("NOT_FOUND"), { "x-wix-request-id": "" }),
    ENDS,
    IN_DOUBT,
    "(no request id, the JSON ",
  ],
  [
    "answered 400 with Wix's id in no form of its",
    answered(400, '{"message":"subject is missing"}', { "x-wix-request-id": requestId }),
    ENDS,
    IN_DOUBT,
    '(no error envelope, the message "subject is missing")',
  ],
  ["answered 501 by a page", page(501), ENDS, IN_DOUBT, ON_THE_WAY],
  ["answered 422 by Wix", byWix(422, "ODD"), ENDS, IN_DOUBT, 'Wix answered HTTP 422, ODD, "is ODD"'],
  ["answered 200 by a page", page(200), ENDS, IN_DOUBT, ON_THE_WAY],
  ["answered 200 by nothing", answered(200, ""), ENDS, IN_DOUBT, ON_THE_WAY],
  ["answered 204", answered(204, ""), ENDS, IN_DOUBT, ON_THE_WAY],
  ["answered 200 by a list", answered(200, "[]"), ENDS, IN_DOUBT, ON_THE_WAY],
  ["answered 200 by another server", answered(200, '{"ok":true}'), ENDS, IN_DOUBT, ON_THE_WAY],
  [
    "answered 200 by Wix in another form",
    answered(200, '{"thing":{}}', { "x-wix-request-id": requestId }),
    ENDS,
    IN_DOUBT,
    "the answer (HTTP 200) is not in Wix's form: thing.name: ",
  ],
  ...[400, 401, 403, 404, 409, 428, 501].map((status): (typeof TABLE)[0] => [
    `refused by Wix with ${status}`,
    byWix(status, "NO"),
    REFUSED,
    REFUSED,
    `Wix says NO, "is NO" (HTTP ${status}, request id ${requestId})`,
  ]),
];

describe.each(TABLE)("what is %s", (_name, reply, read, write, says) => {
  test.each([
    ["read", read],
    ["write", write],
  ] as const)("as a %s ends as it has to", async (effect, [attempts, kind, transient]) => {
    const ended = await failure(reply, effect);
    expect(ended).toMatchObject({ attempts, kind, transient });
    expect(ended.message).toContain(says);
    expect(ended.message.startsWith(kind === "unknown-outcome" ? UNKNOWN : COULD_NOT)).toBe(true);
    const known = reply.kind !== "lost" && reply.headers["x-wix-request-id"];
    expect(ended.message.includes(`request id ${requestId}`)).toBe(Boolean(known));
    expect(ended.message.includes("after 8 attempts")).toBe(attempts === 8);
  });
});

const isThrottled = (error: unknown): boolean => isTransportError(error) && error.throttled;

describe("throttling", () => {
  test("is told apart from all other trouble, and says how to slow down", async () => {
    const throttled = await failure(byWix(429), "write");
    expect(isThrottled(throttled.error)).toBe(true);
    expect(throttled.message).toContain("\n  Wix throttles this account. Lower wix:requestsPerMinute");
    for (const other of [byWix(503), lost(true), byWix(404)])
      expect(isThrottled((await failure(other, "read")).error)).toBe(false);
  });

  test("for longer than a run has patience for ends at once, and tells for how long", async () => {
    const { attempts, transient, message } = await failure(
      byWix(429, "BUSY", { "retry-after": "600" }),
      "write",
    );
    expect({ attempts, transient }).toEqual({ attempts: 1, transient: true });
    expect(message).toContain("Retry-After: 600; nothing was changed");
  });
});

describe("who is not Wix", () => {
  const quoteOf = async (body: string, more: Partial<typeof call> = {}): Promise<string | undefined> =>
    /\(no request id, (?:no error envelope, )?(.*)\): something between/.exec(
      (await failure(answered(404, body), "read", more)).message,
    )?.[1];

  test.each([
    ["", "an empty body"],
    [" \n", "an empty body"],
    ['{"message":"no Route matched with those values"}', 'the message "no Route matched with those values"'],
    ['{"message":"","error":1}', 'the JSON "{"message":"","error":1}"'],
    ["[1]", 'the JSON "[1]"'],
    ["null", 'the JSON "null"'],
    ["<html><head><TITLE lang='en'>404\n Not Found</TITLE></head>", 'the page "404 Not Found"'],
    ["  <script>var a = '<b>';</script><h1>Not\there</h1><style>p{}</style>", 'the page "Not here"'],
    ["<title></title><p>gone", 'the page "gone"'],
    ["upstream not found", 'the text "upstream not found"'],
  ])("is quoted: %j", async (body, says) => expect(await quoteOf(body)).toBe(says));

  test("is quoted up to 80 characters", async () => {
    expect(await quoteOf("x".repeat(80))).toBe(`the text "${"x".repeat(80)}"`);
    expect(await quoteOf("x".repeat(81))).toBe(`the text "${"x".repeat(79)}…"`);
  });

  test("shows no part of the key where the quote ends within it", async () => {
    const before = "x".repeat(72);
    expect(await quoteOf(`${before}the-api-key`)).toBe(`the text "${before}[API ke…"`);
  });

  test.each([401, 403])("that answers %d may be one who knows nothing of the key", async status => {
    const { message } = await failure(answered(status, "no"), "read");
    expect(message).toMatch(/wix:baseUrl[^]*\n {2}.*(API key|wix:apiKey)/);
  });
});

describe("a call's secrets", () => {
  const secrets = ["10 mx1.secret.example", "hush"];
  const echo = (status: number, wix: boolean, text: string): Reply =>
    answered(
      status,
      JSON.stringify({
        message: text,
        details: {
          applicationError: { code: `NO ${text}`, description: text },
          validationError: { fieldViolations: [{ field: text, description: text }] },
        },
      }),
      wix ? { "x-wix-request-id": requestId } : {},
    );

  test.each([400, 404, 422, 429, 503, 200])("stand in no error of an answer %d", async status => {
    for (const effect of ["read", "write"] as const)
      for (const wix of [true, false]) {
        const reply = echo(status, wix, "bad: 10 MX1.secret.example, hush the-api-key");
        const { error, message } = await failure(reply, effect, { secrets, what: "set hush" });
        expect(JSON.stringify(error) + message).not.toMatch(/mx1|secret\.example|hush|the-api-key/i);
        expect(message).toContain("set [secret]");
      }
  });

  test("leave Wix's codes as they are, since they are compared", async () => {
    const { error } = await failure(byWix(404, "NOT_FOUND"), "read", { secrets: ["FOUND", "NOT FOUND"] });
    expect(error).toMatchObject({ code: "NOT_FOUND" });
  });
});
