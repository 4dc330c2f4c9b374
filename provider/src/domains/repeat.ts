import { StillWaiting, type MaxWait } from "../core/still-waiting";
import { confirmed, type Write } from "../lifecycle/confirm";
import type { Context } from "../lifecycle/context";

/** The effect of one round did not show. */
class NotShown<Seen> extends Error {
  constructor(
    readonly seen: Seen,
    readonly lost: Error | undefined,
  ) {
    super("not shown");
  }
}

/** What ends the repetitions, in ms since the epoch: where both ends coincide, the operation's own. */
const endOf = ({ deadline, maxWait }: Context): { at: number; maxWait?: MaxWait } =>
  maxWait !== undefined && maxWait.until < deadline ? { at: maxWait.until, maxWait } : { at: deadline };

/**
 * A confirmed write that costs nothing and changes nothing when it is repeated: where its effect does not show, it is
 * sent again, since it may never have arrived.
 * @param rounds how often it is sent at most; the operation's deadline, and the run's `maxWait`, end it
 *   in any case, each round made in full
 * @throws StillWaiting where the run has no more time
 * @throws what {@link confirmed} throws
 */
export const repeated = async <Seen, Shown extends Seen>(
  ctx: Context,
  request: Write<Seen, Shown>,
  rounds = Infinity,
): Promise<Shown> => {
  for (let round = 1; ; round++) {
    try {
      return await confirmed(ctx, { ...request, notShown: (seen, lost) => new NotShown(seen, lost) });
    } catch (error) {
      if (!(error instanceof NotShown)) throw error;
      const end = endOf(ctx);
      if (round < rounds && ctx.clock.now() < end.at) continue;
      const notShown = request.notShown(error.seen as Seen, error.lost);
      throw end.maxWait === undefined || ctx.clock.now() < end.at
        ? notShown
        : new StillWaiting(notShown.message, end.maxWait, notShown);
    }
  }
};
