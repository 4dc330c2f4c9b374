/* How long those who wait for a zone wait for others, which saves calls: by what is known of who may still come. */
import type { Clock } from "../../core/clock";
import type { Session } from "../../lifecycle/context";

/** From this size on a batch fills a call (docs/wix/dns.md#limits-of-a-patch). */
const FULL = 10;
/**
 * Two such pauses are what one more call costs at Wix's pace, in ms (docs/wix/README.md#rate-limits-and-retry); an engine
 * that saves its state after each resource may need as long to come back with the next.
 */
const PAUSE = 150;
/** How many for those who come for certain. */
const MANY = 13;
/** No busy engine is waited for longer where nobody is certain to come: a pause, of which there are two; ms. */
const LONGEST_PAUSE = 1_000;

/** For how long nobody may come. In several pauses, since a process that is busy sees late who has come in one. */
interface Patience {
  /** ms. */
  readonly pause: number;
  readonly pauses: number;
  readonly isLong: boolean;
}

/** For those of whom nothing is known. */
const SHORT: Patience = { pause: 10, pauses: 2, isLong: false };
/** At first a look at the zone is under way as well, and takes longer at Wix. */
const FIRST: Patience = { ...SHORT, pause: 50 };

/** What is known of those who have not come. */
export interface Company {
  /** A window opens. @returns with how many the batch is complete */
  open(): number;
  /** How long the next is worth being waited for. */
  patience(): Patience;
  /** Whether others are worth a pause once somebody is done. */
  mayGrow(): boolean;
  /** Grows whenever the run shows that it goes on. */
  signs(): number;
  /** Somebody came. @param atWork how many were taken out and are not done */
  came(waiting: number, atWork: number): void;
  /** A window is over. @param count how many are there @param inVain whether others were worth a long pause, and stayed away */
  shut(count: number, inVain: boolean): void;
}

/** What a run tells of who may still come. */
export type Foreseen = Pick<Session, "told" | "expectsMore" | "hasRoom" | "stayedAway">;

/**
 * Of a run that tells of each resource before it works on it.
 *
 * Engines work on a fixed number of resources at once. Where fewer are under way than once were, whoever was told of and has
 * not begun comes, however long the engine is busy; where as many are, nobody comes before one of them is answered.
 */
export class Foretold implements Company {
  /** How many signs there were when the last window opened. */
  #before: number;

  constructor(private readonly run: Foreseen) {
    this.#before = run.told();
  }

  open(): number {
    this.#before = this.run.told();
    return FULL;
  }

  patience(): Patience {
    const room = this.run.hasRoom();
    if (!this.run.expectsMore() || room === false) return SHORT;
    return { pause: PAUSE, pauses: room ? MANY : 2, isLong: true };
  }

  /** An engine that makes resources as fast as it tells of them tells of the next one a moment after nobody was left. */
  mayGrow(): boolean {
    return this.run.expectsMore() || this.run.told() > this.#before;
  }

  signs(): number {
    return this.run.told();
  }

  came(): void {
    // The run has told of him.
  }

  shut(_count: number, inVain: boolean): void {
    if (inVain) this.run.stayedAway();
  }
}

/**
 * Of a run that only destroys, which tells of nobody beforehand: one of few resources waits for nobody.
 *
 * A batch that was seen comes again. One that filled a call is waited for, until it did not come; so it is where more than
 * fill a call came without one, for a busy engine sends its resources one by one: it saves what was done before it comes
 * back, the longer the more it has to save. So it is waited for three times as long as anybody was away while others waited;
 * and after the first that filled a call, twice as long as it takes to save as many: each of them came once it was saved.
 * Who comes after all shows that the engine was busy for longer, and that there are more; where that was in vain, too,
 * resources come one after the other.
 */
export class Unforetold implements Company {
  /** How many are there at once, as far as was seen; no more than fill a call. */
  #size = 0;
  #pause = PAUSE;
  /** How many have come since a batch stayed away. */
  #since = 0;
  /** How often in a row a batch was waited for in vain. */
  #vain = 0;
  #isOpen = false;
  /** Whether a batch has filled a call. */
  #hasFilled = false;
  /** Between two who came while a window was open: the longest of late, each counting half as much with the next; ms. */
  #gap = 0;
  /** When the last one came, or the window opened. */
  #cameAt = 0;

  constructor(private readonly clock: Clock) {}

  open(): number {
    this.#isOpen = true;
    this.#cameAt = this.clock.now();
    return this.#size > 1 ? this.#size : FULL;
  }

  patience(): Patience {
    if (this.mayGrow()) return { pause: this.#pause, pauses: 2, isLong: true };
    return this.#size === 0 ? FIRST : SHORT;
  }

  mayGrow(): boolean {
    return this.#size === FULL;
  }

  signs(): number {
    return 0;
  }

  came(waiting: number, atWork: number): void {
    const isBack = this.#vain > 0 && !this.mayGrow();
    const now = this.clock.now();
    const gap = now - this.#cameAt;
    if (isBack || this.#isOpen) this.#waitAtLeast(1.5 * gap);
    if (this.#isOpen) this.#gap = Math.max(this.#gap / 2, gap);
    this.#cameAt = now;
    this.#since++;
    if (isBack || this.#since > FULL) this.#believe(FULL);
    if (atWork > 0) this.#believe(Math.max(this.#size, waiting + atWork));
  }

  shut(count: number, inVain: boolean): void {
    this.#isOpen = false;
    if (count >= FULL && !this.#hasFilled) {
      this.#hasFilled = true;
      this.#waitAtLeast(FULL * this.#gap);
    }
    if (inVain) this.#stayedAway();
    // What was learnt meanwhile counts from the next window on.
    else if (this.mayGrow()) {
      this.#vain = 0;
      return;
    }
    this.#believe(count);
  }

  #stayedAway(): void {
    this.#since = 0;
    if (++this.#vain < 2) return;
    this.#vain = 0;
    this.#pause = PAUSE;
  }

  #waitAtLeast(pause: number): void {
    this.#pause = Math.min(LONGEST_PAUSE, Math.max(this.#pause, pause));
  }

  #believe(size: number): void {
    this.#size = Math.min(FULL, size);
  }
}
