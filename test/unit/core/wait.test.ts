import { describe, expect, test } from "@jest/globals";
import { systemClock, type Clock } from "../../../provider/src/core/clock";
import { WaitTimeout } from "../../../provider/src/core/wait-timeout";
import { StillWaiting } from "../../../provider/src/core/still-waiting";
import { waitUntil, type Verdict, type Wait } from "../../../provider/src/core/wait";
import { TransportError, UnknownOutcome, WixError } from "../../../provider/src/wix/errors";

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
const waitThrough = (
  looks: readonly Look[],
  more: Partial<Wait<string, string>> = {},
  operation: { timeout?: number; passed?: number; signal?: AbortSignal; maxWait?: number } = {},
) => {
  const { timeout, passed = 0, signal, maxWait } = operation;
  const time = makeClock();
  const began = time.clock.now();
  const deadline = began + (timeout ?? Infinity);
  let watching = 0;
  time.pass(passed);
  const said: string[] = [];
  const at: number[] = [];
  const wait = waitUntil(
    {
      clock: time.clock,
      log: line => void said.push(line),
      random: () => 0.5,
      deadline,
      ...(timeout !== undefined && { timeout }),
      ...(signal && { signal }),
      ...(maxWait !== undefined && { maxWait: { ms: maxWait, until: began + maxWait } }),
      watch: () => {
        watching++;
        return () => {
          watching--;
        };
      },
    },
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
  return { wait, said, at, time, watching: () => watching };
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
    ["a write that may have been done", new UnknownOutcome(failed, "lost")],
    ["an answer that is not Wix's", new TransportError(failed, "a page", { transient: false })],
    ["a fault of ours", new TypeError("undefined is not a function")],
  ])("ends at %s", async (_name, trouble) => {
    const { wait } = waitThrough(["PENDING", trouble, "ENABLED"]);
    await expect(wait).rejects.toBe(trouble);
  });

  test("looks less and less often: once a minute at least, later whenever a twentieth of its age has passed", async () => {
    const { wait, at } = waitThrough(["PENDING"], { within: 48 * 3_600_000 });
    await timeoutOf(wait);
    const pauses = at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
    expect(pauses.slice(0, 4)).toEqual([2_000, 3_000, 4_500, 6_750]);
    expect(Math.max(...pauses.slice(0, 20))).toBe(52_500);
    const ages = at.slice(40, -2);
    for (const [index, age] of ages.entries())
      expect((pauses[index + 40] ?? 0) / age).toBeCloseTo(0.875 / 20, 5);
    expect(at.length).toBeLessThan(200);
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
      "package p did not settle within 1m 30s (since 2026-02-01 10:00 UTC); last status: CHECKING " +
        "(request id request-of-CHECKING).\n  expected NS1, seen NS2\n  Run again.",
    );
  });

  test("tells at its end why the last look failed", async () => {
    const { wait } = waitThrough(["PENDING", new TransportError(failed, "HTTP 503")], { within: 10_000 });
    expect((await timeoutOf(wait)).message).toMatch(/last status: PENDING[^]*HTTP 503/);
  });

  test("tells at its end that nothing was ever seen", async () => {
    const { wait } = waitThrough([new TransportError(failed, "HTTP 503")], { within: 10_000 });
    expect((await timeoutOf(wait)).message).toMatch(/last status: not seen yet\.[^]*HTTP 503/);
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
      expect.stringMatching(/^package p: still CHECKING after 3m/),
    ]);
  });

  test("says whenever what is missing changes, and takes another order for no change", async () => {
    const missing = [
      "",
      "MX: expected a, b; seen c",
      "MX: expected b, a; seen c",
      "MX: expected a, b; seen d",
      "MX: expected ab; seen d",
      "",
    ];
    const { wait, said } = waitThrough([...missing, "ENABLED"], {
      judge: look =>
        look === "ENABLED"
          ? { kind: "settled", value: look }
          : { kind: "waiting", status: "FAILED", ...(look !== "" && { missing: look }) },
    });
    await wait;
    expect(said).toEqual([
      "waiting for package p: FAILED (for up to 10m)",
      "package p: FAILED\n  MX: expected a, b; seen c",
      "package p: FAILED\n  MX: expected a, b; seen d",
      "package p: FAILED\n  MX: expected ab; seen d",
      "package p: FAILED",
    ]);
  });

  test("says with its first word what is missing", async () => {
    const { wait, said } = waitThrough(["PENDING"], {
      within: 0,
      judge: status => ({ kind: "waiting", status, missing: "MX: expected a; seen nothing" }),
    });
    await timeoutOf(wait);
    expect(said).toEqual(["waiting for package p: PENDING (for up to 0ms)\n  MX: expected a; seen nothing"]);
  });

  test("says nothing itself of trouble that may pass: the process tells that once for all", async () => {
    const { wait, said } = waitThrough([
      "PENDING",
      new TransportError(failed, "HTTP 503"),
      "PENDING",
      "ENABLED",
    ]);
    await wait;
    expect(said).toEqual(["waiting for package p: PENDING (for up to 10m)"]);
  });

  test.each<[string, readonly Look[]]>([
    ["settles", ["PENDING", "ENABLED"]],
    ["fails", ["PENDING", "FAILED"]],
  ])("counts as somebody who waits for Wix until it %s", async (_name, looks) => {
    const seen: number[] = [];
    const { wait, watching } = waitThrough(looks, {
      judge: status => {
        seen.push(watching());
        return judge(status);
      },
    });
    await wait.catch(() => undefined);
    expect({ seen, after: watching() }).toEqual({ seen: [1, 1], after: 0 });
  });

  test.each([
    [3_540_000, "59m"],
    [3_599_000, "59m 59s"],
    [3_629_000, "1h"],
    [176_399_000, "49h"],
  ])("of %d ms says how long to the second, of hours to the minute: %s", async (within, said) => {
    const waiting = waitThrough(["PENDING"], { within });
    await timeoutOf(waiting.wait);
    expect(waiting.said[0]).toBe(`waiting for package p: PENDING (for up to ${said})`);
  });

  test("says so whenever a whole minute has passed", async () => {
    const { wait, said } = waitThrough(["PENDING"], { within: 60_000, interval: 60_000 });
    await timeoutOf(wait);
    expect(said.slice(1)).toEqual(["package p: still PENDING after 1m"]);
  });
});

