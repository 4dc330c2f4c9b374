import type { Clock } from "../core/clock";
import type { Wix } from "../wix/client";

/** Stands in checked inputs for a value that is only known once something else has been applied. */
export const UNKNOWN: unique symbol = Symbol("unknown until applied");
export type Unknown = typeof UNKNOWN;

/** What is wrong with one input, and the way out. */
export interface Failure {
  /** Path of the input as the user wrote it, e.g. `records[3].values[0]`. */
  property: string;
  reason: string;
}

/** Something that at most one resource of a program may declare, e.g. one record set. */
export interface Claim {
  /** Unique name of the thing, e.g. `example.com MX mail.example.com`. */
  key: string;
  /** Path of the input that claims it. */
  property: string;
  /** Claims that are all shared do not collide. */
  shared: boolean;
}

export interface Checked<Inputs> {
  /** In canonical form; where there are failures, as far as it could be made. */
  inputs: Inputs;
  failures: Failure[];
  claims?: Claim[];
}

export interface Difference {
  changes: boolean;
  /** Inputs that cannot change in place. */
  replaces?: string[];
  /** Wix demands that the old one be gone before the new one is made. */
  deleteBeforeReplace?: boolean;
}

export interface Created<State> {
  id: string;
  state: State;
}

/** What a look at Wix showed: the state, and the inputs that a program would have to declare to get it. */
export interface Found<Inputs, State> {
  state: State;
  inputs: Inputs;
}

/** The answer of `read` where there is proof that the thing no longer exists. */
export const NOT_FOUND: unique symbol = Symbol("gone");
export type NotFound = typeof NOT_FOUND;

/** What a lifecycle may know and use of the world. */
export interface Context {
  /** Name of the resource in the program. */
  readonly name: string;
  readonly wix: Wix;
  readonly clock: Clock;
  /** Shows one line to the person who watches the run. */
  log(line: string): void;
  /** In [0, 1), to vary pauses. @default Math.random */
  readonly random?: () => number;
  /** The user's time-out for this operation in milliseconds, if there is one. */
  readonly timeout: number | undefined;
  /** End of this operation, in ms since the epoch; `Infinity` where the user has set no time-out. */
  readonly deadline: number;
  /** Calls the operation off. */
  readonly signal?: AbortSignal;
  /** Type and name of another resource of this program that claims the thing now. */
  claimedByAnother(key: string): string | undefined;
  /**
   * Whether the creates and updates of this class that were seen coming have not all begun.
   * @default it is not known, as in a delete, which nothing announces
   */
  readonly moreToCome?: () => boolean;
}

/**
 * Create, read, update and delete of one kind of thing at Wix, as plain functions over plain data.
 * Nothing here knows Pulumi; `check` and `diff` do no I/O.
 */
export interface Lifecycle<Inputs, State> {
  /**
   * Validates and brings into canonical form; collects all failures.
   * @param olds the canonical inputs of the last run, if the resource exists
   * @param news the inputs as typed, or canonical inputs of an earlier check; may hold {@link UNKNOWN} at any depth
   * @param name of the resource in the program
   */
  check(olds: Inputs | undefined, news: Record<string, unknown>, name: string): Checked<Inputs>;
  /** @throws Error where the saved state forbids the change; a preview fails with it too */
  diff(olds: State, news: Inputs): Difference;
  /** Looks first, acts once, waits. @throws InitFailed where the thing exists but is not finished */
  create(ctx: Context, inputs: Inputs): Promise<Created<State>>;
  /** @param state undefined when a user asks by id for a thing that is not in the stack's state */
  read(ctx: Context, id: string, state: State | Partial<Inputs>): Promise<Found<Inputs, State> | NotFound>;
  /** Also called with equal inputs, to finish what is half made. @throws InitFailed as `create` does */
  update(ctx: Context, id: string, olds: State, news: Inputs): Promise<State>;
  /** Idempotent: succeeds where the thing is gone already. */
  delete(ctx: Context, id: string, state: State): Promise<void>;
}

/** The thing exists at Wix but is not as declared; what is known of it must be saved so that the next run resumes. */
export class InitFailed<State = unknown> extends Error {
  readonly kind = "init-failed";
  constructor(
    readonly id: string,
    readonly state: State,
    override readonly cause: Error,
  ) {
    super(cause.message);
  }
}
