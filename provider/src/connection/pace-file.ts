import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Clock } from "../core/clock";
import { Schedule, type PaceBook, type SlowDown } from "../wix/pace-book";
import { prepare, removeOld, SharedFile, sharedFolder } from "./shared-file";

const HOUR_MS = 3_600_000;
/** Of the hour before, only what the schedule may still need is read: its last requests. */
const TAIL_BYTES = 1_048_576;
/** What is dated later than this after now, in ms, was written before the clock was put back, and counts for nothing. */
const AHEAD_MS = 5_000;
/** No pause is longer, so a record that asks for more is none of ours. */
const LONGEST_STAY_MS = 600_000;

interface Surroundings {
  readonly clock: Clock;
  /** Shows one line to the person who watches the run. */
  readonly say: (line: string) => void;
  /** @default a folder of this user's in the system's temporary one */
  readonly folder?: string;
}

/**
 * A book in a file to which all processes append, and which each of them plays by itself. The order of the lines is the
 * order of the bookings: so nobody ever holds a lock, and nobody can die with one.
 */
class PaceFile implements PaceBook {
  readonly #schedule = new Schedule();
  readonly #segments = new Map<number, SharedFile>();
  readonly #me = randomBytes(4).toString("hex");
  /** When starts may be made that this process has booked, by the names of their records. */
  readonly #mine = new Map<string, number>();
  #heard: SlowDown[] = [];
  #bookings = 0;

  constructor(
    private readonly path: string,
    private readonly clock: Clock,
  ) {
    this.#current();
    this.#play();
    // What was before this process began is over, or is met anew.
    const now = this.clock.now();
    this.#heard = this.#heard.filter(({ until }) => until > now);
  }

  book(allowed: number): number {
    const name = `${this.#me}.${++this.#bookings}`;
    this.#current().append(`S ${this.clock.now()} ${allowed} ${name}`);
    this.#play();
    const start = this.#mine.get(name);
    if (start === undefined) throw new Error("what was written cannot be read");
    this.#mine.delete(name);
    return start;
  }

  tell({ at, startedAt, until }: SlowDown): void {
    this.#current().append(`T ${at} ${startedAt} ${Math.ceil(until)} ${this.#me}`);
  }

  heard(): readonly SlowDown[] {
    this.#play();
    return this.#heard.splice(0);
  }

  /** A file for each hour, so that none grows for ever. The one before is read on: somebody may just write to it. */
  #current(): SharedFile {
    const hour = Math.floor(this.clock.now() / HOUR_MS);
    for (const [old, segment] of this.#segments)
      if (old < hour - 1) {
        segment.close();
        this.#segments.delete(old);
      }
    this.#opened(hour - 1);
    return this.#opened(hour);
  }

  #opened(hour: number): SharedFile {
    const segment = this.#segments.get(hour) ?? SharedFile.open(`${this.path}-${hour}`, TAIL_BYTES);
    this.#segments.set(hour, segment);
    return segment;
  }

  #play(): void {
    const latest = this.clock.now() + AHEAD_MS;
    for (const segment of this.#segments.values())
      for (const record of segment.news()) this.#note(record.split(" "), latest);
  }

  #note([kind, ...fields]: string[], latest: number): void {
    const [at = NaN, second = NaN, third = NaN] = fields.map(Number);
    if (!(at <= latest)) return;
    if (kind === "S" && fields.length === 3 && second >= 1) {
      const start = this.#schedule.book(at, second);
      const [, , name = ""] = fields;
      if (name.startsWith(`${this.#me}.`)) this.#mine.set(name, start);
    } else if (kind === "T" && fields.length === 4 && second <= at && third <= at + LONGEST_STAY_MS) {
      if (fields[3] !== this.#me) this.#heard.push({ at, startedAt: second, until: third });
    }
  }
}

/**
 * Opens what all processes of this user on this machine share that use one key. Where that cannot be had, or fails
 * later, one line says so, and the process keeps a pace of its own.
 * @param key tells keys apart; becomes part of a file's name
 */
export const openPaceFile = (
  key: string,
  { clock, say, folder = sharedFolder() }: Surroundings,
): PaceBook | undefined => {
  let file: PaceFile | undefined;
  const trying = <Result>(act: () => Result, otherwise: Result): Result => {
    try {
      return act();
    } catch (error) {
      file = undefined;
      say(
        `the pace cannot be shared with other processes (${(error as Error).message}); this one keeps to ` +
          "wix:requestsPerMinute by itself",
      );
      return otherwise;
    }
  };
  trying(() => {
    prepare(folder);
    removeOld(folder, /^pace-[0-9a-f]+-\d+$/, clock.now() - 2 * HOUR_MS);
    file = new PaceFile(join(folder, `pace-${key}`), clock);
  }, undefined);
  return {
    book: allowed => trying(() => file?.book(allowed), undefined),
    tell: slowDown => trying(() => file?.tell(slowDown), undefined),
    heard: () => trying(() => file?.heard() ?? [], []),
  };
};