describe("a wait within an operation", () => {
  const whole = { within: Infinity };

  test("goes on to the operation's deadline, and names the operation's time", async () => {
    const { wait, at, said } = waitThrough(["PENDING"], whole, { timeout: 60_000, passed: 50_000 });
    const { message } = await timeoutOf(wait);
    expect(message).toContain("did not settle within 1m (since 2026-02-01 10:00 UTC); last status: PENDING");
    expect(at).toEqual([50_000, 52_000, 55_000, 59_500, 60_000]);
    expect(said[0]).toBe("waiting for package p: PENDING (for up to 10s)");
  });

  test("ends earlier where it has an end of its own, and names that", async () => {
    const { wait, at } = waitThrough(["PENDING"], { within: 3_000 }, { timeout: 60_000, passed: 50_000 });
    expect((await timeoutOf(wait)).message).toContain("within 3s (since 2026-02-01 10:00 UTC)");
    expect(at).toEqual([50_000, 52_000, 53_000]);
  });

  test("that ends together with the operation names the operation's time", async () => {
    const { wait } = waitThrough(["PENDING"], { within: 10_000 }, { timeout: 60_000, passed: 50_000 });
    expect((await timeoutOf(wait)).message).toContain("within 1m (since 2026-02-01 10:00 UTC)");
  });

  test("never goes on past the operation's deadline, whatever its own", async () => {
    const { wait, at } = waitThrough(["PENDING"], { within: 30_000 }, { timeout: 60_000, passed: 55_000 });
    expect((await timeoutOf(wait)).message).toContain("within 1m (since 2026-02-01 10:00 UTC)");
    expect(at.at(-1)).toBe(60_000);
  });

  test("looks once where the operation's time is up already", async () => {
    const late = { timeout: 60_000, passed: 61_000 };
    await expect(waitThrough(["ENABLED"], whole, late).wait).resolves.toBe("ENABLED");
    const { wait, at } = waitThrough(["PENDING"], whole, late);
    expect((await timeoutOf(wait)).timedOut).toMatchObject({ timeout: 60_000 });
    expect(at).toEqual([61_000]);
  });

  test("of which only the deadline is known counts from its own begin", async () => {
    const time = makeClock();
    const wait = waitUntil(
      { clock: time.clock, log: () => undefined, deadline: time.clock.now() + 5_000 },
      { what: "p", probe: () => Promise.resolve(""), judge, interval: 1_000, remediation: "Run again." },
    );
    expect((await timeoutOf(wait)).message).toContain("within 5s (since 2026-02-01 10:00 UTC)");
  });

  test("that is called off looks no more", async () => {
    const calledOff = new AbortController();
    const { wait, at } = waitThrough(
      ["PENDING"],
      {
        judge: status => {
          calledOff.abort();
          return { kind: "waiting", status };
        },
      },
      { signal: calledOff.signal },
    );
    await expect(wait).rejects.toMatchObject({ kind: "aborted" });
    expect(at).toEqual([0]);
  });

  test("that was called off before does not look", async () => {
    const { wait, at } = waitThrough(["ENABLED"], {}, { signal: AbortSignal.abort() });
    await expect(wait).rejects.toMatchObject({ kind: "aborted" });
    expect(at).toEqual([]);
  });
});

