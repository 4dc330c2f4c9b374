/*
 * Brings one zone to what all jobs want, in rounds:
 *
 *   look at the zone, or take the last PATCH's answer where that is fresh enough
 *   put off who takes a set over of which others may know more (zone-acquaintance.ts)
 *   plan what each other job still has to do; a job with nothing to do is done
 *   pack the plans of all jobs; send the first PATCH
 *
 * Wix has no revision on a zone, so nothing is sent that was not planned on the zone as just seen. A job is done when
 * the zone itself shows what it wants, so an answer that was lost needs no handling of its own: the next round looks.
 *
 * What a failed PATCH means
 *   refused       by Wix, in its own words: one of the jobs in it is wrong. They are halved until it is alone, and it
 *                 gets one more try, since the zone may have moved between look and write
 *   transient     throttled, or not sent: looks again after a pause, until the job's deadline
 *   unknown       looks again in the same way
 *   anything else is a fault of ours: the jobs in it fail
 */
import type { Clock } from "../../core/clock";
import { isTransient } from "../../core/transience";
import type { Change, Plan } from "../../dns/intent";
import { pack, type PackedPatch } from "../../dns/patch";
import { plan } from "../../dns/plan";
import { mayBeCut } from "../../dns/shown";
import type { RecordSetKey } from "../../dns/types";
import type { Zone } from "../../dns/zone";
import { isUnknownOutcome, isWixError } from "../../wix/errors";
import { NoZone, storedDifferently, zoneBusy, zoneConflict } from "./errors";
import type { Acquaintance } from "./zone-acquaintance";
import { lookAfterFailure } from "./zone-afterwards";
import { calledOff, type ZoneJob } from "./zone-job";
import type { ZoneReader } from "./zone-reader";

/** How old a look at the zone may be for a write to be planned on it; ms. */
export const WRITE_AGE = 1_000;
/** Refusals that do not come from the zone having moved between look and write; which ones do, Wix does not say. */
const ABOUT_CREDENTIALS = new Set([401, 403]);
/** The first pause after trouble in ms, and how often it doubles. */
const PAUSE = 250;
const DOUBLINGS = 5;
/** Between two questions whether somebody was heard of; ms. */
const NEWS_PAUSE = 50;

const pendingKeys = ({ changes, conflicts }: Plan): RecordSetKey[] =>
  [...changes, ...conflicts].map(({ key }) => key);

export interface ZoneAccess {
  readonly domainName: string;
  readonly clock: Clock;
  readonly reader: ZoneReader;
  readonly acquaintance: Acquaintance;
  /** @returns the zone as the answer shows it */
  patch(body: PackedPatch["body"]): Promise<Zone>;
}

export class ZoneWriter {
  /** Jobs whose changes were refused together, to be tried in these groups. */
  readonly #suspects: (readonly ZoneJob[])[] = [];

  constructor(private readonly zone: ZoneAccess) {}

