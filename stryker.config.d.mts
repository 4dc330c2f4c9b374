export interface Target {
  readonly files: readonly string[];
  /** A pattern of the tests that must notice. */
  readonly tests: string;
}

/** What to mutate, by name. */
export const targets: Readonly<Record<string, Target>>;
/** The share of mutants that tests have to notice in each file; %. */
export const threshold: number;
