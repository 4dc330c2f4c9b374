/*
 * Ways to break the provider, each a rule of ownership switched off. The model must find every one of them.
 */

export interface Sabotage {
  readonly name: string;
  /** Below `provider/src`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly snippet: string;
  readonly replacement: string;
}

export const SABOTAGES: readonly Sabotage[] = [
  {
    name: "what another resource declares now is deleted all the same",
    file: "dns/plan.ts",
    snippet: "const holder = heldByAnother?.(key);",
    replacement: "const holder = heldByAnother === undefined ? undefined : void key;",
  },
];
