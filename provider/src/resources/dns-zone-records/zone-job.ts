import type { Show } from "../../dns/describe";
import type { Change, Intent, KnownSet, Note, Plan, SetMemory } from "../../dns/intent";
import type { RecordSetKey } from "../../dns/types";
import type { Zone } from "../../dns/zone";

/** What a resource wants of a zone. */
export interface ZoneRequest {
  readonly intent: Intent;
  /** ms since the epoch. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
  /** How many may know whose a set is, and have not been heard of yet. @default none */
  readonly unseen?: () => number;
  /** How messages show values. */
  readonly show: Show;
  /**
   * Called as soon as the zone shows what is wanted, before anything else is planned on it: who comes next must know
   * what is whose.
   */
  readonly settled?: (settled: Settled) => void;
}

/** What a job came to. */
export interface Settled {
  /** The zone that shows it. */
  zone: Zone;
  /** What is to be remembered of each declared set. */
  memory: Record<RecordSetKey, SetMemory>;
  /** Sets that stay for others. */
  left: Record<RecordSetKey, KnownSet>;
  notes: readonly Note[];
  /** What was sent and stands. */
  changes: readonly Change[];
}

/** What is known of a job that did not reach its goal. */
export interface Unsettled {
  memory: Record<RecordSetKey, SetMemory>;
  /** Keys of which something was sent. */
  sent: ReadonlySet<RecordSetKey>;
  /** Keys that Wix says it has changed. */
  written: ReadonlySet<RecordSetKey>;
  /** The zone as it stands after the failure; absent where it could not be read. */
  zone: Zone | undefined;
}

/** A job that did not reach its goal. Part of its changes may stand in the zone, if anything was sent. */
export class ZoneChangeFailed extends Error {
  readonly kind = "zone-change-failed";
  constructor(
    override readonly cause: Error,
    readonly unsettled: Unsettled,
  ) {
    super(cause.message);
  }
}

/** One request on its way through the rounds of a zone. */
export class ZoneJob {
  readonly #changes = new Map<RecordSetKey, Change>();
  readonly #written = new Set<RecordSetKey>();
  readonly #memory = new Map<RecordSetKey, SetMemory>();
  #notes: readonly Note[] = [];
  #ended = false;
  /** How often something failed that may pass. */
  troubles = 0;
  /** How often Wix refused a change that this job was part of. */
  refusals = 0;
  lastFailure: Error | undefined;

  constructor(
    readonly request: ZoneRequest,
    private readonly resolve: (settled: Settled) => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  get ended(): boolean {
    return this.#ended;
  }

  get hasSent(): boolean {
    return this.#changes.size > 0;
  }

  /** Notes what a plan says of sets of which nothing was sent yet: later, they show what we wrote ourselves. */
  planned({ memory, notes }: Plan): void {
    if (!this.hasSent) this.#notes = notes;
    for (const key of Object.keys(this.request.intent.declared)) {
      if (this.#changes.has(key)) continue;
      this.#memory.set(key, memory[key] ?? {});
    }
  }

  sends(changes: readonly Change[]): void {
    for (const change of changes) this.#changes.set(change.key, change);
  }

  wrote(changes: readonly Change[]): void {
    for (const { key } of changes) this.#written.add(key);
  }

  /** Whether a plan wants something once more that Wix says it has done. */
  isDoubtful(pending: readonly RecordSetKey[]): boolean {
    return pending.some(key => this.#written.has(key));
  }

  settle(zone: Zone, { left }: Plan): void {
    this.#ended = true;
    const settled: Settled = {
      zone,
      left,
      memory: Object.fromEntries(this.#memory),
      notes: this.#notes,
      changes: [...this.#changes.values()],
    };
    try {
      this.request.settled?.(settled);
      this.resolve(settled);
    } catch (error) {
      this.reject(error);
    }
  }

  /** @param look how the zone stands after the failure; not asked where nothing was sent */
  fail(cause: Error, look: () => Promise<Zone | undefined>): void {
    this.#ended = true;
    const seen = this.hasSent ? look() : Promise.resolve(undefined);
    const tell = (zone: Zone | undefined): void => {
      const unsettled = {
        memory: Object.fromEntries(this.#memory),
        sent: new Set(this.#changes.keys()),
        written: this.#written,
        zone,
      };
      this.reject(new ZoneChangeFailed(cause, unsettled));
    };
    seen.then(tell, () => {
      tell(undefined);
    });
  }
}

/** Aborted when one of them is to stop; undefined where nobody can tell them to. */
export const calledOff = (jobs: readonly ZoneJob[]): AbortSignal | undefined => {
  const signals = new Set(jobs.flatMap(({ request }) => request.signal ?? []));
  return signals.size === 0 ? undefined : AbortSignal.any([...signals]);
};
