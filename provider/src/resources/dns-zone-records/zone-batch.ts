import type { Clock } from "../../core/clock";

/** Half of how long to wait for the next of a batch, in ms: while some are missing, and while none is known to be. */
const PAUSE = 30;
const SHORT_PAUSE = 10;
/** Every so many windows, one of a small batch stays open for more than are expected. */
const PROBE = 4;
/** From this size on a batch fills a call. */
const FULL = 10;

/**
 * Those who wait for a zone together, so that they share its reads and writes.
 *
 * Engines work on a fixed number of resources at once and wait for all of them, so a batch that was seen comes again: it
 * is waited for, and believed to be smaller by one whenever it did not come. A busy engine sends its resources one by
 * one, and a batch is then cut short: those who come while others are worked on show how many there are at once, and
 * now and then a small batch is kept open to see who else comes.
 */
export class ZoneBatch<Job> {
  #waiting: Job[] = [];
  /** How many are there at once, as far as was seen. */
  #size = 0;
  #windows = 0;
  #onArrival = (): void => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly expectsMore: () => boolean,
  ) {}

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** @param atWork how many were taken out and are not done */
  add(job: Job, atWork = 0): void {
    this.#waiting.push(job);
    if (atWork > 0) this.#size = Math.max(this.#size, this.#waiting.length + atWork);
    this.#onArrival();
  }

  take(): Job[] {
    return this.#waiting.splice(0);
  }

  /** Ends once the batch is complete, or nobody came for two pauses. */
  async window(): Promise<void> {
    const isKnown = this.#size > 1;
    const isProbe = ++this.#windows % PROBE === 0 && this.#size < FULL && this.expectsMore();
    const expected = isKnown && !isProbe ? this.#size : Infinity;
    const complete = new Promise<void>(resolve => {
      this.#onArrival = () => {
        if (this.#waiting.length >= expected) resolve();
      };
    });
    // Twice, since a process that is busy lets a timer pass before it sees who has come meanwhile.
    for (let idle = 0; idle < 2 && this.#waiting.length < expected; idle++) {
      const before = this.#waiting.length;
      const pause = isKnown && this.expectsMore() ? PAUSE : SHORT_PAUSE;
      await Promise.race([complete, this.clock.sleep(pause)]);
      if (this.#waiting.length > before) idle = -1;
    }
    this.#size = Math.max(this.#waiting.length, this.#size - 1);
  }
}
