/*
 * A package is bought once.
 *
 * Its identity is its external id. Wix enforces nothing about it, its index of packages may be behind, and whether it
 * heeds idempotency keys is not documented (fact sheet README, "Open questions"), so:
 *
 *   look for the external id in the index, again and again for a margin
 *     one live package          adopt it if it is what is declared, else refuse
 *     several                   refuse
 *   none: buy, once
 *     the answer is lost        look again for a longer margin; still none: stop, the next run begins at the top
 *     the answer is a cancelled package   an old answer to the same key: buy under another key
 *
 * What cannot be ruled out: a run that is killed between sending the purchase and saving its answer, while Wix ignores
 * the key *and* its index is behind by more than the margin.
 */
import type { Context } from "../../lifecycle/context";
import { pollUntil } from "../../core/poll";
import { isUnknownOutcome, type UnknownOutcome } from "../../wix/errors";
import { createPackage, getPackage, type WirePackage } from "../../wix/packages";
import { PackageMismatch, PurchaseInDoubt, SeveralPackages } from "./errors";
import { purchaseKey } from "./identity";
import { isCancelled, lookFor, type Looked } from "./look";
import { matching } from "./matching";
import { fits } from "./product";
import type { PackageInputs } from "./types";

/**
 * How long to look before buying, in poll intervals (14 to 20 s by default): longer than a search index is usually
 * behind, short beside a purchase. Random, so that two runs that began together do not buy at the same moment.
 */
const MARGIN = { least: 7, most: 10 };
/** How long to look for a purchase whose answer was lost, in poll intervals (2 min by default). */
const DOUBT = 60;
/** However short the poll interval is, in ms: nothing is bought twice to save seconds. */
const LEAST_MARGIN = 3_000;
const LEAST_DOUBT = 60_000;

export interface Acquired {
  found: WirePackage;
  /** In the order of the declared products. */
  instanceIds: string[];
  /** False: adopted. */
  bought: boolean;
}

const paired = (inputs: PackageInputs, found: WirePackage): string[] => {
  const live = found.productInstances.filter(({ status }) => status !== "CANCELED");
  const places = live.length === inputs.products.length ? matching(inputs.products, live, fits) : undefined;
  if (places === undefined) throw new PackageMismatch(inputs.externalId, inputs.products, found);
  return places.flatMap(place => live[place]?.instanceId ?? []);
};

const theOnly = (externalId: string, { live }: Looked): WirePackage | undefined => {
  if (live.length > 1) throw new SeveralPackages(externalId, live);
  return live[0];
};

const looking = (
  ctx: Context,
  owner: string,
  { externalId }: PackageInputs,
  intervals: number,
  least: number,
) => {
  const interval = ctx.wix.settings.pollInterval();
  return pollUntil(ctx, {
    look: () => lookFor(ctx.wix, owner, externalId),
    found: ({ live }) => live.length > 0,
    margin: Math.max(least, Math.round(interval * intervals)),
    interval,
  });
};

const inDoubt = async (
  ctx: Context,
  inputs: PackageInputs,
  owner: string,
  cause: UnknownOutcome,
): Promise<WirePackage> => {
  ctx.log("the answer to the purchase was lost; looking whether it took place");
  const began = ctx.clock.now();
  const looked = await looking(ctx, owner, inputs, DOUBT, LEAST_DOUBT).catch((error: unknown) => {
    throw new PurchaseInDoubt(cause, inputs.externalId, error as Error);
  });
  const found = theOnly(inputs.externalId, looked);
  if (found === undefined) throw new PurchaseInDoubt(cause, inputs.externalId, ctx.clock.now() - began);
  return found;
};

const buy = async (
  ctx: Context,
  inputs: PackageInputs,
  owner: string,
  cancelled: readonly string[],
): Promise<WirePackage> => {
  let bought: WirePackage;
  try {
    bought = await createPackage(ctx.wix, inputs.externalId, inputs.products, {
      accountId: owner,
      idempotencyKey: purchaseKey(owner, inputs, cancelled),
    });
  } catch (error) {
    if (isUnknownOutcome(error)) return inDoubt(ctx, inputs, owner, error);
    throw error;
  }
  // The purchase is known and must not be lost to a failing look; the wait that follows looks again.
  const current = await getPackage(ctx.wix, bought.id, owner).catch(() => undefined);
  if (current !== undefined && isCancelled(current) && !cancelled.includes(current.id))
    return buy(ctx, inputs, owner, [...cancelled, current.id]);
  return current ?? bought;
};

/** @throws PackageMismatch, SeveralPackages nothing was bought; PurchaseInDoubt */
export const acquire = async (ctx: Context, inputs: PackageInputs, owner: string): Promise<Acquired> => {
  const margin = MARGIN.least + (ctx.random ?? Math.random)() * (MARGIN.most - MARGIN.least);
  ctx.log(`looking whether a package with the external id "${inputs.externalId}" was bought before`);
  const looked = await looking(ctx, owner, inputs, margin, LEAST_MARGIN);
  const standing = theOnly(inputs.externalId, looked);
  if (standing === undefined) {
    const found = await buy(ctx, inputs, owner, looked.cancelled);
    return { found, instanceIds: paired(inputs, found), bought: true };
  }
  const instanceIds = paired(inputs, standing);
  ctx.log(`takes over package ${standing.id}, which has the external id "${inputs.externalId}"`);
  return { found: standing, instanceIds, bought: false };
};

/**
 * Whether another run has bought the same at the same time.
 * @throws SeveralPackages
 */
export const refuseRivals = async (ctx: Context, externalId: string, owner: string): Promise<void> => {
  theOnly(externalId, await lookFor(ctx.wix, owner, externalId));
};
