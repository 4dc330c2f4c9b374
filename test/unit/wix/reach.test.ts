import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { connectWix, type Call, type WixParts } from "../../../provider/src/wix/client";
import { Aborted } from "../../../provider/src/core/aborted";
import { isTransportError } from "../../../provider/src/wix/errors";
import { Reach, type UnderWay } from "../../../provider/src/wix/reach";
import { settingsFrom } from "../../../provider/src/wix/settings";
import type { Reply } from "../../../provider/src/wix/transport";
import { eventClock } from "./event-clock";

const HOST = "wix.example";
const KEY = "IST.key-of-the-account";
const hint = "; going on. wix:baseUrl (WIX_BASE_URL) decides which host is called";

/** A process's reach, on a clock that is moved by hand, second by second. */
const begin = () => {
  let now = 0;
  const said: string[] = [];
  const ticking = new Set<() => void>();
  const reach = new Reach({
    now: () => now,
    say: line => void said.push(`${now / 1_000} s: ${line}`),
    every: (ms, act) => {
      expect(ms).toBe(1_000);
      ticking.add(act);
      return () => void ticking.delete(act);
    },
  });
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      now += 1_000;
      for (const tick of ticking) tick();
    }
  };
  const fails = (reason = "no route"): UnderWay => {
    const request = reach.begin(HOST);
    request.failed(reason);
    return request;
  };
  return { reach, said, pass, fails, ticks: () => ticking.size };
};

describe("while Wix cannot be reached", () => {
  test("a line comes after ten seconds, and then one a minute", () => {
    const { reach, said, pass, fails } = begin();
    reach.watch();
    fails();
    pass(9);
    expect(said).toEqual([]);
    pass(130);
    expect(said).toEqual([
      `10 s: wix.example cannot be reached (no route), tried for 10s${hint}`,
      `70 s: wix.example cannot be reached (no route), tried for 1m 10s${hint}`,
      `130 s: wix.example cannot be reached (no route), tried for 2m 10s${hint}`,
    ]);
  });

  test("it is one line, however many wait", () => {
    const { reach, said, pass, fails } = begin();
    for (let count = 0; count < 100; count++) {
      reach.watch();
      fails(`no route ${count}`);
    }
    pass(12);
    expect(said).toEqual([`10 s: wix.example cannot be reached (no route 99), tried for 10s${hint}`]);
  });

  test("a request that is not answered at all is told of while it is under way", () => {
    const { reach, said, pass } = begin();
    reach.watch();
    reach.begin(HOST);
    pass(11);
    expect(said).toEqual([`10 s: no answer from wix.example for 10s${hint}`]);
  });

  test("a line comes with the end of a request where nobody ticks", () => {
    let now = 0;
    const said: string[] = [];
    const reach = new Reach({ now: () => now, say: line => void said.push(line) });
    reach.watch();
    for (const at of [0, 9_999, 10_000, 69_999, 70_000]) {
      now = at;
      reach.begin(HOST).failed("no route");
    }
    expect(said).toHaveLength(2);
  });
});

describe("as soon as Wix answers", () => {
  test("that is said, where there was a line before, and the count begins anew", () => {
    const { reach, said, pass, fails } = begin();
    reach.watch();
    pass(5);
    fails();
    pass(15);
    reach.begin(HOST).answered();
    pass(60);
    expect(said.slice(1)).toEqual(["20 s: wix.example answers again, after 15s"]);
    fails();
    pass(10);
    expect(said[2]).toBe(`90 s: wix.example cannot be reached (no route), tried for 10s${hint}`);
  });

  test("nothing is said of trouble that was short", () => {
    const { reach, said, pass, fails } = begin();
    reach.watch();
    for (let round = 0; round < 5; round++) {
      fails();
      pass(9);
      reach.begin(HOST).answered();
      pass(30);
    }
    expect(said).toEqual([]);
  });

  test("who still waits for an answer counts from there", () => {
    const { reach, said, pass } = begin();
    reach.watch();
    reach.begin(HOST);
    pass(8);
    reach.begin(HOST).answered();
    pass(9);
    expect(said).toEqual([]);
    pass(1);
    expect(said).toEqual([`18 s: no answer from wix.example for 10s${hint}`]);
  });
});

describe("when nobody waits any more", () => {
  test("nothing is said, and nothing ticks", () => {
    const { reach, said, pass, fails, ticks } = begin();
    const [first, second] = [reach.watch(), reach.watch()];
    expect(ticks()).toBe(1);
    fails();
    first();
    pass(10);
    expect(said).toHaveLength(1);
    second();
    expect(ticks()).toBe(0);
    pass(300);
    expect(said).toHaveLength(1);
  });

  test("who comes later counts from there", () => {
    const { reach, said, pass, fails } = begin();
    const gone = reach.watch();
    fails();
    pass(9);
    gone();
    pass(100);
    reach.watch();
    fails();
    pass(9);
    expect(said).toEqual([]);
    pass(1);
    expect(said).toEqual([`119 s: wix.example cannot be reached (no route), tried for 10s${hint}`]);
  });
});

const read: Call<object> = {
  what: "read",
  method: "GET",
  path: "/thing",
  effect: "read",
  answer: z.looseObject({}),
};
const lost: Reply = { kind: "lost", sent: false, reason: `connect ECONNREFUSED of ${KEY}`, cause: undefined };
const status = (code: number): Reply => ({
  kind: "reply",
  status: code,
  headers: { "x-wix-request-id": "r" },
  body: "{}",
});

