import { describe, expect, test } from "@jest/globals";
import { connectWix } from "../../../provider/src/wix/client";
import { checkAvailability } from "../../../provider/src/wix/domain-search";
import { settingsFrom } from "../../../provider/src/wix/settings";
import type { Reply } from "../../../provider/src/wix/transport";

const headers = { "x-wix-request-id": "r" };
const refusal = (status: number): Reply => ({
  kind: "reply",
  status,
  headers,
  body: '{"message":"no","details":{}}',
});
const page = (status: number): Reply => ({ kind: "reply", status, headers: {}, body: "<p>no" });
const free: Reply = { kind: "reply", status: 200, headers, body: '{"availability":{"available":true}}' };

/** Searches where a call without a key gets this answer. @returns the keys that were sent */
const search = async (anonymous: Reply) => {
  const keys: (string | undefined)[] = [];
  const wix = connectWix({
    settings: settingsFrom(
      key => ({ apiKey: "the-key", accountId: "11111111-2222-4333-8444-555555555555" })[key],
      {},
    ),
    transport: exchange => {
      keys.push(exchange.headers.authorization);
      return Promise.resolve(exchange.headers.authorization === undefined ? anonymous : free);
    },
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  });
  const outcome = await checkAvailability(wix, "example.com").then(
    ({ available }) => available,
    (error: unknown) => error,
  );
  return { keys, outcome };
};

describe("a search", () => {
  test("needs no key", async () => expect(await search(free)).toEqual({ keys: [undefined], outcome: true }));

  test.each([
    ["by Wix, 401", refusal(401)],
    ["by Wix, 403", refusal(403)],
    ["by a page, 403", page(403)],
  ])("that is turned away %s is tried with the key", async (_name, reply) =>
    expect(await search(reply)).toEqual({ keys: [undefined, "the-key"], outcome: true }),
  );

  test("that Wix refuses for another reason is not", async () => {
    expect(await search(refusal(400))).toMatchObject({ keys: [undefined], outcome: { status: 400 } });
  });

  test("that Wix is in no state to answer is not", async () => {
    const { keys, outcome } = await search(refusal(503));
    expect(keys).toEqual(Array(8).fill(undefined));
    expect(outcome).toMatchObject({ transient: true });
  });
});
