import { formatDuration } from "../../core/duration";
import { fail, ok, warn, type Finding } from "./finding";

/** What an answer says of the time; ms since the epoch. */
export interface Times {
  /** The answer's `Date`. */
  readonly date: string | undefined;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** Beyond it, lines and waits tell wrong times; ms. */
const NOTICED = 60_000;
/** Beyond it, what has expired is misjudged and certificates may not be valid yet; ms. */
const HARMFUL = 3_600_000;

const WAY_OUT = "Set this machine's clock, by NTP for instance: what expires, and when, is judged by it.";

/** This machine's clock against Wix's, whose `Date` counts whole seconds. */
export const judgeClock = ({ date: text, sentAt, receivedAt }: Times): Finding => {
  const date = text === undefined ? NaN : Date.parse(text);
  if (Number.isNaN(date)) return warn("clock", "could not be told: Wix's answer has no date");
  const behind = date > receivedAt;
  const off = behind ? date - receivedAt : Math.max(0, sentAt - (date + 999));
  if (off <= NOTICED) return ok("clock", "agrees with Wix's within a minute");
  const told = `is ${formatDuration(Math.round(off / 60_000) * 60_000)} ${behind ? "behind" : "ahead of"} Wix's`;
  return off <= HARMFUL ? warn("clock", told, WAY_OUT) : fail("clock", told, WAY_OUT);
};
