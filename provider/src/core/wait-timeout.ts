import { formatDuration } from "./duration";

export interface TimedOut {
  what: string;
  /** When the time that is up began, in ms since the epoch: that of the operation, or that of this wait alone. */
  began: number;
  /** How long that time was, in ms. */
  timeout: number;
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
    const { what, began, timeout, status, missing, remediation, requestId } = timedOut;
    super(
      `${what} did not settle within ${formatDuration(timeout)} (since ${new Date(began).toISOString()}); ` +
        `last status: ${status}${requestId === undefined ? "" : ` (request id ${requestId})`}.` +
        (missing === undefined ? "" : `\n  ${missing}`) +
        `\n  ${remediation}`,
    );
  }
}
