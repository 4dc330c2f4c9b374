import { isAborted } from "../core/aborted";
import { pollUntil } from "../core/poll";
import { isUnknownOutcome } from "../wix/errors";
import type { Context } from "./context";

export interface Write<Seen, Shown extends Seen> {
  /** Sends the write, once. */
  write: () => Promise<unknown>;
  look: () => Promise<Seen>;
  /** Whether a look shows the effect. */
  shown: (seen: Seen) => seen is Shown;
  /** Refusals after which the effect may stand all the same, made by an earlier run or by somebody else. @default none */
  mayStand?: (error: unknown) => boolean;
  /** How long to look for the effect, in poll intervals. @default 10 */
  intervals?: number;
  /** At least so long, in ms, however short the poll interval is. @default 0 */
  least?: number;
  /** The error where the effect does not show. @param lost why the answer to the write was lost, if it was */
  notShown: (seen: Seen, lost: Error | undefined) => Error;
}

/**
 * A write, and proof of its effect: sends it once; whatever came of that, looks until the effect shows, within the
 * operation's deadline, or once more where the run is called off. A lost answer needs no handling of its own, and nothing is
 * ever sent again blindly.
 * @returns the look that shows the effect
 * @throws WixError where Wix refuses, unless the effect stands
 */
export const confirmed = async <Seen, Shown extends Seen>(
  ctx: Context,
  request: Write<Seen, Shown>,
): Promise<Shown> => {
  const { write, look, shown, mayStand = () => false, intervals = 10, least = 0, notShown } = request;
  let lost: Error | undefined;
  let refusal: Error | undefined;
  try {
    await write();
  } catch (error) {
    if (isUnknownOutcome(error)) lost = error;
    else if (error instanceof Error && mayStand(error)) refusal = error;
    else throw error;
  }
  const interval = ctx.wix.settings.pollInterval();
  const margin = Math.max(least, intervals * interval);
  const seen = await pollUntil(ctx, { look, found: shown, margin, interval }).catch((error: unknown) => {
    // The write was sent: whoever calls off the run gets to know what came of it, as far as one look tells.
    if (isAborted(error)) return look();
    throw error;
  });
  if (shown(seen)) return seen;
  throw refusal ?? notShown(seen, lost);
};
