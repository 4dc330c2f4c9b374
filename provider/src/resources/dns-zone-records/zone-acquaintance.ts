/*
 * Whose is a set that is new to a resource and stands in the zone already? Whoever had it so far may be declared in this run
 * and not have come yet: engines tell a resource's saved state with its difference, and a busy one tells it late. Taken for
 * found, the set would stay for ever, or be refused as somebody else's. So whoever wants it waits until all others of the zone
 * were heard of, but not for those who cannot come before it is done.
 */
import type { Clock } from "../../core/clock";
import { strangers } from "../../dns/strangers";
import type { Zone } from "../../dns/zone";
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
  /** Who was waited for in vain. */
  readonly #absent = new Set<string>();
  readonly #waiting = new WeakMap<ZoneJob, Waiting>();

  constructor(private readonly clock: Clock) {}

  /** Whether a job is better planned once somebody else was heard of. */
  isAwaitedBy(job: ZoneJob, zone: Zone): boolean {
    const { intent, deadline, signal, unseen } = job.request;
    const now = this.clock.now();
    if (job.hasSent || signal?.aborted || now >= deadline) return false;
    if (strangers(zone, intent).length === 0) return false;
    const missing = (unseen?.() ?? []).filter(name => !this.#absent.has(name));
    if (missing.length === 0) return false;
    const waiting = this.#waiting.get(job);
    if (waiting?.missing !== missing.length) {
      this.#waiting.set(job, { missing: missing.length, since: now, questions: 0 });
      return true;
    }
    if (++waiting.questions < QUESTIONS || now - waiting.since < PATIENCE) return true;
    for (const name of missing) this.#absent.add(name);
    return false;
  }
}
