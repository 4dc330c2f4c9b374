/**
 * Two requests are at Wix closer together than they were sent, by what the way there took the first one longer: so
 * processes that share a pace leave a second more between them than the minute that Wix counts by.
 */
const WINDOW_MS = 61_000;
/** Starts are kept twice as long: a record may be read late. */
const KEPT_MS = 2 * WINDOW_MS;

/** A slow-down, as one process tells the others of it. All in ms since the epoch. */
export interface SlowDown {
  readonly at: number;
  /** When the request that was throttled had started. */
  readonly startedAt: number;
  /** Nobody starts before. */
  readonly until: number;
}

/** What all processes know of each other that use one key. */
export interface PaceBook {
  /**
   * Books one start, and never takes it back: who dies before it has wasted one.
   * @param allowed how many this process wants there to be in a minute, those of all others included
   * @returns when it may be made, in ms since the epoch; undefined: the others cannot be known
   */
  book(allowed: number): number | undefined;
  tell(slowDown: SlowDown): void;
  /** What others told since this was last asked. */
  heard(): readonly SlowDown[];
}

/** Says when each of many booked starts may be made. Whoever plays the same bookings in the same order says the same. */
export class Schedule {
  /** Ascending, in ms since the epoch. */
  readonly #starts: number[] = [];

  /** @param asked when it was asked for, ms since the epoch @param allowed how many are allowed in a minute */
  book(asked: number, allowed: number): number {
    this.#forget(asked - KEPT_MS);
    const blocking = this.#starts.at(-allowed);
    const at = blocking === undefined ? asked : Math.max(asked, blocking + WINDOW_MS);
    // Who allows less than the others may have booked a later one.
    const after = this.#starts.findLastIndex(start => start <= at);
    this.#starts.splice(after + 1, 0, at);
    return at;
  }

  /** How many starts are remembered. */
  get size(): number {
    return this.#starts.length;
  }

  #forget(before: number): void {
    // Where all are older, the index is -1, which takes nothing out: the next booking does.
    this.#starts.splice(
      0,
      this.#starts.findIndex(start => start >= before),
    );
  }
}