describe("a wait in a run of limited time", () => {
  const whole = { within: Infinity };
  const openOf = async (wait: Promise<unknown>): Promise<string> => {
    const error = await wait.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StillWaiting);
    expect(error).toMatchObject({ kind: "still-waiting" });
    return (error as Error).message;
  };

  test("ends with it, counted from the operation's begin, and says what is open", async () => {
    const { wait, at, said } = waitThrough(
      ["PENDING"],
      { ...whole, judge: status => ({ kind: "waiting", status, missing: "NS" }), requestId: () => "r-1" },
      { timeout: 600_000, passed: 50_000, maxWait: 60_000 },
    );
    expect(await openOf(wait)).toBe(
      "STILL-WAITING package p: PENDING (request id r-1), waited for since 2026-02-01 10:00 UTC.\n  NS\n  Run again.\n" +
        "  wix:maxWait (1m) is up: nothing failed, and the next run goes on from here.",
    );
    expect(at).toEqual([50_000, 52_000, 55_000, 59_500, 60_000]);
    expect(said[0]).toBe("waiting for package p: PENDING (for up to 10s, by wix:maxWait)\n  NS");
  });

  test("settles with its last look where it may", async () => {
    const { wait } = waitThrough(["PENDING", "PENDING", "ENABLED"], whole, {
      timeout: 60_000,
      maxWait: 4_000,
    });
    await expect(wait).resolves.toBe("ENABLED");
  });

  test("looks once where the time is up already, and waits for nothing", async () => {
    const late = { timeout: 600_000, passed: 61_000, maxWait: 60_000 };
    await expect(waitThrough(["ENABLED"], whole, late).wait).resolves.toBe("ENABLED");
    const { wait, at } = waitThrough(["PENDING"], whole, late);
    await openOf(wait);
    expect(at).toEqual([61_000]);
  });

  test.each([
    ["the operation's time is up before", whole, 59_999],
    ["both are up together", whole, 60_000],
    ["a time of its own is up together with it", { within: 60_000 }, 600_000],
  ])("times out as ever where %s", async (_name, wait, timeout) => {
    const waiting = waitThrough(["PENDING"], wait, { timeout, maxWait: 60_000 });
    await timeoutOf(waiting.wait);
    expect(waiting.said[0]).toMatch(/\(for up to 1m\)$/);
  });

  test("that has failed says so, however little time there was", async () => {
    const { wait } = waitThrough(["FAILED"], whole, { maxWait: 0 });
    await expect(wait).rejects.toThrow("it failed");
  });
});

test("a pause of a wait ends as soon as the wait is called off", async () => {
  const calledOff = new AbortController();
  const wait = waitUntil(
    {
      clock: systemClock,
      log: () => {
        calledOff.abort();
      },
      deadline: Infinity,
      signal: calledOff.signal,
    },
    { what: "p", probe: () => Promise.resolve(""), judge, interval: 3_600_000, remediation: "Run again." },
  );
  await expect(wait).rejects.toMatchObject({ kind: "aborted" });
});
