/*
 * Whose is a set that is new to a resource and stands in the zone already? Whoever had it so far may be declared in this run
 * and not have come yet: engines tell a resource's saved state with its difference, and a busy one tells it late. Taken for
 * found, the set would stay for ever, or be refused as somebody else's. So whoever wants it waits until all others of the zone
 * were heard of; but not for those who cannot come before it is done, nor for those who, as all so far, are made anew.
 */
import type { Clock } from "../../core/clock";
import { strangers } from "../../dns/strangers";
import type { Zone } from "../../dns/zone";
import type { Slot } from "../../lifecycle/context";
import type { ZoneJob } from "./zone-job";

/** For how long nobody may be heard of; those who are missing then depend on who waits, or are left out of the run. In ms. */
const PATIENCE = 2_000;
/** How often nobody may have been heard of at least: a process that stood still sees late who has come meanwhile. */
const QUESTIONS = 20;

/** For how long a job has waited for as many as are missing. */
interface Waiting {
  readonly missing: number;
  /** ms since the epoch. */
  readonly since: number;
  questions: number;
}

export class Acquaintance {
  readonly #waiting = new WeakMap<ZoneJob, Waiting>();
  /** Somebody has waited in vain. Once a run is enough. */
  #inVain = false;

  constructor(private readonly clock: Clock) {}

  /** Whether a job is better planned on a zone once others were heard of. */
  putsOff(job: ZoneJob, zone: Zone): boolean {
    return this.#mayWait(job) && strangers(zone, job.request.intent).length > 0 && this.#isWorthIt(job);
  }

  /** Whether a job that was put off is so still. */
  stillPutsOff(job: ZoneJob): boolean {
    return this.#waiting.has(job) && this.#mayWait(job) && this.#isWorthIt(job);
  }

  #mayWait({ request: { deadline, signal }, hasSent }: ZoneJob): boolean {
    return !this.#inVain && !hasSent && signal?.aborted !== true && this.clock.now() < deadline;
  }

  #isWorthIt(job: ZoneJob): boolean {
    const missing = job.request.unseen?.() ?? 0;
    if (missing === 0) return false;
    const now = this.clock.now();
    const waiting = this.#waiting.get(job);
    if (waiting?.missing !== missing) {
      this.#waiting.set(job, { missing, since: now, questions: 0 });
      return true;
    }
    this.#inVain = ++waiting.questions >= QUESTIONS && now - waiting.since >= PATIENCE;
    return !this.#inVain;
  }
}

/** One for all zones of a session: what keeps one from being heard of keeps others, too. */
export const ACQUAINTANCE: Slot<Acquaintance> = { make: ({ clock }) => new Acquaintance(clock) };
