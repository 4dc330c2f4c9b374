import { describe, expect, test } from "@jest/globals";
import type { Clock } from "../../../provider/src/core/clock";
import { WaitTimeout } from "../../../provider/src/core/wait-timeout";
import { nextPause, waitUntil, type Verdict, type Wait } from "../../../provider/src/core/wait";
import { TransportError, WixError } from "../../../provider/src/wix/errors";

/** A clock that moves only when somebody sleeps. */
const makeClock = () => {
  const began = Date.parse("2026-02-01T10:00:00.000Z");
  let now = began;
  const clock: Clock = {
    now: () => now,
    sleep: ms => {
      now += ms;
      return Promise.resolve();
    },
  };
  return { clock, elapsed: () => now - began, pass: (ms: number) => (now += ms) };
};

type Look = string | Error;

const failed = { what: "read package p", requestId: "r-1" };
const wixError = (status: number, code?: string) => new WixError(failed, status, code, "");

const judge = (status: string): Verdict<string> => {
  if (status === "ENABLED") return { kind: "settled", value: status };
  if (status === "FAILED") return { kind: "failed", error: new Error("it failed") };
  return { kind: "waiting", status };
};

/** Waits while each look shows the next of these; the last one stays. */
const waitThrough = (looks: readonly Look[], more: Partial<Wait<string, string>> = {}) => {
  const time = makeClock();
  const said: string[] = [];
  const at: number[] = [];
  const wait = waitUntil(
    { clock: time.clock, log: line => void said.push(line), random: () => 0.5, deadline: Infinity },
    {
      what: "package p",
      probe: () => {
        const look = looks[Math.min(at.length, looks.length - 1)] ?? "";
        at.push(time.elapsed());
        return look instanceof Error ? Promise.reject(look) : Promise.resolve(look);
      },
      judge,
      within: 600_000,
      interval: 2_000,
      remediation: "Run again.",
      ...more,
    },
  );
  return { wait, said, at, time };
};

const timeoutOf = async (wait: Promise<unknown>): Promise<WaitTimeout> => {
  const error = await wait.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WaitTimeout);
  return error as WaitTimeout;
};

describe("a wait", () => {
  test("ends with the first look where it has settled already, without a word", async () => {
    const { wait, said, at } = waitThrough(["ENABLED"]);
    await expect(wait).resolves.toBe("ENABLED");
    expect({ said, at }).toEqual({ said: [], at: [0] });
  });

  test("ends with the judge's error as soon as it gives one", async () => {
    const { wait, at } = waitThrough(["PENDING", "FAILED", "ENABLED"]);
    await expect(wait).rejects.toThrow("it failed");
    expect(at).toHaveLength(2);
  });

  test("goes on through a status that nobody has heard of", async () => {
    const { wait } = waitThrough(["PENDING", "POLISHING", "ENABLED"]);
    await expect(wait).resolves.toBe("ENABLED");
  });

  test.each([["no connection", new TransportError(failed, "no connection")]])(
    "goes on through %s",
    async (_name, trouble) => {
      const { wait } = waitThrough(["PENDING", trouble, trouble, "ENABLED"]);
      await expect(wait).resolves.toBe("ENABLED");
    },
  );

  test.each([
    ["a missing permission", wixError(403)],
    ["a revoked key", wixError(401)],
    ["a fault of ours", new TypeError("undefined is not a function")],
  ])("ends at %s", async (_name, trouble) => {
    const { wait } = waitThrough(["PENDING", trouble, "ENABLED"]);
    await expect(wait).rejects.toBe(trouble);
  });

  test("looks less and less often, once a minute at least", async () => {
    const { wait, at } = waitThrough(["PENDING"], { within: 3_600_000 });
    await timeoutOf(wait);
    const pauses = at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
    expect(pauses.slice(0, 4)).toEqual([2_000, 3_000, 4_500, 6_750]);
    expect(Math.max(...pauses)).toBe(60_000);
  });

  test("looks once more at the end of its time, and settles there if it may", async () => {
    const { wait, at } = waitThrough(["PENDING", "PENDING", "PENDING", "ENABLED"], { within: 6_000 });
    await expect(wait).resolves.toBe("ENABLED");
    expect(at).toEqual([0, 2_000, 5_000, 6_000]);
  });

  test("ends though each look takes longer than all of its time", async () => {
    const time = makeClock();
    let looks = 0;
    const wait = waitUntil(
      { clock: time.clock, log: () => undefined, deadline: Infinity },
      {
        what: "package p",
        probe: () => {
          looks++;
          time.pass(90_000);
          return Promise.resolve("PENDING");
        },
        judge,
        within: 60_000,
        interval: 2_000,
        remediation: "Run again.",
      },
    );
    await timeoutOf(wait);
    expect(looks).toBe(2);
  });

  test("tells at its end what, since when, the last status, what is missing, the way out and the request", async () => {
    const { wait } = waitThrough(["PENDING", "CHECKING"], {
      within: 90_000,
      judge: status => ({ kind: "waiting", status, missing: "expected NS1, seen NS2" }),
      requestId: status => `request-of-${status}`,
    });
    const { message } = await timeoutOf(wait);
    expect(message).toBe(
      "package p did not settle within 1m 30s (since 2026-02-01T10:00:00.000Z); last status: CHECKING " +
        "(request id request-of-CHECKING).\n  expected NS1, seen NS2\n  Run again.",
    );
  });

  test("tells at its end why the last look failed", async () => {
    const { wait } = waitThrough(["PENDING", new TransportError(failed, "HTTP 503")], { within: 10_000 });
    expect((await timeoutOf(wait)).message).toMatch(/last status: PENDING[^]*HTTP 503/);
  });

  test("of a state that flaps asks that it hold", async () => {
    const { wait, at } = waitThrough(["ENABLED", "PENDING", "ENABLED", "ENABLED"], { holds: 2 });
    await wait;
    expect(at).toHaveLength(4);
  });

  test("says when it begins, when the status changes, and once a minute in between", async () => {
    const { wait, said } = waitThrough(["PENDING", "PENDING", "CHECKING"], { within: 200_000 });
    await timeoutOf(wait);
    expect(said[0]).toBe("waiting for package p: PENDING (for up to 3m 20s)");
    expect(said[1]).toBe("package p: CHECKING");
    expect(said.slice(2)).toEqual([
      expect.stringMatching(/^package p: still CHECKING after 1m/),
      expect.stringMatching(/^package p: still CHECKING after 3m 20s/),
    ]);
  });
});

describe("a pause", () => {
  test("varies by a quarter either way", () => {
    expect([0, 0.5, 0.999].map(random => nextPause(1, 2_000, random, 60_000))).toEqual([1_500, 2_000, 2_499]);
  });

  test("never passes the deadline, and is never negative", () => {
    expect(nextPause(30, 2_000, 0.999, 700)).toBe(700);
    expect(nextPause(30, 2_000, 0.5, -5)).toBe(0);
  });

  test("stays bounded however often one has looked", () => {
    expect(nextPause(1_000_000, 2_000, 0.5, Infinity)).toBe(60_000);
  });
});
