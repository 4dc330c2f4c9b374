import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { isConfigurationError } from "../../../provider/src/wix/errors";
import { readOnly } from "../../../provider/src/wix/read-only";
import type { Exchange, Reply } from "../../../provider/src/wix/transport";

const BASE = "http://127.0.0.1:4000";
const ANSWER: Reply = { kind: "reply", status: 200, headers: {}, body: "{}" };

const sent: string[] = [];
const transport = readOnly(({ method, url }) => {
  sent.push(`${method} ${url.slice(BASE.length)}`);
  return Promise.resolve(ANSWER);
});
const send = (method: Exchange["method"], path: string): Promise<Reply> =>
  transport({ method, url: BASE + path, headers: { authorization: "secret-key" }, body: undefined });

/** Every call of the provider, as its source has it: method, path as far as it is plain, and what it says of itself. */
const CALLS = globSync("provider/src/wix/*.ts", { cwd: resolve(__dirname, "../../..") }).flatMap(file => {
  const text = readFileSync(resolve(__dirname, "../../..", file), "utf8");
  return [...text.matchAll(/method: "(\w+)",(?:(?!method:)[^])*?effect: "(\w+)"/g)].map(
    ([call, method, effect]) => ({
      file,
      method,
      effect,
      path: /path: [`"]([^`"]*)/.exec(call)?.[1] ?? "",
    }),
  );
});

describe("a connection that only reads", () => {
  test.each([
    ["GET", "/domains/v1/dns-zones/example.com"],
    ["GET", "/domains/v1/connected-domains?paging.limit=100"],
    ["POST", "/resellers/v1/packages/query"],
    ["POST", "/site-list/v2/sites/query"],
  ] as const)("lets %s %s pass", async (method, path) => {
    sent.length = 0;
    await expect(send(method, path)).resolves.toBe(ANSWER);
    expect(sent).toEqual([`${method} ${path}`]);
  });

  test.each([
    ["POST", "/resellers/v2/packages"],
    ["POST", "/domains/v1/registered-domains"],
    ["POST", "/domains/v1/registered-domains/example.com/redeem"],
    ["POST", "/domains/v1/domain-assignments"],
    ["POST", "/b2b-site-management/v1/transfer-site"],
    ["POST", "/resellers/v2/packages?x=/resellers/v1/packages/query"],
    ["POST", "/resellers/v1/packages/query/all"],
    ["PATCH", "/resellers/v1/packages/query"],
    ["PATCH", "/domains/v1/dns-zones/example.com"],
    ["DELETE", "/domains/v1/connected-domains/example.com"],
  ] as const)("sends no %s %s, and says so", async (method, path) => {
    sent.length = 0;
    const error: unknown = await send(method, path).catch((reason: unknown) => reason);
    expect(sent).toEqual([]);
    expect(isConfigurationError(error)).toBe(true);
    expect(String(error)).toContain(`${method} ${new URL(BASE + path).pathname} was not sent`);
    expect(String(error)).not.toContain("secret-key");
  });

  test("is asked by no call that says of itself that it writes, and by GET for nothing else", () => {
    expect(CALLS.length).toBeGreaterThan(20);
    expect(CALLS.filter(({ method, effect }) => method === "GET" && effect !== "read")).toEqual([]);
    const queries = CALLS.filter(({ method, effect }) => method !== "GET" && effect === "read");
    expect(queries.map(({ method, path }) => `${method ?? ""} ${path}`).sort()).toEqual([
      "POST ${PACKAGES}/query",
      "POST /site-list/v2/sites/query",
    ]);
  });
});
