import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { connectWix, type Call } from "../../../provider/src/wix/client";
import { settingsFrom } from "../../../provider/src/wix/settings";
import { eventClock } from "./event-clock";

const MINUTE = 60_000;
const PER_MINUTE = 200;

const write: Call<object> = {
  what: "change it",
  method: "PATCH",
  path: "/v1/things",
  effect: "write",
  answer: z.looseObject({}),
};

interface Weather {
  calls: number;
  /** How long every answer is a 429, in ms. */
  lasts: number;
  /** ms from a start to its answer, of the request of this number. */
  latency: (request: number) => number;
  retryAfter?: string;
  /** In [0, 1). */
  random: () => number;
}

const endless = (seed: number) => {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
};

const busiestWindow = (instants: readonly number[]): number => {
  let busiest = 0;
  for (let from = 0, to = 0; to < instants.length; to++) {
    while ((instants[to] ?? 0) - (instants[from] ?? 0) >= MINUTE) from++;
    busiest = Math.max(busiest, to - from + 1);
  }
  return busiest;
};

/** Makes so many calls at once, and counts what happens. */
const ride = async ({ calls, lasts, latency, retryAfter, random }: Weather) => {
  const clock = eventClock();
  const starts: number[] = [];
  const attempts = new Map<string, number>();
  const wix = connectWix({
    settings: settingsFrom(
      key =>
        ({
          apiKey: "k",
          accountId: "11111111-2222-4333-8444-555555555555",
          requestsPerMinute: String(PER_MINUTE),
        })[key],
      {},
    ),
    clock,
    random,
    transport: async ({ url }) => {
      starts.push(clock.now());
      attempts.set(url, (attempts.get(url) ?? 0) + 1);
      await clock.sleep(latency(starts.length));
      const headers = { "x-wix-request-id": "r", "retry-after": retryAfter };
      return clock.now() < lasts
        ? { kind: "reply", status: 429, headers, body: '{"message":"","details":{}}' }
        : { kind: "reply", status: 200, headers, body: "{}" };
    },
  });
  const all = Array.from({ length: calls }, (_, index) =>
    wix.call({ ...write, path: `/v1/things/${index}` }).then(
      () => true,
      () => false,
    ),
  );
  const succeeded = (await clock.until(Promise.all(all))).filter(Boolean).length;
  return {
    succeeded,
    seconds: clock.now() / 1_000,
    requests: starts.length,
    mostAttempts: Math.max(...attempts.values()),
    busiest: busiestWindow(starts),
  };
};

const LATENCIES: [string, (random: () => number) => Weather["latency"]][] = [
  ["50 ms", () => () => 50],
  ["20 to 1,500 ms", random => () => 20 + random() * 1_480],
  ["growing, up to 4 s", () => request => Math.min(4_000, 100 + request * 20)],
];

describe("after a storm of 5 s, 256 calls that wait are done within three times what the pace needs", () => {
  const bound = 3 * (256 / PER_MINUTE) * 60;
  const cases = LATENCIES.flatMap(([name, latency]) =>
    [undefined, "0", "1", "5", "30"].map(retryAfter => [name, retryAfter, latency] as const),
  );

  test.each(cases)("answers take %s, Retry-After is %s", async (_name, retryAfter, latency) => {
    for (const seed of [1, 2, 3]) {
      const random = endless(seed);
      const result = await ride({
        calls: 256,
        lasts: 5_000,
        latency: latency(random),
        random,
        ...(retryAfter !== undefined && { retryAfter }),
      });
      expect(result).toMatchObject({ succeeded: 256 });
      expect(result.seconds).toBeLessThanOrEqual(bound);
      expect(result.busiest).toBeLessThanOrEqual(PER_MINUTE);
      expect(result.mostAttempts).toBeLessThanOrEqual(4);
    }
  });
});

describe("a storm of a minute, as long as Wix counts, uses up nobody's attempts", () => {
  test.each([1, 2, 10, 60, 256])("%d calls", async calls => {
    for (const [, latency] of LATENCIES)
      for (const chance of [() => 0, () => 0.999, endless(5)])
        for (const retryAfter of [undefined, "1"]) {
          const random = endless(3);
          const result = await ride({
            calls,
            lasts: MINUTE,
            latency: latency(random),
            random: chance,
            ...(retryAfter !== undefined && { retryAfter }),
          });
          expect(result).toMatchObject({ succeeded: calls });
          expect(result.busiest).toBeLessThanOrEqual(PER_MINUTE);
        }
  });
});