/** A client whose requests are answered like this; what it says, when, on a clock that moves from event to event. */
const connected = (reply: (count: number) => Reply, more: Partial<WixParts> = {}) => {
  const clock = eventClock();
  const said: { at: number; line: string }[] = [];
  const sent: number[] = [];
  const config: Record<string, string> = {
    apiKey: KEY,
    accountId: "00000000-0000-4000-8000-00000000000a",
    baseUrl: "https://wix.example",
  };
  const wix = connectWix({
    settings: settingsFrom(key => config[key], {}),
    transport: () => {
      sent.push(clock.now());
      return Promise.resolve(reply(sent.length));
    },
    clock,
    random: () => 0.5,
    say: line => void said.push({ at: clock.now(), line }),
    ...more,
  });
  return { wix, clock, said, sent };
};

describe("a call", () => {
  test("tells after ten seconds of retries that Wix cannot be reached, by host and setting, without the key", async () => {
    const { wix, clock, said } = connected(() => lost);
    await expect(clock.until(wix.call(read))).rejects.toMatchObject({ kind: "transport" });
    expect(said).toHaveLength(1);
    expect(said[0]?.at).toBe(15_750);
    expect(said[0]?.line).toBe(
      `wix.example cannot be reached (connect ECONNREFUSED of [API key]), tried for 16s${hint}`,
    );
  });

  test.each([
    ["HTTP 503", status(503)],
    ["no answer", { ...lost, sent: true, reason: "no answer" }],
    ["cut short", { kind: "cut-short", status: 200, headers: {}, reason: "cut short" }],
  ] satisfies [string, Reply][])("tells so of %s", async (reason, reply) => {
    const { wix, clock, said } = connected(() => reply);
    await clock.until(wix.call(read)).catch(() => undefined);
    expect(said.map(({ line }) => line)).toEqual([expect.stringContaining(`cannot be reached (${reason})`)]);
  });

  test.each([429, 400, 401, 404, 501])("says nothing of HTTP %d: that is an answer", async code => {
    const { wix, clock, said } = connected(() => status(code));
    await clock.until(wix.call(read)).catch(() => undefined);
    expect(said).toEqual([]);
  });

  test("that cannot even be sent is under way no more: nobody waits for its answer", async () => {
    let ticks: () => void = () => undefined;
    let now = 0;
    const { wix, said } = connected(() => status(200), {
      transport: ({ url }) =>
        url.endsWith("broken") ? Promise.reject(new Error("no transport")) : Promise.resolve(status(200)),
      clock: { now: () => now, sleep: () => Promise.resolve() },
      every: (_ms, act) => {
        ticks = act;
        return () => undefined;
      },
    });
    wix.watch();
    await expect(wix.call({ ...read, path: "/broken" })).rejects.toThrow("no transport");
    await wix.call(read);
    now = 60_000;
    ticks();
    expect(said).toEqual([]);
  });

  test("ticks for as long as it lasts, and for as long as somebody waits", async () => {
    let ticking = 0;
    const every = () => {
      ticking++;
      return () => {
        ticking--;
      };
    };
    const { wix, clock } = connected(() => (expect(ticking).toBe(1), status(200)), { every });
    await clock.until(wix.call(read));
    expect(ticking).toBe(0);
    const gone = wix.watch();
    await clock.until(wix.call(read));
    expect(ticking).toBe(1);
    gone();
    expect(ticking).toBe(0);
  });
});

describe("the retries of a call", () => {
  test("begin no pause that would end after the operation's deadline", async () => {
    const { wix, clock, sent } = connected(() => lost);
    const call = wix.within({ deadline: 3_749 }).call(read);
    await expect(clock.until(call)).rejects.toThrow(/ECONNREFUSED.*after 4 attempts/);
    expect(sent).toEqual([0, 250, 750, 1_750]);
    expect(clock.now()).toBe(1_750);
  });

  test("may end with the deadline itself", async () => {
    const { wix, clock, sent } = connected(() => lost);
    await clock.until(wix.within({ deadline: 1_750 }).call(read)).catch(() => undefined);
    expect(sent).toEqual([0, 250, 750, 1_750]);
  });

  test("end as soon as the operation is called off, with what came of the last attempt", async () => {
    const calledOff = new AbortController();
    const { wix, sent } = connected(() => lost, {
      clock: {
        now: () => 0,
        sleep: (_ms, signal) => {
          expect(signal).toBe(calledOff.signal);
          calledOff.abort();
          return Promise.reject(new Aborted());
        },
      },
    });
    const error: unknown = await wix
      .within({ signal: calledOff.signal })
      .call(read)
      .catch((reason: unknown) => reason);
    expect(isTransportError(error)).toBe(true);
    expect(sent).toHaveLength(1);
  });

  test("are none where it was called off before", async () => {
    const { wix, sent } = connected(() => lost);
    await wix
      .within({ signal: AbortSignal.abort() })
      .call(read)
      .catch(() => undefined);
    expect(sent).toHaveLength(1);
  });

  test("do not hide what goes wrong with the clock", async () => {
    const sleep = () => Promise.reject(new Error("no clock"));
    const { wix } = connected(() => lost, { clock: { now: () => 0, sleep } });
    await expect(wix.call(read)).rejects.toThrow("no clock");
  });
});
