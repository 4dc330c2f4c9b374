/*
 * All changes to one zone go through one queue in the process.
 *
 * Wix has no revision on a zone, so concurrent writers lose updates (fact sheet dns.md, "Object: DnsZone"). The queue
 * works in rounds:
 *
 *   look at the zone, or take the last PATCH's answer where that is fresh enough
 *   plan what each waiting job still has to do; a job with nothing to do is done
 *   pack the plans of all jobs; send the first PATCH
 *
 * A job is done when the zone itself shows what it wants, so an answer that was lost needs no handling of its own: the
 * next round looks. Nothing is sent that was not planned on the zone as just seen.
 */
import type { Clock } from "../../core/clock";
import { pack, type PackedPatch } from "../../dns/patch";
import { plan, type Change, type Intent, type Plan } from "../../dns/plan";
import type { RecordSetKey } from "../../dns/types";
import { readZone, type Zone } from "../../dns/zone";
import type { Wix } from "../../wix/client";
import { getZone, patchZone } from "../../wix/dns-zones";
import { isWixError } from "../../wix/errors";
import { NoZone, StoredDifferently, ZoneBusy, ZoneConflict } from "./errors";

/** How old a look at the zone may be for a write to be planned on it, and for a refresh; ms. */
const WRITE_AGE = 1_000;
const READ_AGE = 5_000;
/** Half of how long to wait for the next of a crowd, in ms: while some are missing, and while none is known to be. */
const LINGER = 30;
const SHORT_LINGER = 10;
/** How often a job may fail for reasons that may pass, and the first pause after such a failure in ms (doubles). */
const MAX_FAILURES = 6;
const FAILURE_PAUSE = 250;
/** Refusals that do not come from the zone having moved between look and write; which ones do, Wix does not say. */
const ABOUT_CREDENTIALS = new Set([401, 403]);

/** What a job came to. */
export interface Settled {
  /** The zone that shows it. */
  zone: Zone;
  /** The plan that it started from. */
  first: Plan;
}

/** A job that did not reach its goal. Part of its changes may stand in the zone. */
export class ZoneChangeFailed extends Error {
  readonly kind = "zone-change-failed";
  constructor(
    override readonly cause: Error,
    /** Whether anything of the job was sent. */
    readonly sent: boolean,
    /** The plan that it started from; absent where the zone could not be read. */
    readonly first: Plan | undefined,
    /** The zone as last seen; absent where it could not be read. */
    readonly zone: Zone | undefined,
  ) {
    super(cause.message);
  }
}

interface Job {
  readonly intent: Intent;
  readonly moreToCome: () => boolean;
  readonly deadline: number;
  readonly settle: (settled: Settled) => void;
  readonly fail: (failed: ZoneChangeFailed) => void;
  /** The plan from before anything was sent. */
  first?: Plan;
  sent: boolean;
  /** What Wix says it has changed for this job. */
  readonly written: Set<RecordSetKey>;
  failures: number;
  lastFailure?: Error;
  /** Its changes were refused together with those of others; find out whose were wrong. */
  alone: boolean;
  ended: boolean;
}

const pendingKeys = ({ changes, conflicts }: Plan): RecordSetKey[] =>
  [...changes, ...conflicts].map(({ key }) => key);

export class ZoneQueue {
  #waiting: Job[] = [];
  #running = false;
  /** How many jobs came together last. */
  #crowd = 0;
  #onArrival = (): void => undefined;
  #seen: { zone: Zone | undefined; at: number } | undefined;
  #reading: Promise<Zone | undefined> | undefined;
  /** Counts writes: a read that began before a write says nothing about the zone after it. */
  #writes = 0;

  constructor(
    private readonly wix: Wix,
    private readonly clock: Clock,
    private readonly domainName: string,
    private readonly accountId: string | undefined,
  ) {}

  /** The zone, at most five seconds old; undefined where Wix proves that there is none. */
  read(): Promise<Zone | undefined> {
    return this.#look(READ_AGE);
  }

