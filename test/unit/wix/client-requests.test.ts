import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { connectWix, type Call } from "../../../provider/src/wix/client";
import { settingsFrom } from "../../../provider/src/wix/settings";
import { undiciTransport, type Exchange } from "../../../provider/src/wix/transport";
import { cancelInstance, cancelPackage } from "../../../provider/src/wix/packages";
import { recordingServer, type RecordingServer } from "./recording-server";

const apiKey = String.raw`IST.one"two\three/four`;
const accountId = "00000000-0000-4000-8000-000000000001";

const call: Call<unknown> = {
  what: "try it",
  method: "GET",
  path: "/v1/things",
  effect: "read",
  answer: z.looseObject({ thing: z.string() }),
};

/** @param sent collects the requests @param pauses collects the pauses between them, in ms */
const connect = (config: Record<string, string>, sent: Exchange[] = [], pauses: number[] = []) => {
  const transport = undiciTransport(10_000);
  return connectWix({
    settings: settingsFrom(key => ({ apiKey, accountId, ...config })[key], {}),
    transport: exchange => {
      sent.push(exchange);
      return transport(exchange);
    },
    clock: { now: () => 0, sleep: ms => Promise.resolve(void pauses.push(ms)) },
  });
};

let server: RecordingServer | undefined;
afterEach(() => server?.close());

const answering = async (): Promise<RecordingServer> =>
  (server = await recordingServer((_request, response) => response.end('{"thing":"x"}')));

describe("a request", () => {
  const headersOf = async (more: Partial<typeof call>) => {
    const { url, requests } = await answering();
    await connect({ baseUrl: url }).call({ ...call, ...more });
    return requests[0]?.headers;
  };

  test("carries the bare key, the account, and the wish for JSON", async () => {
    expect(await headersOf({})).toMatchObject({
      authorization: apiKey,
      "wix-account-id": accountId,
      accept: "application/json",
    });
  });

  test("carries no more headers than it needs", async () => {
    const headers = await headersOf({});
    expect(headers).not.toHaveProperty("wix-site-id");
    expect(headers).not.toHaveProperty("content-type");
  });

  test("names its site where that is asked for, and its own account", async () => {
    expect(await headersOf({ siteId: "site-1", accountId: "account-2" })).toMatchObject({
      "wix-site-id": "site-1",
      "wix-account-id": "account-2",
    });
  });

  test("says that its body is JSON", async () => {
    const headers = await headersOf({ method: "POST", body: { a: 1 } });
    expect(headers).toMatchObject({ "content-type": "application/json", "content-length": "7" });
  });

  test.each([
    ["GET", undefined, undefined],
    ["POST", "{}", "application/json"],
    ["PATCH", "{}", "application/json"],
    ["DELETE", "{}", "application/json"],
  ] as const)("without content is sent as Wix's own SDK sends it: %s with %s", async (method, body, type) => {
    const { url } = await answering();
    const sent: Exchange[] = [];
    await connect({ baseUrl: url }, sent).call({ ...call, method });
    expect(sent).toMatchObject([{ body }]);
    expect(sent[0]?.headers["content-type"]).toBe(type);
  });

  test.each([
    ["a package", cancelPackage],
    ["an instance", cancelInstance],
  ])(
    "that cancels %s names its key where Wix's reference and where its SDK have it",
    async (_name, cancel) => {
      server = await recordingServer((_request, response) => response.end("{}"));
      const sent: Exchange[] = [];
      const wix = connect({ baseUrl: server.url }, sent);
      const cancelled = cancel(wix, "p-1", { accountId, idempotencyKey: "a/b" });
      await expect(cancelled).rejects.toMatchObject({ kind: "unknown-outcome" });
      expect(sent).toMatchObject([{ method: "DELETE", body: '{"idempotencyKey":"a/b"}' }]);
      expect(sent[0]?.url).toMatch(/\/p-1\?idempotencyKey=a%2Fb$/);
    },
  );

  test("goes below the base URL's own path, with its query encoded", async () => {
    const { url, requests } = await answering();
    const query = { q: "a b&c", list: ["1", "2"], absent: undefined };
    await connect({ baseUrl: `${url}/gateway/` }).call({ ...call, query });
    expect(requests[0]?.url).toBe("/gateway/v1/things?q=a+b%26c&list=1&list=2");
  });

  test("reuses the connections of those before", async () => {
    const { url, requests, connections } = await answering();
    const wix = connect({ baseUrl: url });
    for (let calls = 0; calls < 50; calls++) await wix.call(call);
    expect(requests).toHaveLength(50);
    // A connection counts as busy for a moment after its last byte, so two take turns.
    expect(connections()).toBeLessThanOrEqual(2);
  });
});

test("a service in trouble that says when to come back is taken at its word", async () => {
  server = await recordingServer((_request, response) => {
    const busy = server?.requests.length === 1;
    response.writeHead(busy ? 503 : 200, { "retry-after": "9" }).end('{"thing":"x"}');
  });
  const pauses: number[] = [];
  await connect({ baseUrl: server.url }, [], pauses).call(call);
  expect(pauses).toEqual([9_000]);
});

describe("nothing is sent", () => {
  test.each([
    ["to a base URL without TLS", { baseUrl: "http://wix.example" }, /in the clear/],
    ["without a key", { apiKey: "" }, /no Wix API key is set/],
    ["without an account", { accountId: "" }, /no Wix account is set/],
    ["at a pace that is no number", { requestsPerMinute: "fast" }, /not a whole number/],
  ])("%s", async (_name, config, reason) => {
    const { url } = await answering();
    const sent: Exchange[] = [];
    const attempt = connect({ baseUrl: url, ...config }, sent).call(call);
    await expect(attempt).rejects.toMatchObject({ kind: "configuration", message: reason });
    expect(sent).toEqual([]);
  });
});

describe("the API key stands in no error", () => {
  const envelope = {
    message: `no such key: ${apiKey}`,
    details: {
      applicationError: { code: `NO ${apiKey}`, description: `authorization: ${apiKey}`, data: { apiKey } },
      validationError: { fieldViolations: [{ field: apiKey, description: `is ${apiKey}` }] },
    },
  };

  test.each([
    ["refuses", 403, JSON.stringify(envelope)],
    ["refuses with a page", 403, `<pre>authorization: ${apiKey}</pre>`],
    ["answers in another form", 200, JSON.stringify({ thing: { apiKey }, [apiKey]: 1 })],
    ["answers with a page", 200, `<pre>authorization: ${apiKey}</pre>`],
    ["is in trouble", 503, JSON.stringify(envelope)],
  ])("of a server that echoes it and %s", async (_name, status, body) => {
    server = await recordingServer((_request, response) => response.writeHead(status).end(body));
    const wix = connect({ baseUrl: server.url });
    for (const effect of ["read", "write"] as const) {
      const error: unknown = await wix.call({ ...call, effect }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).message).toContain("try it");
      expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/IST\.one|three/);
    }
  });

  test("of a server that hangs up, nor in what caused it", async () => {
    server = await recordingServer(request => request.socket.destroy());
    const error: unknown = await connect({ baseUrl: server.url })
      .call({ ...call, effect: "write" })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "unknown-outcome" });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/IST\.one|three/);
  });
});
