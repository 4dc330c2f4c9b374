/** Files to mutate, by the folder of the tests that must notice. */
export const targets: Readonly<Record<string, readonly string[]>>;
/** The share of mutants that tests have to notice in each file; %. */
export const threshold: number;
