import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openPaceFile } from "../../../provider/src/connection/pace-file";

const HOUR = 3_600_000;
const NOON = 490_000 * HOUR;

let folder: string;
let now: number;
let said: string[];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "pulumi-wix-pace-")), "shared");
  now = NOON + 1_000;
  said = [];
});
afterEach(() => {
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

const clock = { now: () => now, sleep: () => Promise.resolve() };
const open = (key = "0a1b") => openPaceFile(key, { clock, say: line => void said.push(line), folder })!;
const file = (hour = NOON / HOUR) => join(folder, `pace-0a1b-${hour}`);

describe("a pace file", () => {
  test("lets two processes agree who starts when", () => {
    const [one, other] = [open(), open()];
    expect([one.book(3), other.book(3), one.book(3)]).toEqual([now, now, now]);
    expect([other.book(3), one.book(3), other.book(3)]).toEqual(Array(3).fill(now + 61_000));
    expect(open().book(3)).toBe(now + 122_000);
    expect(said).toEqual([]);
  });

  test("keeps those apart who use different keys", () => {
    expect([open("aa").book(1), open("bb").book(1)]).toEqual([now, now]);
  });

  test("is readable by its owner only, and so is its folder", () => {
    open().book(1);
    expect([folder, file()].map(path => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  test("tells the others of a slow-down, once, and who comes later while it lasts", () => {
    const [one, other] = [open(), open()];
    const slowDown = { at: now, startedAt: now - 10, until: now + 2_000 };
    one.tell(slowDown);
    expect([one.heard(), other.heard(), other.heard(), open().heard()]).toEqual([
      [],
      [slowDown],
      [],
      [slowDown],
    ]);
    now += 2_000;
    expect(open().heard()).toEqual([]);
  });

  test("goes on over the full hour", () => {
    now = NOON + HOUR - 500;
    const [one, other] = [open(), open()];
    one.book(2);
    now += 1_000;
    expect([other.book(2), one.book(2)]).toEqual([now, NOON + HOUR - 500 + 61_000]);
    now += 2 * HOUR;
    expect(one.book(1)).toBe(now);
  });

  test("bears what a dying process has cut off, and what nobody could have written", () => {
    const one = open();
    one.book(2);
    appendFileSync(file(), `S ${now} 2`);
    expect(one.book(2)).toBe(now);
    appendFileSync(file(), `\nS x y z\nT ${now} ${now} ${now + HOUR} me\n\0\0\nS ${now} 0 a.1\n`);
    expect(one.heard()).toEqual([]);
    expect(one.book(2)).toBe(now + 61_000);
  });

  test("does not wait for what was booked before the clock was put back", () => {
    const one = open();
    one.book(1);
    now -= 10 * 60_000;
    expect(open().book(1)).toBe(now);
  });

  test("removes files that are hours old, and nothing else", () => {
    open().book(1);
    const [old, foreign] = [file(1), join(folder, "notes")];
    for (const path of [old, foreign]) {
      writeFileSync(path, "");
      utimesSync(path, 1, 1);
    }
    open();
    expect([existsSync(old), existsSync(foreign)]).toEqual([false, true]);
    expect(readdirSync(folder)).toContain(`pace-0a1b-${NOON / HOUR}`);
  });

  test("is given up with one line where it cannot be used, and nobody waits for it", () => {
    writeFileSync(join(folder, "..", "shared"), "");
    const book = open();
    expect([book.book(1), book.book(1), book.heard()]).toEqual([undefined, undefined, []]);
    expect(said).toEqual([expect.stringMatching(/^the pace cannot be shared with other processes \(/)]);
  });

  test("is not put where others may write", () => {
    open();
    chmodSync(folder, 0o777);
    expect(open().book(1)).toBeUndefined();
    expect(said).toEqual([expect.stringContaining("others may write to")]);
  });
});
