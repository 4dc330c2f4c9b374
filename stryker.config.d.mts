export interface Target {
  readonly files: readonly string[];
  /** A pattern of the tests that must notice. */
  readonly tests: string;
  /** How much longer than without a mutant the tests may take; for those of whole lifecycles. */
  readonly timeoutMS?: number;
}

/** What to mutate, by name. */
export const targets: Readonly<Record<string, Target>>;
/** The share of mutants that tests have to notice in each file; %. */
export const threshold: number;
