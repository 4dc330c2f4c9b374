import type { Clock } from "../../core/clock";
import type { Session } from "../../lifecycle/context";

/**
 * Half of how long to wait for the next of a batch, in ms: while some are missing, and while none is known to be. Both
 * pauses of the former are what one more call costs at Wix's pace (docs/wix/README.md#rate-limits-and-retry); an engine
 * that saves its state after each resource may need nearly as long to come back with the next.
 */
const PAUSE = 150;
const SHORT_PAUSE = 10;
/** No busy engine is waited for longer. */
const LONGEST_PAUSE = 1_000;
/** From this size on a batch fills a call (docs/wix/dns.md#limits-of-a-patch). */
const FULL = 10;

/**
 * Those who wait for a zone together, so that they share its reads and writes.
 *
 * Engines work on a fixed number of resources at once and wait for all of them, so a batch that was seen comes again: it
 * is waited for, and believed to be smaller by one whenever it did not come. A busy engine sends its resources one by
 * one, and a batch is then cut short: those who come while others are worked on show how many there are at once.
 *
 * A run that only destroys tells of nobody beforehand. A batch that filled a call is waited for there as well, until it did
 * not come once; and where more than fill a call came without one: a run of few resources waits for nobody. Who comes after
 * all shows how long the engine was busy: it saves what was done before it comes back, the longer the more it has to save.
 * So the next is waited for as long as that; where that was in vain, resources come one after the other, and it is forgotten.
 */
export class ZoneBatch<Job> {
  #waiting: Job[] = [];
  /** How many are there at once, as far as was seen; no more than fill a call. */
  #size = 0;
  /** Half of how long those are waited for who are worth it. */
  #pause = PAUSE;
  /** How many have come without a full batch; undefined while that is expected. */
  #since: number | undefined = 0;
  /** Whether who comes next has been away for as long as a pause should be. */
  #learns = false;
  /** When the last one came. */
  #cameAt = 0;
  #onArrival = (): void => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly run: Pick<Session, "expectsMore" | "tellsNothing">,
  ) {}

  /** Whether others may come that are worth a long pause. */
  mayGrow(): boolean {
    return this.run.tellsNothing() ? this.#size === FULL : this.run.expectsMore();
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** @param atWork how many were taken out and are not done */
  add(job: Job, atWork = 0): void {
    this.#waiting.push(job);
    if (this.run.tellsNothing()) this.#count();
    if (atWork > 0) this.#believe(Math.max(this.#size, this.#waiting.length + atWork));
    this.#onArrival();
  }

  #count(): void {
    const now = this.clock.now();
    if (this.#learns) this.#pause = Math.min(LONGEST_PAUSE, now - this.#cameAt);
    this.#learns = false;
    this.#cameAt = now;
    if (this.#since !== undefined && ++this.#since > FULL) this.#believe(FULL);
  }

  take(): Job[] {
    return this.#waiting.splice(0);
  }

  /**
   * Ends once the batch is complete, or nobody came for two pauses.
   * @param atWork how many were taken out and wait for the others
   */
  async window(atWork = 0): Promise<void> {
    const wasFull = this.#size === FULL;
    const isKnown = this.#size > 1;
    const expected = isKnown ? this.#size - atWork : Infinity;
    const isComplete = (): boolean => this.#waiting.length >= expected;
    // Twice, since a process that is busy lets a timer pass before it sees who has come meanwhile.
    for (let idle = 0; idle < 2 && !isComplete(); idle++) {
      const before = this.#waiting.length;
      const isLong = isKnown && this.mayGrow();
      const cameLast = new Promise<void>(resolve => {
        this.#onArrival = () => {
          if (isComplete() || (isLong && !this.mayGrow())) resolve();
        };
      });
      await Promise.race([cameLast, this.clock.sleep(isLong ? this.#pause : SHORT_PAUSE)]);
      if (this.#waiting.length > before) idle = -1;
    }
    const came = this.#waiting.length + atWork;
    if (!this.run.tellsNothing()) {
      this.#believe(Math.max(came, this.#size - 1));
      return;
    }
    if (wasFull || this.#size < FULL) this.#believe(came);
    if (wasFull && this.#size < FULL) this.#stayedAway();
  }

  #stayedAway(): void {
    this.#since = 0;
    this.#learns = this.#pause === PAUSE;
    this.#pause = PAUSE;
  }

  #believe(size: number): void {
    this.#size = Math.min(FULL, size);
    if (this.#size === FULL) this.#since = undefined;
  }
}
