import type { Owner } from "../core/ownership";

/** One resource, as the shell is told of it beside its arguments: by the program's side, or by the engine itself. */
export interface Subject {
  readonly owner: Owner;
  /** Who it was before, by its aliases, as far as the shell is told. */
  readonly formerly?: readonly Owner[] | undefined;
  /** `<project>/<stack>`, as far as the shell is told. */
  readonly program?: string | undefined;
  /** Names of the arguments that hold anything secret. */
  readonly sealed?: readonly string[] | undefined;
  /** Names of those that held anything secret in the last run, as far as the shell is told. */
  readonly sealedBefore?: readonly string[] | undefined;
  /** Whether the engine ends what was saved of it without asking, as far as the shell is told. */
  readonly retained?: true | undefined;
  /** Whether the engine may replace it without showing what was before. @default false */
  readonly replacesUnseen?: boolean;
  /** How long the operation may take as a whole, ms. @default the lifecycle's own */
  readonly timeout?: number | undefined;
  /** Shows one line to the person who watches the run, as one of this resource. */
  say(line: string): void;
}

/** What is saved beside a state. */
export interface Mark {
  /** Number of the form of the saved state; absent: 1. */
  form?: number;
  /** The last operation stopped half-way: the next one has to finish it, even where nothing differs. */
  unfinished?: true;
}

/** A resource as the engine keeps it. */
export interface Kept<State = object> {
  readonly state: State;
  readonly mark: Mark;
}

/** The thing exists and is not finished: the engine is to save it like this, and to call `update` in the next run. */
export class HalfMade extends Error {
  constructor(
    readonly id: string,
    readonly kept: Kept,
    message: string,
  ) {
    super(message);
  }
}
