import type { Clock } from "../../core/clock";

/** Half of how long to wait for the next of a batch, in ms: while some are missing, and while none is known to be. */
const PAUSE = 30;
const SHORT_PAUSE = 10;

/**
 * Those who wait for a zone together, so that they share its reads and writes.
 *
 * Engines work on a fixed number of resources at once and wait for all of them, so a batch that was seen comes again: it
 * is waited for, and believed to be smaller by one whenever it did not come.
 */
export class ZoneBatch<Job> {
  #waiting: Job[] = [];
  /** How many came together last. */
  #size = 0;
  #onArrival = (): void => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly expectsMore: () => boolean,
  ) {}

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(job: Job): void {
    this.#waiting.push(job);
    this.#onArrival();
  }

  take(): Job[] {
    return this.#waiting.splice(0);
  }

  /** Ends once the batch is complete, or nobody came for two pauses. */
  async window(): Promise<void> {
    const isKnown = this.#size > 1;
    const expected = isKnown ? this.#size : Infinity;
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
