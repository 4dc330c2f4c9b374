/*
 * Whether Wix can be reached, as people are told: a line after ten seconds without a usable answer, then one a minute, and
 * one when Wix answers again. They are the process's, however many resources wait, and stop when nobody waits any more.
 */
import { formatDuration } from "../core/duration";

/** Without a usable answer for so long, a line is due; ms. */
const FIRST = 10_000;
/** And another one whenever so much more has passed; ms. */
const AGAIN = 60_000;
/** How often it is seen to, in ms. */
const TICK = 1_000;

/** Does something again and again, and keeps no process alive for it. @returns call it to stop */
export type Every = (ms: number, act: () => void) => () => void;

export interface ReachParts {
  now(): number;
  /** Shows one line to the person who watches the run. */
  say(line: string): void;
  /** @default lines come when a request ends, and at no other time */
  every?: Every | undefined;
}

/** A request under way. */
export interface UnderWay {
  /** Wix has answered, if only to refuse. */
  answered(): void;
  /** No usable answer came. */
  failed(reason: string): void;
}

/** No usable answer since, and why, as far as that is known. */
interface Silence {
  readonly since: number;
  host: string;
  reason: string | undefined;
  saidAt: number | undefined;
}

export class Reach {
  #watchers = 0;
  #underWay = 0;
  #silence: Silence | undefined;
  #stop: (() => void) | undefined;

  constructor(private readonly parts: ReachParts) {}

  /** Somebody waits for Wix from now on. @returns call it, once, when that is over */
  watch(): () => void {
    this.#watchers += 1;
    this.#stop ??= this.parts.every?.(TICK, () => {
      this.#look();
    });
    return () => {
      this.#watchers -= 1;
      if (this.#watchers > 0) return;
      this.#stop?.();
      this.#stop = undefined;
      // Whoever asks next begins anew: nobody has tried in between.
      this.#silence = undefined;
    };
  }

  /** A request goes out. */
  begin(host: string): UnderWay {
    this.#underWay += 1;
    this.#silence ??= this.#silent(host);
    return {
      answered: () => {
        this.#underWay -= 1;
        const { saidAt, since } = this.#silence ?? this.#silent(host);
        if (saidAt !== undefined)
          this.parts.say(`${host} answers again, after ${formatDuration(this.parts.now() - since)}`);
        this.#silence = this.#underWay > 0 ? this.#silent(host) : undefined;
      },
      failed: reason => {
        this.#underWay -= 1;
        this.#silence ??= this.#silent(host);
        Object.assign(this.#silence, { host, reason });
        this.#look();
      },
    };
  }

  #silent(host: string): Silence {
    return { since: this.parts.now(), host, reason: undefined, saidAt: undefined };
  }

  #look(): void {
    const silence = this.#silence;
    if (silence === undefined) return;
    const { since, saidAt, host, reason } = silence;
    const now = this.parts.now();
    if (now < (saidAt === undefined ? since + FIRST : saidAt + AGAIN)) return;
    silence.saidAt = now;
    const what =
      reason === undefined ? `no answer from ${host}` : `${host} cannot be reached (${reason}), tried`;
    this.parts.say(
      `${what} for ${formatDuration(now - since)}; going on. wix:baseUrl (WIX_BASE_URL) decides which host is called`,
    );
  }
}
