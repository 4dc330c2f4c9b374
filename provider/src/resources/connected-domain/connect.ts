import type { Context } from "../../lifecycle/context";
import { connectDomain, getConnectedDomain, type WireConnectedDomain } from "../../wix/connected-domains";
import { isUnknownOutcome, isWixError } from "../../wix/errors";
import { ConnectedOtherwise } from "./errors";
import type { ConnectedDomainInputs } from "./schema";
import { connectionTypeOf } from "./state";

const ROUNDS = 5;
/** First pause in ms between two rounds; doubles. */
const PAUSE = 1_000;

/** A connection from before that is as declared is adopted; one on no site can still be placed. */
const adopted = (
  { domain, connectionType, siteId }: ConnectedDomainInputs,
  found: WireConnectedDomain,
): WireConnectedDomain => {
  const elsewhere = siteId !== undefined && found.site !== undefined && found.site.siteId !== siteId;
  if (elsewhere || connectionTypeOf(found) !== connectionType)
    throw new ConnectedOtherwise(
      domain,
      { connectionType, siteId },
      { connectionType: connectionTypeOf(found), siteId: found.site?.siteId },
    );
  return found;
};

/** The connection may stand all the same: its answer was lost, or it was made by somebody else just now. */
const mayStand = (error: unknown): boolean =>
  isUnknownOutcome(error) || (isWixError(error) && error.status === 409);

/**
 * Looks, and connects where the domain is not connected yet. Connecting costs nothing and a second connection is
 * refused, so after a lost answer it looks and connects again.
 * @param onConnecting called before the domain is connected, and not where it is adopted
 * @throws ConnectedOtherwise
 */
export const connected = async (
  ctx: Context,
  inputs: ConnectedDomainInputs,
  onConnecting: () => Promise<void>,
): Promise<WireConnectedDomain> => {
  const { domain, connectionType, siteId, suppressNotifications, accountId } = inputs;
  for (let rounds = 1; ; rounds++) {
    const found = await getConnectedDomain(ctx.wix, domain, accountId);
    if (found !== undefined) return adopted(inputs, found);
    if (rounds === 1) await onConnecting();
    try {
      return await connectDomain(ctx.wix, {
        domain,
        connectionType,
        siteId,
        suppressNotifications,
        accountId,
      });
    } catch (error) {
      if (!mayStand(error) || rounds >= ROUNDS) throw error;
      await ctx.clock.sleep(PAUSE * 2 ** (rounds - 1));
    }
  }
};
