import type { Clock } from "../core/clock";

const WINDOW_MS = 60_000;

/**
 * Keeps the whole process under Wix's limit (fact sheet README, "Rate limits and retry": 200 requests a minute):
 * no window of 60 s sees more starts than allowed, so a short program never waits. Throttling by Wix halves the
 * allowance, since other processes use up the same limit; every answered request gives one back.
 */
export class Pace {
  readonly #starts: number[] = [];
  #allowed: number;
  #notBefore = 0;
  #line: Promise<void> = Promise.resolve();

  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
  ) {
    this.#allowed = perMinute;
  }

  /** Requests a minute that are allowed at present. */
  get allowed(): number {
    return this.#allowed;
  }

  /** Resolves when the next request may start; first come, first served. */
  turn(): Promise<void> {
    this.#line = this.#line.then(() => this.#wait());
    return this.#line;
  }

  /** Wix throttled a request. @param askedFor ms to stay away, if Wix said so */
  throttled(askedFor: number | undefined): void {
    this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
    if (askedFor !== undefined) this.#notBefore = Math.max(this.#notBefore, this.clock.now() + askedFor);
  }

  answered(): void {
    this.#allowed = Math.min(this.perMinute, this.#allowed + 1);
  }

  async #wait(): Promise<void> {
    for (let ms = this.#due(); ms > 0; ms = this.#due()) await this.clock.sleep(ms);
    this.#starts.push(this.clock.now());
  }

  #due(): number {
    const now = this.clock.now();
    while (this.#starts.length > 0 && (this.#starts[0] ?? now) <= now - WINDOW_MS) this.#starts.shift();
    const blocking = this.#starts[this.#starts.length - this.#allowed];
    const freeAt = blocking === undefined ? now : blocking + WINDOW_MS;
    return Math.max(freeAt, this.#notBefore) - now;
  }
}
