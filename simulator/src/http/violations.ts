/**
 * What no correct client sends.
 * `simulator-failure` is a fault of the simulator itself, kept here so that no test overlooks it.
 */
export type ViolationKind =
  | "authorization-scheme"
  | "invalid-field"
  | "limit-exceeded"
  | "malformed-json"
  | "missing-header"
  | "simulator-failure"
  | "unexpected-header"
  | "unknown-field"
  | "unknown-route";

export interface Violation {
  readonly kind: ViolationKind;
  /** The request's number in the journal. */
  readonly sequence: number;
  readonly detail: string;
}
