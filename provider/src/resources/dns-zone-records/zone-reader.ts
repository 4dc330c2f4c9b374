import type { Clock } from "../../core/clock";
import type { Zone } from "../../dns/zone";

/** Looks at one zone for all who want to know: one request at a time, and none where the last answer is fresh enough. */
export class ZoneReader {
  #seen: { zone: Zone | undefined; at: number } | undefined;
  #reading: Promise<Zone | undefined> | undefined;
  /** Counts writes: a read that began before a write says nothing about the zone after it. */
  #writes = 0;

  constructor(
    private readonly clock: Clock,
    private readonly get: () => Promise<Zone | undefined>,
  ) {}

  /**
   * The zone; undefined where Wix proves that there is none.
   * @param age ms that an earlier look may be old; 0: looks anew
   */
  look(age: number): Promise<Zone | undefined> {
    if (age > 0 && this.#seen !== undefined && this.clock.now() - this.#seen.at <= age)
      return Promise.resolve(this.#seen.zone);
    return (this.#reading ??= this.#read());
  }

  /** To be called before each write: what was seen so far counts no more. */
  forget(): void {
    this.#writes++;
    this.#seen = undefined;
    this.#reading = undefined;
  }

  /** Notes what the answer to a write showed. @param at when it was sent */
  saw(zone: Zone, at: number): void {
    this.#seen = { zone, at };
  }

  async #read(): Promise<Zone | undefined> {
    const [writes, at] = [this.#writes, this.clock.now()];
    try {
      const zone = await this.get();
      if (writes === this.#writes) this.#seen = { zone, at };
      return zone;
    } finally {
      if (writes === this.#writes) this.#reading = undefined;
    }
  }
}
