import { describe, expect, test } from "@jest/globals";
import type { Clock } from "../../../provider/src/core/clock";
import { repeated } from "../../../provider/src/domains/repeat";
import { openSession } from "../../../provider/src/lifecycle/session";
import { connectWix } from "../../../provider/src/wix/client";
import { UnknownOutcome, WixError } from "../../../provider/src/wix/errors";
import { settingsFrom } from "../../../provider/src/wix/settings";
import { contextOn, type ContextOptions } from "../../support/world";

const call = { what: "disconnect example.com", requestId: undefined };
const lost = new UnknownOutcome(call, "no answer");

/** A write that arrives after so many rounds of 20 s, on a clock that moves when somebody sleeps. */
const repeatedUntil = async (
  arrives: number,
  { rounds, answers = lost, ...options }: ContextOptions & { rounds?: number; answers?: Error },
) => {
  let now = 0;
  const clock: Clock = { now: () => now, sleep: ms => Promise.resolve(void (now += ms)) };
  const settings = settingsFrom(() => undefined, {});
  const wix = connectWix({ settings, clock, transport: () => Promise.reject(new Error("sends nothing")) });
  const ctx = contextOn(openSession({ clock, connect: () => wix }), options);
  const sent: number[] = [];
  const end = repeated<string, "gone">(
    ctx,
    {
      write: () => {
        sent.push(now);
        return Promise.reject(answers);
      },
      look: () => Promise.resolve(sent.length >= arrives ? "gone" : "there"),
      shown: (seen): seen is "gone" => seen === "gone",
      notShown: (seen, why) => new Error(`example.com is ${seen}. Run again.\n  ${why?.message ?? ""}`),
    },
    rounds,
  );
  const came: unknown = await end.catch((error: unknown) => error);
  return { came, sent, message: came instanceof Error ? came.message : undefined };
};

describe("a write that may be repeated", () => {
  test("is sent again where its effect does not show", async () => {
    expect(await repeatedUntil(3, {})).toMatchObject({ came: "gone", sent: [0, 20_000, 40_000] });
  });

  test.each([
    ["its rounds are over", { rounds: 2 }],
    ["the operation's time is up", { timeout: 40_000 }],
    ["the operation's time and that of the run are up together", { timeout: 40_000, maxWait: 40_000 }],
    ["its rounds are over before the run's time", { rounds: 2, maxWait: 60_000 }],
  ])("fails with the caller's reason where %s", async (_name, options) => {
    const { message, sent } = await repeatedUntil(9, options);
    expect(message).toBe(`example.com is there. Run again.\n  ${lost.message}`);
    expect(sent).toEqual([0, 20_000]);
  });

  test("says by the word that only the run's time is up, after a round that was made in full", async () => {
    for (const maxWait of [20_001, 40_000]) {
      const { came, message, sent } = await repeatedUntil(9, { maxWait, timeout: 600_000 });
      expect(message).toMatch(
        /^STILL-WAITING example\.com is there\. Run again\.\n {2}.*no answer\n {2}wix:maxWait/,
      );
      expect(came).toMatchObject({ kind: "still-waiting", cause: { message: /^example/ } });
      expect(sent).toEqual([0, 20_000]);
    }
  });

  test("fails at once as it was refused", async () => {
    const refusal = new WixError(call, 403, "NO", "");
    expect(await repeatedUntil(1, { answers: refusal, maxWait: 1 })).toMatchObject({
      came: refusal,
      sent: [0],
    });
  });
});
