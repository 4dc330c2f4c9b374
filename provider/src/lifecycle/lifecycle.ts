import type { Failure } from "../core/failure";
import type { Difference, Fields } from "../core/fields";
import type { Claim, Ledger, Owner, Thing } from "../core/ownership";
import type { Partly } from "../core/unknown";
import type { Context } from "./context";

/** What a check may know of the run, which does no I/O and works without credentials. */
export interface Environment {
  /** The resource that is checked. */
  readonly owner: Owner;
  /** `<project>/<stack>`; only told where a default derives from it. */
  readonly program?: string | undefined;
  /** The account of a thing: the resource's own, else the configured one; empty where none is set. */
  account(own: unknown): string;
  /** What the other resources of the run declare, as far as it is known yet. */
  readonly ledger?: Ledger;
  /** Whether a property holds anything secret, or did in the last run. @default none does */
  sealed?(property: string): boolean;
  /** Nothing but the claims is asked for. @default false */
  readonly claimsOnly?: boolean;
  /**
   * Whether the engine may replace the resource without showing what was before: a default that was kept from then, and
   * would be another one now, has to be declared. @default false
   */
  readonly replacesUnseen?: boolean | undefined;
}

export interface Checked<Inputs> {
  /** In canonical form; where there are failures, as far as it could be made. */
  inputs: Partly<Inputs>;
  failures: Failure[];
  /** What else has to be said to the person who watches, a line each. */
  lines?: readonly string[];
  /** What is declared, also where there are failures, as far as it could be read. */
  claims: Claim[];
}

/** A resource as it is saved. */
export interface Saved<State> {
  id: string;
  state: State;
}

/** The earlier generation of a resource that is to be made. */
export interface Predecessor<State> extends Saved<State> {
  /** The program wants it to stay at Wix as it is. */
  retained?: true;
}

/** What a look at Wix showed: the state, and the inputs that a program would have to declare to get it. */
export interface Found<Inputs, State> {
  /** Under which it is saved from now on. @default the id that it was asked for by */
  id?: string;
  state: State;
  inputs: Inputs;
}

/** The answer of `read` where there is proof that the thing no longer exists. */
export const NOT_FOUND: unique symbol = Symbol("not found");
export type NotFound = typeof NOT_FOUND;

export type Operation = "create" | "read" | "update" | "delete";

/**
 * Create, read, update and delete of one kind of thing at Wix, as plain functions over plain data.
 * Nothing here knows Pulumi; `check` and `diff` do no I/O.
 */
export interface Lifecycle<Inputs, State> {
  readonly fields: Fields;
  /** Arguments that are secret whatever the program says of them. @default none */
  readonly secret?: readonly string[];
  /** How long each operation may take by default, as a whole; ms. */
  readonly timeouts: Readonly<Record<Operation, number>>;
  /**
   * Number of the form in which states are saved. A state of an earlier form is brought up by {@link Lifecycle.revive}
   * wherever it is read.
   */
  readonly form: number;
  /**
   * Whether a replacement inherits: Pulumi then ends the old one first, of which nothing is taken away, and `create`
   * gets it as its predecessor.
   */
  readonly inherits: boolean;

  /**
   * Validates and brings into canonical form; collects all failures.
   * @param olds the canonical inputs of the last run, if the resource exists
   * @param news the inputs as typed, or canonical inputs of an earlier check; may hold UNKNOWN at any depth
   */
  check(olds: Inputs | undefined, news: Record<string, unknown>, environment: Environment): Checked<Inputs>;
  /**
   * @param environment absent where only the difference is asked for: nothing is judged then
   * @throws Error where the saved state forbids the change; a preview fails with it too
   */
  diff(olds: State, news: Partly<Inputs>, environment?: Environment): Difference;
  /** What a saved resource holds at Wix. @param account as {@link Environment.account} tells it */
  holdings(state: State, account: (own: unknown) => string): Thing[];
  /** Brings a state of an earlier form up to this one, and into canonical form anew. */
  revive(state: State, form: number): State;
  /**
   * Looks first, acts once, waits.
   * @param predecessor the earlier generation of the same resource, where this run has seen one: nothing of it was taken
   *   away, and what of it is not declared any more is to be ended, unless it is retained
   * @throws InitFailed where the thing exists but is not finished
   */
  create(ctx: Context, inputs: Inputs, predecessor?: Predecessor<State>): Promise<Saved<State>>;
  /** @param state only what a user gave where a thing is asked for by id that is not in the stack's state */
  read(ctx: Context, id: string, state: State | Partial<Inputs>): Promise<Found<Inputs, State> | NotFound>;
  /** Also called with equal inputs, to finish what is half made. @throws InitFailed as `create` does */
  update(ctx: Context, id: string, olds: State, news: Inputs): Promise<State>;
  /** Idempotent: succeeds where the thing is gone already. Takes away nothing that is declared in this run. */
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