  /**
   * One look, and one PATCH at most.
   * @param jobs those under way, then those that just came
   * @param looking a look that was begun while they came together
   * @param mayWait whether a PATCH with room left may wait, after some were settled, for who comes in their place
   * @returns whether one waits
   */
  async round(jobs: readonly ZoneJob[], looking?: Promise<unknown>, mayWait = false): Promise<boolean> {
    const { acquaintance } = this.zone;
    if (jobs.every(job => acquaintance.stillPutsOff(job))) {
      await this.#pause(jobs, NEWS_PAUSE);
      return false;
    }
    let zone: Zone | undefined;
    try {
      await looking;
      zone = await this.#look(jobs);
    } catch (error) {
      await this.#troubled(jobs, error as Error);
      return false;
    }
    if (zone === undefined) {
      for (const job of jobs) this.#fail(job, new NoZone(this.zone.domainName));
      return false;
    }
    const due = this.#due(
      this.#turn(jobs).filter(job => !acquaintance.putsOff(job, zone)),
      zone,
    );
    const [patch, ...others] = pack([...due.values()].flat());
    if (patch === undefined) return false;
    const hasRoom = others.length === 0 && this.#suspects.length === 0;
    if (mayWait && hasRoom && jobs.some(job => job.ended)) return true;
    await this.#send(patch, due);
    return false;
  }

  /** A look; a fresh one where Wix said that it changed something, and the zone does not show it. */
  async #look(jobs: readonly ZoneJob[]): Promise<Zone | undefined> {
    const seen = await this.zone.reader.look(WRITE_AGE);
    if (seen === undefined) return undefined;
    const isDoubtful = jobs.some(job => job.isDoubtful(pendingKeys(plan(seen, job.request.intent))));
    return isDoubtful ? this.zone.reader.look(0) : seen;
  }

  /** The jobs that are to be planned now: all, or the next group of suspects. */
  #turn(jobs: readonly ZoneJob[]): readonly ZoneJob[] {
    for (let next = this.#suspects[0]; next !== undefined; next = this.#suspects[0]) {
      const group = next.filter(job => !job.ended);
      if (group.length > 0) return group;
      this.#suspects.shift();
    }
    return jobs;
  }

  /** Plans each job; settles those that are done and fails those that cannot be. @returns the changes still due */
  #due(jobs: readonly ZoneJob[], zone: Zone): Map<ZoneJob, Change[]> {
    const due = new Map<ZoneJob, Change[]>();
    const hosts = new Set<string>();
    for (const job of jobs) {
      const planned = plan(zone, job.request.intent);
      job.planned(planned);
      const failure = this.#failureOf(job, planned, zone);
      if (pendingKeys(planned).length === 0) job.settle(zone, planned);
      else if (failure !== undefined) this.#fail(job, failure);
      else if (!planned.changes.some(({ hostName }) => hosts.has(hostName))) {
        // Two jobs on one host go one after the other, each planned on what the other left.
        for (const { hostName } of planned.changes) hosts.add(hostName);
        due.set(job, planned.changes);
      }
    }
    return due;
  }

  #failureOf(job: ZoneJob, planned: Plan, zone: Zone): Error | undefined {
    const { domainName, clock } = this.zone;
    const { deadline, signal, show, intent } = job.request;
    const pending = pendingKeys(planned);
    if (job.isDoubtful(pending)) return storedDifferently(domainName, pending, intent.declared, zone, show);
    if (planned.conflicts.length > 0) return zoneConflict(domainName, planned.conflicts, show);
    if (signal?.aborted !== true && clock.now() < deadline) return undefined;
    return job.lastFailure ?? zoneBusy(domainName, planned.changes);
  }

  async #send(patch: PackedPatch, due: ReadonlyMap<ZoneJob, Change[]>): Promise<void> {
    const { reader, clock } = this.zone;
    const isCarried = new Set(patch.changes);
    const carried = new Map(
      [...due]
        .map(([job, changes]) => [job, changes.filter(change => isCarried.has(change))] as const)
        .filter(([, changes]) => changes.length > 0),
    );
    for (const [job, changes] of carried) job.sends(changes);
    reader.forget();
    const at = clock.now();
    try {
      const answered = await this.zone.patch(patch.body);
      // Of a text that may come back cut, a look tells more than the answer.
      if (!patch.changes.some(({ type, add }) => mayBeCut(type, add?.values ?? []))) reader.saw(answered, at);
      for (const [job, changes] of carried) job.wrote(changes);
      this.#suspects.shift();
    } catch (error) {
      await this.#failed([...carried.keys()], error as Error);
    }
  }

  async #failed(jobs: readonly ZoneJob[], error: Error): Promise<void> {
    if (isTransient(error) || isUnknownOutcome(error)) return this.#troubled(jobs, error);
    if (!isWixError(error) || ABOUT_CREDENTIALS.has(error.status)) {
      for (const job of jobs) this.#fail(job, error);
      return;
    }
    this.#suspects.shift();
    for (const job of jobs) {
      job.refusals++;
      job.lastFailure = error;
    }
    const [only, ...others] = jobs;
    if (only === undefined) return;
    if (others.length === 0 && only.refusals > 1) {
      this.#fail(only, error);
      return;
    }
    const half = Math.ceil(jobs.length / 2);
    this.#suspects.unshift(jobs.slice(0, half), jobs.slice(half));
  }

  /** Trouble that may pass: waits, and lets those whose time is up go. */
  async #troubled(jobs: readonly ZoneJob[], error: Error): Promise<void> {
    const { clock } = this.zone;
    const mayPass = isTransient(error) || isUnknownOutcome(error);
    for (const job of jobs) {
      const { deadline, signal } = job.request;
      job.troubles++;
      job.lastFailure = error;
      if (!mayPass || signal?.aborted || clock.now() >= deadline) this.#fail(job, error);
    }
    const open = jobs.filter(job => !job.ended);
    if (open.length === 0) return;
    const troubles = Math.min(...open.map(job => job.troubles));
    const left = Math.min(...open.map(job => job.request.deadline)) - clock.now();
    await this.#pause(open, Math.min(PAUSE * 2 ** Math.min(DOUBLINGS, troubles - 1), left));
  }

  async #pause(jobs: readonly ZoneJob[], ms: number): Promise<void> {
    // Whose signal it was fails in the next round.
    await this.zone.clock.sleep(ms, calledOff(jobs)).catch(() => undefined);
  }

  #fail(job: ZoneJob, cause: Error): void {
    job.fail(cause, () => lookAfterFailure(this.zone));
  }
}
