import type { Context } from "../../lifecycle/context";
import { refuseDarkness } from "../../domains/placement";
import { repeated } from "../../domains/repeat";
import { connectDomain, getConnectedDomain, type WireConnectedDomain } from "../../wix/connected-domains";
import { isWixError } from "../../wix/errors";
import { ConnectedOtherwise, notConnectedYet } from "./errors";
import { subjectOf } from "./finish";
import type { ConnectedDomainInputs } from "./schema";
import { connectionTypeOf } from "./state";

/** How often a connection is asked for whose answers are lost. */
const ROUNDS = 3;

/**
 * A connection from before that is as declared is adopted; one on no site, or where the last run left it, can still be
 * placed.
 * @throws ConnectedOtherwise
 */
const adopt = (
  { domain, connectionType, siteId }: ConnectedDomainInputs,
  found: WireConnectedDomain,
  known: string | undefined,
): WireConnectedDomain => {
  const site = found.site?.siteId;
  const elsewhere = siteId !== undefined && site !== undefined && site !== siteId && site !== known;
  if (elsewhere || connectionTypeOf(found) !== connectionType)
    throw new ConnectedOtherwise(
      domain,
      { connectionType, siteId },
      { connectionType: connectionTypeOf(found), siteId: site },
    );
  return found;
};

/**
 * Looks, and connects where the domain is not connected yet. Connecting costs nothing and a second connection is
 * refused, so where none shows after a lost answer it connects again.
 * @param known the site that the last run left the domain on
 * @throws ConnectedOtherwise @throws WouldGoDark
 */
export const connect = async (
  ctx: Context,
  inputs: ConnectedDomainInputs,
  known?: string,
): Promise<WireConnectedDomain> => {
  const { domain, connectionType, siteId, suppressNotifications, accountId } = inputs;
  const found = await getConnectedDomain(ctx.wix, domain, accountId);
  if (found !== undefined) return adopt(inputs, found, known);
  await refuseDarkness(ctx, subjectOf(ctx, inputs), inputs);
  // An answer is proof enough: Wix may show the domain later.
  let answer: WireConnectedDomain | undefined;
  const send = async (): Promise<void> => {
    const connection = { domain, connectionType, siteId, suppressNotifications, accountId };
    answer = await connectDomain(ctx.wix, connection);
  };
  const request = {
    write: send,
    look: async () => answer ?? (await getConnectedDomain(ctx.wix, domain, accountId)),
    shown: (seen: WireConnectedDomain | undefined): seen is WireConnectedDomain => seen !== undefined,
    // Made by a call whose answer was lost, or by somebody else just now.
    mayStand: (error: unknown) => isWixError(error) && error.status === 409,
    notShown: (_seen: unknown, lost: Error | undefined) => notConnectedYet(domain, lost),
  };
  const seen = await repeated(ctx, request, ROUNDS);
  return seen === answer ? seen : adopt(inputs, seen, known);
};
