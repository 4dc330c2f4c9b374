/*
 * A package is bought once.
 *
 * Its identity is its external id. Wix enforces nothing about it, its index of packages may be behind, and whether it
 * heeds idempotency keys is not documented (docs/wix/README.md#what-does-an-idempotency-key-do), so:
 *
 *   look for the external id in the index, again and again for a margin
 *     one live package          adopt it if it is what is declared, else refuse
 *     several                   refuse
 *     one of which Wix says that there is none   refuse: one of the two is wrong
 *     the time is up            refuse: a shorter look proves nothing
 *   none: buy, once
 *     the answer is lost        look again for a longer margin; still none: stop, the next run begins at the top
 *     the answer is a cancelled package of long ago   an old answer to the same key: buy under another key
 *     the answer is not what is declared   it is paid for: the caller keeps it
 *
 * What cannot be ruled out: a run that is killed between sending the purchase and saving its answer, while Wix ignores
 * the key *and* its index is behind by more than the margin.
 */
import { pollUntil } from "../../core/poll";
import type { Context } from "../../lifecycle/context";
import { isUnknownOutcome, type UnknownOutcome } from "../../wix/errors";
import { createPackage, getPackage, type WirePackage } from "../../wix/packages";
import {
  contradictoryEvidence,
  noTimeToLook,
  packageMismatch,
  purchaseInDoubt,
  severalPackages,
} from "./errors";
import { purchaseKey } from "./identity";
import { isCancelled, lookFor, type Looked } from "./look";
import { refuseShared } from "./ownership";
import { instancesOf } from "./product";
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

/** How far Wix's clock and this machine's may be apart, in ms. */
const CLOCK_SKEW = 5 * 60_000;

export interface Acquired {
  found: WirePackage;
  /** False: adopted. */
  bought: boolean;
}

/** A purchase to be made. */
interface Purchase {
  inputs: PackageInputs;
  owner: string;
  /** When the run began to look; ms since the epoch. */
  began: number;
}

const marginOf = (ctx: Context, intervals: number, least: number): number =>
  Math.max(least, Math.round(ctx.wix.settings.pollInterval() * intervals));

/** @throws Error where there are several, or the evidence contradicts itself */
const theOnly = (externalId: string, owner: string, { live, denied }: Looked): WirePackage | undefined => {
  if (denied.length > 0) throw contradictoryEvidence(externalId, denied, owner);
  if (live.length > 1) throw severalPackages(externalId, live);
  return live[0];
};

/** What the index shows may be ahead of what can be read as well as behind: a contradiction may pass. */
const looking = (ctx: Context, { inputs, owner }: Purchase, margin: number): Promise<Looked> =>
  pollUntil(ctx, {
    look: () => lookFor(ctx.wix, owner, inputs.externalId),
    found: ({ live, denied }) => live.length > 0 && denied.length === 0,
    margin,
    interval: ctx.wix.settings.pollInterval(),
  });

/** @throws Error where it does not show, or several do */
const findLost = async (ctx: Context, purchase: Purchase, cause: UnknownOutcome): Promise<WirePackage> => {
  const { inputs, owner } = purchase;
  ctx.log("the answer to the purchase was lost; looking whether it took place");
  const began = ctx.clock.now();
  const looked = await looking(ctx, purchase, marginOf(ctx, DOUBT, LEAST_DOUBT)).catch((error: unknown) => {
    throw purchaseInDoubt(cause, inputs.externalId, error as Error);
  });
  const found = theOnly(inputs.externalId, owner, looked);
  if (found === undefined) throw purchaseInDoubt(cause, inputs.externalId, ctx.clock.now() - began);
  return found;
};

/**
 * Whether Wix has answered with what it answered to the same key once, and the index has not shown. A package that may
 * have been made since this run began is none of those, whatever became of it: it may be what was charged now.
 */
const isOldAnswer = (found: WirePackage, cancelled: readonly string[], { began }: Purchase): boolean =>
  isCancelled(found) &&
  !cancelled.includes(found.id) &&
  Date.parse(found.createdDate ?? "") < began - CLOCK_SKEW;

const buy = async (ctx: Context, purchase: Purchase, cancelled: readonly string[]): Promise<WirePackage> => {
  const { inputs, owner } = purchase;
  let bought: WirePackage;
  try {
    bought = await createPackage(ctx.wix, inputs.externalId, inputs.products, {
      accountId: owner,
      idempotencyKey: purchaseKey(owner, inputs, cancelled),
    });
  } catch (error) {
    if (isUnknownOutcome(error)) return findLost(ctx, purchase, error);
    throw error;
  }
  // The purchase is known and must not be lost to a failing look; the wait that follows looks again.
  const found = (await getPackage(ctx.wix, bought.id, owner).catch(() => undefined)) ?? bought;
  return isOldAnswer(found, cancelled, purchase) ? buy(ctx, purchase, [...cancelled, found.id]) : found;
};

/** @throws Error where it is not as declared, or another resource has it */
const adopt = (ctx: Context, { externalId, products }: PackageInputs, found: WirePackage): Acquired => {
  refuseShared(ctx, found.id);
  if (instancesOf({ products }, found) === undefined)
    throw packageMismatch({ externalId, products, found, sealed: ctx.sealed("products") });
  ctx.log(`takes over package ${found.id}, which has the external id "${externalId}"`);
  return { found, bought: false };
};

/**
 * @returns what was bought as Wix shows it, which may not be what is declared; or what was adopted, which is
 * @throws Error where what is there is not to be taken over, or it is not known whether the purchase took place
 */
export const acquire = async (ctx: Context, inputs: PackageInputs, owner: string): Promise<Acquired> => {
  const purchase = { inputs, owner, began: ctx.clock.now() };
  const { externalId } = inputs;
  const intervals = MARGIN.least + (ctx.random ?? Math.random)() * (MARGIN.most - MARGIN.least);
  const margin = marginOf(ctx, intervals, LEAST_MARGIN);
  ctx.log(`looking whether a package with the external id "${externalId}" was bought before`);
  const looked = await looking(ctx, purchase, margin);
  const standing = theOnly(externalId, owner, looked);
  if (standing !== undefined) return adopt(ctx, inputs, standing);
  if (ctx.clock.now() - purchase.began < margin) throw noTimeToLook(externalId, ctx.timeout, margin);
  return { found: await buy(ctx, purchase, looked.cancelled), bought: true };
};

/**
 * Whether another run has bought the same at the same time.
 * @throws Error where it has, or the evidence contradicts itself
 */
export const refuseRivals = async (ctx: Context, externalId: string, owner: string): Promise<void> => {
  theOnly(externalId, owner, await lookFor(ctx.wix, owner, externalId));
};
