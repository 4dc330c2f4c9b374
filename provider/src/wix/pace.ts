import { aborted } from "../core/aborted";
import type { Clock } from "../core/clock";
import type { PaceBook, SlowDown } from "./pace-book";

const WINDOW_MS = 60_000;
/** Pauses of a storm in ms: seven of them outlast the minute that Wix counts by, also where chance shortens each. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 32_000;
/** How much later in ms than booked a request may start: half of what the shared pace leaves between two. */
const LATE_MS = 500;

/** What a request that has started knows of the pace; goes back with what came of it. */
export interface Start {
  /** How many slow-downs there were before it. */
  readonly slowDowns: number;
  /** ms since the epoch. @default long ago */
  readonly at?: number;
}

/**
 * Keeps the whole process under Wix's limit (docs/wix/README.md#rate-limits-and-retry: 200 requests a minute):
 * no window of 60 s sees more starts than allowed, so a short program never waits.
 *
 * Throttling by Wix halves the allowance, since other processes use up the same limit, and lets everybody pause; every
 * answered request gives one back. Requests that had started before a slow-down do not slow down once more: what they
 * are told is known already. Pauses double with every slow-down that follows the last one within a minute, so that a
 * call's few attempts are not used up by one storm.
 *
 * With a book, all of this holds for the processes together that share it: each start is booked there, and a slow-down
 * of one is one of all. What the process keeps for itself goes on beside it, so that it is safe where the book fails.
 */
export class Pace {
  readonly #starts: number[] = [];
  readonly #line: (() => void)[] = [];
  #serving = false;
  #wake: () => void = () => undefined;
  #allowed: number;
  #notBefore = 0;
  #slowDowns = 0;
  #slowedAt = -Infinity;
  #round = 0;
  #booked: number | undefined;

  /** @param random in [0, 1), varies the pauses by a quarter either way, so that processes do not return together */
  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
    private readonly book?: PaceBook,
  ) {
    this.#allowed = perMinute;
  }

  /** Requests a minute that are allowed at present. */
  get allowed(): number {
    return this.#allowed;
  }

  /**
   * Resolves when the next request may start; first come, first served.
   * @param signal takes it out of the line; who need not wait gets a turn all the same
   * @throws Aborted
   */
  turn(signal?: AbortSignal): Promise<Start> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve({ slowDowns: this.#slowDowns, at: this.clock.now() });
      };
      const leave = (): void => {
        this.#line.splice(this.#line.indexOf(start), 1);
        reject(aborted(signal));
      };
      this.#line.push(start);
      signal?.addEventListener("abort", leave);
      void this.#serve();
      if (signal?.aborted && this.#line.includes(start)) leave();
    });
  }

  /** Wix throttled a request. @param askedFor ms to stay away, if Wix said so */
  throttled({ slowDowns, at: startedAt = 0 }: Start, askedFor: number | undefined): void {
    this.#hear();
    const now = this.clock.now();
    const isNew = slowDowns === this.#slowDowns;
    if (isNew) this.#slowDown(now, askedFor);
    if (askedFor !== undefined) this.#stayAway(now + askedFor);
    if (isNew) this.book?.tell({ at: now, startedAt, until: this.#notBefore });
  }

  answered(): void {
    if (this.#allowed >= this.perMinute) return;
    this.#allowed += 1;
    this.#wake();
  }

  #slowDown(now: number, askedFor: number | undefined): void {
    this.#allowLess(now);
    // Wix's own word counts at first; who is sent away again has reason to doubt it.
    if (askedFor === undefined || this.#round > 0)
      this.#stayAway(
        now + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#round) * (0.75 + this.random() / 2),
      );
  }

  #allowLess(now: number): void {
    this.#slowDowns += 1;
    this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
    this.#round = now - this.#slowedAt > WINDOW_MS ? 0 : this.#round + 1;
    this.#slowedAt = now;
  }

  /** Two processes that are throttled at the same moment both tell of it: their requests had started before either did. */
  #hear(): void {
    for (const { at, startedAt, until } of this.book?.heard() ?? ([] as readonly SlowDown[])) {
      if (startedAt > this.#slowedAt) this.#allowLess(at);
      this.#stayAway(until);
    }
  }

  #stayAway(until: number): void {
    this.#notBefore = Math.max(this.#notBefore, until);
  }

  /** One for the whole line: all that may start when a pause is over start then. */
  async #serve(): Promise<void> {
    if (this.#serving) return;
    this.#serving = true;
    while (this.#line.length > 0) {
      const ms = this.#due();
      if (ms > 0) await this.#pause(ms);
      else {
        this.#starts.push(this.clock.now());
        // Older ones block nobody, whatever is allowed.
        if (this.#starts.length > this.perMinute) this.#starts.shift();
        this.#line.shift()?.();
      }
    }
    this.#serving = false;
  }

  /** Ends early where the allowance grows. */
  async #pause(ms: number): Promise<void> {
    // Those that were served just now start first, on clocks as well that move when somebody sleeps.
    await Promise.resolve();
    const early = new AbortController();
    const woken = new Promise<void>(resolve => {
      this.#wake = () => {
        resolve();
        early.abort();
      };
    });
    await Promise.race([woken, this.clock.sleep(ms, early.signal)]).catch(() => undefined);
  }

  /** @returns ms until the next request may start; at 0 or less, the booking is used */
  #due(): number {
    this.#hear();
    const now = this.clock.now();
    const blocking = this.#starts.at(-this.#allowed);
    const freeAt = blocking === undefined ? now : blocking + WINDOW_MS;
    const own = Math.max(freeAt, this.#notBefore) - now;
    if (own > 0 || this.book === undefined) return own;
    // Whom a slow-down or a busy machine has held up would be one too many where it starts now.
    if (this.#booked === undefined || now - this.#booked > LATE_MS)
      this.#booked = this.book.book(this.#allowed);
    const shared = (this.#booked ?? now) - now;
    if (shared <= 0) this.#booked = undefined;
    return shared;
  }
}