  /**
   * Brings the zone to what the intent wants.
   * @param timeout ms
   * @param moreToCome whether other jobs may follow soon
   * @throws ZoneChangeFailed
   */
  apply(intent: Intent, timeout: number, moreToCome: () => boolean): Promise<Settled> {
    const done = new Promise<Settled>((settle, fail) => {
      this.#waiting.push({
        intent,
        moreToCome,
        deadline: this.clock.now() + timeout,
        settle,
        fail,
        sent: false,
        written: new Set(),
        failures: 0,
        alone: false,
        ended: false,
      });
    });
    this.#onArrival();
    if (!this.#running) void this.#run();
    return done;
  }

  async #run(): Promise<void> {
    this.#running = true;
    let open: Job[] = [];
    try {
      while (open.length + this.#waiting.length > 0) {
        const looking = open.length === 0 ? this.#look(WRITE_AGE) : undefined;
        // That the look failed is the round's to judge.
        if (looking) await Promise.allSettled([looking, this.#gather()]);
        open = await this.#round(open, looking);
      }
    } catch (error) {
      // A fault of ours must not leave anybody waiting for ever.
      for (const job of [...open, ...this.#waiting.splice(0)]) this.#fail(job, error as Error);
    } finally {
      this.#running = false;
    }
  }

  /**
   * Engines work on a fixed number of resources at once and wait for all of them, so a crowd that was seen comes again:
   * it is waited for, and believed to be smaller by one whenever it did not come.
   */
  async #gather(): Promise<void> {
    const known = this.#crowd > 1;
    const expected = known ? this.#crowd : Infinity;
    const complete = new Promise<void>(resolve => {
      this.#onArrival = () => {
        if (this.#waiting.length >= expected) resolve();
      };
    });
    // Twice, since a process that is busy lets a timer pass before it sees who has come meanwhile.
    for (let idle = 0; idle < 2 && this.#waiting.length < expected; idle++) {
      const before = this.#waiting.length;
      const missing = known && this.#waiting.some(job => job.moreToCome());
      await Promise.race([complete, this.clock.sleep(missing ? LINGER : SHORT_LINGER)]);
      if (this.#waiting.length > before) idle = -1;
    }
    this.#crowd = Math.max(this.#waiting.length, this.#crowd - 1);
  }

  /**
   * @param looking the look that was begun while the crowd gathered
   * @returns the jobs that need another round
   */
  async #round(before: readonly Job[], looking: Promise<unknown> | undefined): Promise<Job[]> {
    let zone: Zone | undefined;
    let failure: Error | undefined;
    try {
      await looking;
      const seen = await this.#look(WRITE_AGE);
      const doubtful = before.some(job => seen !== undefined && this.#doubtful(job, plan(seen, job.intent)));
      zone = doubtful ? await this.#look(0) : seen;
    } catch (error) {
      failure = error as Error;
    }
    const open = [...before, ...this.#waiting.splice(0)];
    if (zone === undefined) {
      for (const job of open) this.#fail(job, failure ?? new NoZone(this.domainName));
      return [];
    }
    const alone = open.find(job => job.alone);
    const due = this.#due(alone === undefined ? open : [alone], zone);
    const [patch] = pack([...due.values()].flat());
    if (patch !== undefined) await this.#send(patch, due);
    return open.filter(job => !job.ended);
  }

  /** Wix said that it changed something, and the zone does not show it. */
  #doubtful(job: Job, planned: Plan): boolean {
    return pendingKeys(planned).some(key => job.written.has(key));
  }

  /** Plans each job; settles those that are done and fails those that cannot be. @returns the changes still due */
  #due(jobs: readonly Job[], zone: Zone): Map<Job, Change[]> {
    const due = new Map<Job, Change[]>();
    const hosts = new Set<string>();
    for (const job of jobs) {
      const planned = plan(zone, job.intent);
      if (!job.sent) job.first = planned;
      if (pendingKeys(planned).length === 0) {
        job.ended = true;
        job.settle({ zone, first: job.first ?? planned });
      } else if (this.#doubtful(job, planned)) {
        this.#fail(job, new StoredDifferently(this.domainName, pendingKeys(planned), zone));
      } else if (planned.conflicts.length > 0) {
        this.#fail(job, new ZoneConflict(this.domainName, planned.conflicts));
      } else if (job.failures >= MAX_FAILURES || this.clock.now() >= job.deadline) {
        this.#fail(job, job.lastFailure ?? new ZoneBusy(this.domainName, planned.changes));
      } else if (!planned.changes.some(({ hostName }) => hosts.has(hostName))) {
        // Two jobs on one host go one after the other, each planned on what the other left.
        for (const { hostName } of planned.changes) hosts.add(hostName);
        due.set(job, planned.changes);
      }
    }
    return due;
  }

  async #send(patch: PackedPatch, due: ReadonlyMap<Job, Change[]>): Promise<void> {
    const carried = new Set(patch.changes);
    const jobs = [...due]
      .filter(([, changes]) => changes.some(change => carried.has(change)))
      .map(([job]) => job);
    for (const job of jobs) job.sent = true;
    this.#writes++;
    this.#seen = undefined;
    this.#reading = undefined;
    const at = this.clock.now();
    try {
      const answer = await patchZone(this.wix, this.domainName, this.accountId, patch.body);
      this.#seen = { zone: readZone(this.domainName, answer.records), at };
      for (const job of jobs)
        for (const change of due.get(job) ?? []) if (carried.has(change)) job.written.add(change.key);
    } catch (error) {
      await this.#failed(jobs, error as Error);
    }
  }

  async #failed(jobs: readonly Job[], error: Error): Promise<void> {
    const refused = isWixError(error);
    for (const job of jobs) {
      job.failures++;
      job.lastFailure = error;
      if (refused && jobs.length > 1) job.alone = true;
      else if (refused && (job.failures > 1 || ABOUT_CREDENTIALS.has(error.status))) this.#fail(job, error);
    }
    if (!refused) await this.clock.sleep(FAILURE_PAUSE * 2 ** Math.min(5, (jobs[0]?.failures ?? 1) - 1));
  }

  #fail(job: Job, cause: Error): void {
    job.ended = true;
    job.fail(new ZoneChangeFailed(cause, job.sent, job.first, this.#seen?.zone));
  }

  /** @param age ms that an earlier look may be old */
  async #look(age: number): Promise<Zone | undefined> {
    if (age > 0 && this.#seen !== undefined && this.clock.now() - this.#seen.at <= age)
      return this.#seen.zone;
    this.#reading ??= this.#get();
    return this.#reading;
  }

  async #get(): Promise<Zone | undefined> {
    const [writes, at] = [this.#writes, this.clock.now()];
    try {
      const answer = await getZone(this.wix, this.domainName, this.accountId);
      const zone = answer === undefined ? undefined : readZone(this.domainName, answer.records);
      if (writes === this.#writes) this.#seen = { zone, at };
      return zone;
    } finally {
      if (writes === this.#writes) this.#reading = undefined;
    }
  }
}

const queues = new WeakMap<Wix, Map<string, ZoneQueue>>();

/** The queue of a zone: the same one for all resources that reach Wix the same way. */
export const zoneQueue = (
  wix: Wix,
  clock: Clock,
  domainName: string,
  accountId: string | undefined,
): ZoneQueue => {
  const ofWix = queues.get(wix) ?? new Map<string, ZoneQueue>();
  queues.set(wix, ofWix);
  const key = `${accountId ?? ""} ${domainName}`;
  const queue = ofWix.get(key) ?? new ZoneQueue(wix, clock, domainName, accountId);
  ofWix.set(key, queue);
  return queue;
};
