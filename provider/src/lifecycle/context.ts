import type { Clock } from "../core/clock";
import type { Ledger, Owner } from "../core/ownership";
import type { MaxWait } from "../core/still-waiting";
import type { Wix } from "../wix/client";

/** What all operations of one process share: nothing is kept anywhere else. */
export interface Session {
  /** Connects when it is first asked for. */
  readonly wix: Wix;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Whether a resource is about to be made, as all that the run has told of so far: it was not there before. */
  isNew(owner: Owner): boolean;
  /** Whether operations that were planned have not all begun; to wait for company that may come. */
  expectsMore(): boolean;
  /** How often the run has told of what is to come; never, where it only destroys. */
  told(): number;
  /**
   * Whether fewer operations are under way than were at once before, so that others can begin before one of them ends;
   * undefined where as many are, and nobody knows whether that is all.
   */
  hasRoom(): boolean | undefined;
  /** Nobody began while somebody waited for it: what is under way is all that can be at once, until it is more. */
  stayedAway(): void;
  /** Something that is made once a session and shared: a queue, a lock. */
  shared<Shared>(slot: Slot<Shared>): Shared;
}

/** Names something shared, by the object's own identity. */
export interface Slot<Shared> {
  readonly make: (session: Session) => Shared;
}

/** What a lifecycle may know and use of the world. */
export interface Context {
  /** The resource that is worked on. */
  readonly owner: Owner;
  readonly session: Session;
  readonly wix: Wix;
  readonly clock: Clock;
  /** Shows one line to the person who watches the run. */
  log(line: string): void;
  /** In [0, 1), to vary pauses. @default Math.random */
  readonly random?: () => number;
  /** End of the whole operation; ms since the epoch. Every wait ends by then. */
  readonly deadline: number;
  /** What the deadline was made of, for messages; ms. */
  readonly timeout: number;
  /** How long the run has time for the operation's waits (`wix:maxWait`). @default to the deadline */
  readonly maxWait?: MaxWait | undefined;
  /** Notes that somebody waits for Wix. @returns call it when that is over */
  readonly watch?: () => () => void;
  /** Aborted when the operation is to stop where it is, with what it knows saved. */
  readonly signal?: AbortSignal;
  /** Whether a property, e.g. `records`, holds anything secret: its content goes into no message. */
  sealed(property: string): boolean;
  /** The account of a thing in canonical form: the resource's own, else the configured one. @throws ConfigurationError */
  account(own: string | undefined): string;
}
