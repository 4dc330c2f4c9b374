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

/**
 * A confirmed write that costs nothing and changes nothing when it is repeated: where its effect does not show, it is
 * sent again, since it may never have arrived.
 * @param rounds how often it is sent at most; the operation's deadline ends it in any case
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
      if (round >= rounds || ctx.clock.now() >= ctx.deadline)
        throw request.notShown(error.seen as Seen, error.lost);
    }
  }
};
