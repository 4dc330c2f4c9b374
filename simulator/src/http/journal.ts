export interface JournalRequest {
  /** Counts from 1 and is never reset. */
  readonly sequence: number;
  /** What the answer carries as `x-wix-request-id`. */
  readonly requestId: string;
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  /** The template, such as `/domains/v1/dns-zones/{domainName}`; `null` when no route fits. */
  readonly route: string | null;
  readonly accountId: string | null;
  readonly siteId: string | null;
  /** Parsed JSON, else the text as sent, `null` when there was none. */
  readonly body: unknown;
  /** On the simulator's clock, as is `answeredAt`. */
  readonly receivedAt: string;
  answeredAt: string | null;
  /** `null` until answered, and for good when the client got no whole answer. */
  status: number | null;
  /** Whether the request reached the account: false when a fault stood in its way. */
  performed: boolean;
  /** Ids of the faults that acted on it. */
  readonly faults: readonly string[];
}

/** A second writer's change, which is no API request. */
export interface JournalEdit {
  readonly family: string;
  readonly subject: string;
  readonly change: unknown;
  readonly at: string;
  /** The edit came after the request of this number, or while that request was held back. */
  readonly afterSequence: number;
}

export interface Journal {
  readonly requests: readonly JournalRequest[];
  readonly edits: readonly JournalEdit[];
}
