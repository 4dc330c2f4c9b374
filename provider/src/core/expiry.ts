import { formatDuration, formatMoment } from "./duration";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Whether a moment has come; one that is not given, or that cannot be read, has not. @param now ms since the epoch */
export const isPast = (iso: string | undefined, now: number): boolean => Date.parse(iso ?? "") <= now;

/** Whether a moment is known and comes after another one. */
export const isAfter = (iso: string | undefined, other: string): boolean =>
  Date.parse(iso ?? "") > Date.parse(other);

/** `2027-03-02`, in UTC; undefined for what is no moment. */
export const dayOf = (iso: string): string | undefined => {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10);
};

const inWords = (ms: number): string =>
  ms >= 2 * DAY
    ? `${Math.floor(ms / DAY)} days`
    : formatDuration(Math.max(60_000, Math.round(ms / 60_000) * 60_000));

/**
 * Whether an end is near.
 * @param now ms since the epoch
 * @param warning how long before the end it counts as near, in ms
 * @returns `in 12 days, on 2027-03-02 08:20 UTC`; undefined where it is not near, or past
 */
export const endingSoon = (iso: string | undefined, now: number, warning: number): string | undefined => {
  const left = Date.parse(iso ?? "") - now;
  return iso !== undefined && left > 0 && left <= warning
    ? `in ${inWords(left)}, on ${formatMoment(iso)}`
    : undefined;
};
