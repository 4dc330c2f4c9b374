/**
 * What Wix's own SDK, samples or clients send, and of which a correct client can do without: it is taken, and whether
 * Wix takes it everywhere is not proven (docs/wix/clients.md#requests-that-wixs-own-sdk-sends).
 */
export type WarningKind =
  /** No `Accept: application/json`: a refusal may come as a page. */
  | "missing-accept"
  /** A query without a body. */
  | "missing-body"
  /** A field under its name in snake case. */
  | "snake-case"
  /** A parameter of the path that is not percent-encoded. */
  | "unencoded-path"
  /** A filter of which Wix's texts disagree. */
  | "unproven-filter";

/** What a correct client can do without, in a request. */
export interface Warning {
  /** Which of them it is. */
  readonly kind: WarningKind;
  /** The request's number in the journal. */
  readonly sequence: number;
  /** In a sentence. */
  readonly detail: string;
}

export type Warn = (kind: WarningKind, detail: string) => void;
