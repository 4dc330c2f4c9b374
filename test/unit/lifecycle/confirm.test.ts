import { describe, expect, test } from "@jest/globals";
import type { Clock } from "../../../provider/src/core/clock";
import { confirmed, type Write } from "../../../provider/src/lifecycle/confirm";
import { openSession } from "../../../provider/src/lifecycle/session";
import { connectWix } from "../../../provider/src/wix/client";
import { UnknownOutcome, WixError } from "../../../provider/src/wix/errors";
import { settingsFrom } from "../../../provider/src/wix/settings";
import { contextOn } from "../../support/world";

const call = { what: "rename example.com", requestId: undefined };
const lost = new UnknownOutcome(call, "no answer");
const refusal = new WixError(call, 409, "TAKEN", "");

type Seen = "old" | "new";

/** A write whose effect shows after so many ms, on a clock that moves when somebody sleeps. */
const writeThat = async (
  { answers, showsAfter }: { answers?: Error; showsAfter: number },
  more: Partial<Write<Seen, "new">> = {},
  deadline = Infinity,
  signal?: AbortSignal,
) => {
  let now = 0;
  const clock: Clock = {
    now: () => now,
    sleep: ms => {
      now += ms;
      return Promise.resolve();
    },
  };
  const settings = settingsFrom(() => undefined, {});
  const wix = connectWix({ settings, clock, transport: () => Promise.reject(new Error("sends nothing")) });
  const ctx = contextOn(openSession({ clock, connect: () => wix }), {
    deadline,
    ...(signal && { signal }),
  });
  const trace: (string | number)[] = [];
  const end = confirmed<Seen, "new">(ctx, {
    write: () => {
      trace.push("write");
      return answers === undefined ? Promise.resolve() : Promise.reject(answers);
    },
    look: () => {
      trace.push(now);
      return Promise.resolve(now >= showsAfter ? "new" : "old");
    },
    shown: (seen): seen is "new" => seen === "new",
    notShown: (seen, why) => new Error(`still ${seen}, ${why?.message ?? "accepted"}`),
    ...more,
  });
  const came: unknown = await end.catch((error: unknown) => error);
  return { came, trace };
};

const message = (came: unknown): unknown => (came as Error).message;

describe("a confirmed write that is called off", () => {
  const off = AbortSignal.abort();

  test.each([undefined, lost])("is looked at once more, and known where it shows", async answers => {
    const write = { showsAfter: 0, ...(answers && { answers }) };
    expect(await writeThat(write, {}, Infinity, off)).toEqual({ came: "new", trace: ["write", 0] });
  });

  test("is not known where it does not show, and nothing is sent again", async () => {
    const { came, trace } = await writeThat({ answers: lost, showsAfter: 1 }, {}, Infinity, off);
    expect(message(came)).toContain("still old, ");
    expect(trace).toEqual(["write", 0]);
  });
});

test("a confirmed write whose look fails for another reason is not looked at again", async () => {
  let looks = 0;
  const look = (): Promise<Seen> => {
    looks += 1;
    return Promise.reject(new Error("out of order"));
  };
  expect(message((await writeThat({ showsAfter: 0 }, { look })).came)).toBe("out of order");
  expect(looks).toBe(1);
});

describe("a confirmed write", () => {
  test("is sent once, and ends with the first look that shows its effect", async () => {
    expect(await writeThat({ showsAfter: 4_000 })).toEqual({
      came: "new",
      trace: ["write", 0, 2_000, 5_000],
    });
  });

  test("whose answer is lost is not sent again: what counts is what shows", async () => {
    const { came, trace } = await writeThat({ answers: lost, showsAfter: 4_000 });
    expect({ came, writes: trace.filter(one => one === "write") }).toEqual({
      came: "new",
      writes: ["write"],
    });
  });

  test("that shows no effect ends after ten poll intervals, with the reason that the caller gives", async () => {
    const accepted = await writeThat({ showsAfter: Infinity });
    expect(message(accepted.came)).toBe("still old, accepted");
    expect(accepted.trace.at(-1)).toBe(20_000);
    const { came } = await writeThat({ answers: lost, showsAfter: Infinity });
    expect(message(came)).toBe(`still old, ${lost.message}`);
  });

  test("is looked for as long as the caller asks, at least so many ms, and never past the deadline", async () => {
    const last = async (more: Partial<Write<Seen, "new">>, deadline?: number) =>
      (await writeThat({ showsAfter: Infinity }, more, deadline)).trace.at(-1);
    expect(await last({ intervals: 3 })).toBe(6_000);
    expect(await last({ intervals: 3, least: 30_000 })).toBe(30_000);
    expect(await last({ intervals: 30, least: 30_000 })).toBe(60_000);
    expect(await last({}, 7_000)).toBe(7_000);
  });
});

describe("a refused write", () => {
  test("fails as it was refused, without a look", async () => {
    expect(await writeThat({ answers: refusal, showsAfter: 0 })).toEqual({ came: refusal, trace: ["write"] });
  });

  test("has its effect all the same where that may stand and shows", async () => {
    const { came } = await writeThat({ answers: refusal, showsAfter: 4_000 }, { mayStand: () => true });
    expect(came).toBe("new");
  });

  test("fails as it was refused where the effect might stand and does not", async () => {
    const more = { mayStand: (error: unknown) => error === refusal };
    const { came, trace } = await writeThat({ answers: refusal, showsAfter: Infinity }, more);
    expect(came).toBe(refusal);
    expect(trace.at(-1)).toBe(20_000);
    const other = new WixError(call, 403, "NO", "");
    expect(await writeThat({ answers: other, showsAfter: 0 }, more)).toEqual({
      came: other,
      trace: ["write"],
    });
  });
});
