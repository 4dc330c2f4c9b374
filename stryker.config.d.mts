/** Files to mutate, and for each the folders of the tests that must notice. */
export const targets: Readonly<Record<string, readonly string[]>>;
