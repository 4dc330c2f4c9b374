import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { withLock } from "../../../engine/lock.ts";

describe("the lock of the engine cache", () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-wix-lock-"));
    lock = join(folder, "lock");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("lets the second in when the first is done, and tells it that it waits", async () => {
    const events: string[] = [];
    const held = signal();
    const secondSeen = signal();
    const holder = withLock(lock, fail, async () => {
      held.resolve();
      await secondSeen.promise;
      events.push("first done");
    });
    // Before that, either may come first.
    await held.promise;
    const onWait = (): void => {
      events.push("second waits");
      secondSeen.resolve();
    };
    const waiter = withLock(lock, onWait, () => Promise.resolve(events.push("second in")));
    await Promise.all([holder, waiter]);
    expect(events).toEqual(["second waits", "first done", "second in"]);
  });

  test("is given back when the work fails", async () => {
    await expect(withLock(lock, fail, () => Promise.reject(new Error("no luck")))).rejects.toThrow("no luck");
    expect(existsSync(lock)).toBe(false);
  });

  test("is taken from a holder that has not renewed it for 15 s", async () => {
    const longAgo = new Date(Date.now() - 16_000);
    mkdirSync(lock);
    utimesSync(lock, longAgo, longAgo);
    await expect(withLock(lock, fail, () => Promise.resolve("in"))).resolves.toBe("in");
  });
});

function fail(): void {
  throw new Error("nobody else should hold the lock");
}

function signal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>(done => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}
