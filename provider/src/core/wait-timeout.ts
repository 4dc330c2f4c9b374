import { formatDuration, formatMoment } from "./duration";

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

const statusOf = ({ status, requestId }: TimedOut): string =>
  requestId === undefined ? status : `${status} (request id ${requestId})`;

const sinceOf = ({ began }: TimedOut): string => `since ${formatMoment(new Date(began).toISOString())}`;

const adviceOf = ({ missing, remediation }: TimedOut): string =>
  (missing === undefined ? "" : `\n  ${missing}`) + `\n  ${remediation}`;

/** The time for a wait is up. Nothing is lost: the next run waits on. */
export class WaitTimeout extends Error {
  readonly kind = "wait-timeout";
  constructor(readonly timedOut: TimedOut) {
    const { what, timeout } = timedOut;
    super(
      `${what} did not settle within ${formatDuration(timeout)} (${sinceOf(timedOut)}); ` +
        `last status: ${statusOf(timedOut)}.${adviceOf(timedOut)}`,
    );
  }
}

/** What a wait says that the run has no more time for. */
export const describeOpen = (open: TimedOut): string =>
  `${open.what}: ${statusOf(open)}, waited for ${sinceOf(open)}.${adviceOf(open)}`;
