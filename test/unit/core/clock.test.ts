import { getEventListeners } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { isAborted } from "../../../provider/src/core/aborted";
import { systemClock } from "../../../provider/src/core/clock";
import { isTransient } from "../../../provider/src/core/transience";
import { TransportError, UnknownOutcome, WixError } from "../../../provider/src/wix/errors";

const LONG = 3_600_000;

describe("sleeping on the system's clock", () => {
  test("lasts as long as asked", async () => {
    const began = systemClock.now();
    await systemClock.sleep(20);
    expect(systemClock.now() - began).toBeGreaterThanOrEqual(18);
  });

  test("lasts as long where nobody calls it off, and leaves nothing with the signal", async () => {
    const { signal } = new AbortController();
    await systemClock.sleep(1, signal);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("ends as soon as it is called off", async () => {
    const calledOff = new AbortController();
    const reason = new Error("SIGINT");
    const sleep = systemClock.sleep(LONG, calledOff.signal);
    calledOff.abort(reason);
    const error: unknown = await sleep.catch((thrown: unknown) => thrown);
    expect(isAborted(error)).toBe(true);
    expect(error).toMatchObject({ kind: "aborted", cause: reason });
  });

  test("does not begin where it was called off before", async () => {
    await expect(systemClock.sleep(LONG, AbortSignal.abort())).rejects.toMatchObject({ kind: "aborted" });
  });
});

describe("trouble that may pass", () => {
  const failed = { what: "read it", requestId: undefined };

  test.each([
    ["a lost answer", new TransportError(failed, "lost"), true],
    ["throttling", new TransportError(failed, "429", { throttled: true }), true],
    ["an answer that is not Wix's", new TransportError(failed, "page", { transient: false }), false],
    ["what says so of itself", { transient: true }, true],
    ["a refusal", new WixError(failed, 404, undefined, ""), false],
    ["an unknown outcome, lest it be done twice", new UnknownOutcome(failed, "lost"), false],
    ["what says so in other words", { transient: "true" }, false],
    ["a fault of ours", new TypeError("x"), false],
    ["a text", "transient", false],
    ["null", null, false],
    ["nothing", undefined, false],
  ])("%s", (_name, error, passes) => expect(isTransient(error)).toBe(passes));

  test("being called off is none", () => {
    expect(isAborted(new Error("aborted"))).toBe(false);
    expect(isAborted({ kind: "aborted" })).toBe(false);
  });
});
