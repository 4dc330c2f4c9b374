import { formatDuration } from "./duration";

export interface TimedOut {
  what: string;
  /** When the wait began, in ms since the epoch. */
  began: number;
  /** How long the wait was allowed to last, from its own begin, in ms. */
  within: number;
  /** The time-out of the whole operation in ms, where that is what ended the wait. */
  operation: number | undefined;
  /** As last seen. */
  status: string;
  missing: string | undefined;
  remediation: string;
  requestId: string | undefined;
}

/** The time for a wait is up. Nothing is lost: the next run waits on. */
export class WaitTimeout extends Error {
  readonly kind = "wait-timeout";
  constructor(readonly timedOut: TimedOut) {
    const { what, began, within, operation, status, missing, remediation, requestId } = timedOut;
    super(
      `${what} did not settle within ${formatDuration(within)} (since ${new Date(began).toISOString()})` +
        (operation === undefined || operation === within
          ? ""
          : `, when the ${formatDuration(operation)} of the whole operation were over`) +
        `; last status: ${status}${requestId === undefined ? "" : ` (request id ${requestId})`}.` +
        (missing === undefined ? "" : `\n  ${missing}`) +
        `\n  ${remediation}`,
    );
  }
}
