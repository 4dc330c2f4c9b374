import type { Clock } from "../../core/clock";
import { Foretold, Unforetold, type Company, type Foreseen } from "./zone-company";

/** Those who wait for a zone together, so that they share its reads and writes. */
export class ZoneBatch<Job> {
  #waiting: Job[] = [];
  readonly #foretold: Company;
  readonly #unforetold: Company;
  #onArrival = (): void => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly run: Foreseen,
  ) {
    this.#foretold = new Foretold(run);
    this.#unforetold = new Unforetold(clock);
  }

  get #company(): Company {
    return this.run.told() > 0 ? this.#foretold : this.#unforetold;
  }

  /** Whether others may come that are worth a pause. */
  mayGrow(): boolean {
    return this.#company.mayGrow();
  }

  get waiting(): readonly Job[] {
    return this.#waiting;
  }

  /** @param atWork how many were taken out and are not done */
  add(job: Job, atWork = 0): void {
    this.#waiting.push(job);
    this.#company.came(this.#waiting.length, atWork);
    this.#onArrival();
  }

  take(): Job[] {
    return this.#waiting.splice(0);
  }

  /**
   * Ends once the batch is complete, or nobody came for as long as others are worth.
   * @param atWork how many were taken out and wait for the others
   * @param signal ends it where it is
   */
  async window(atWork = 0, signal?: AbortSignal): Promise<void> {
    const company = this.#company;
    const complete = company.open();
    const isComplete = (): boolean => this.#waiting.length + atWork >= complete;
    let isLong = false;
    for (let idle = 0; !isComplete(); idle++) {
      const patience = company.patience();
      // Who was just answered makes room a moment later.
      if (patience.isLong && !isLong) idle = 0;
      isLong = patience.isLong;
      if (idle === patience.pauses || signal?.aborted) break;
      const before = company.signs() + this.#waiting.length;
      const isOver = new Promise<void>(resolve => {
        this.#onArrival = () => {
          if (isComplete() || (isLong && !company.patience().isLong)) resolve();
        };
      });
      // What is to become of whom the signal has called is for a round to say.
      await Promise.race([isOver, this.clock.sleep(patience.pause, signal).catch(() => undefined)]);
      if (company.signs() + this.#waiting.length > before) idle = -1;
    }
    company.shut(this.#waiting.length + atWork, isLong && !isComplete() && !signal?.aborted);
  }
}
