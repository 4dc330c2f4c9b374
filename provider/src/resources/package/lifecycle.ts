import { isDeepStrictEqual as equal } from "node:util";
import type { Difference } from "../../core/fields";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND, InitFailed, type Lifecycle } from "../../lifecycle/lifecycle";
import { getPackage, type WirePackage } from "../../wix/packages";
import { acquire, refuseRivals } from "./acquire";
import { cancelWhole } from "./cancel";
import { carryOut, type Subject } from "./carry-out";
import { NoPackage, StillThere, WrongAccount } from "./errors";
import { holding, isHeld } from "./held";
import { claimKey } from "./identity";
import { isCancelled } from "./look";
import { inputsOf, knownFrom, knownOnlyFrom, stateOf, type Known } from "./observe";
import { pairProducts, unpaired } from "./pairing";
import { check } from "./schema";
import { isOver, untilEnabled } from "./settled";
import type { Goal } from "./steps";
import type { PackageInputs, PackageState, Product } from "./types";

/** Wix does not document how long an instance takes; a delivery deadline of its own exists (`DELIVERY_TIMEOUT`). */
const DEFAULT_TIMEOUT = 30 * 60_000;

const timeoutOf = (ctx: Context): number => ctx.timeout ?? DEFAULT_TIMEOUT;

const ownerOf = (ctx: Context, accountId: string | undefined): string =>
  ctx.wix.settings.accountId(accountId).toLowerCase();

/** Waits until the package is usable; whatever comes in between, the package is saved. @throws InitFailed */
const finish = async (ctx: Context, known: Known, found: WirePackage): Promise<PackageState> => {
  let seen = found;
  try {
    seen = await untilEnabled(ctx, {
      packageId: found.id,
      owner: known.owner,
      instanceIds: known.instanceIds,
      timeout: timeoutOf(ctx),
      seen: latest => (seen = latest),
    });
    if (known.bought) await refuseRivals(ctx, known.inputs.externalId, known.owner);
    return stateOf({ ...known, bought: false }, seen);
  } catch (error) {
    throw new InitFailed(found.id, stateOf(known, seen), error as Error);
  }
};

/** Each declared product with its instance, and what is no longer declared. */
const paired = (olds: PackageState, news: PackageInputs) => {
  const before = olds.hidden.declared ?? olds.products;
  const pairs = pairProducts(before, news.products);
  const kept = news.products.flatMap((product, index) => {
    const instanceId = olds.productInstanceIds[pairs[index] ?? -1];
    return instanceId === undefined ? [] : [{ instanceId, product }];
  });
  const dropped = unpaired(before, pairs).flatMap(index => {
    const [instanceId, product] = [olds.productInstanceIds[index], before[index]];
    return instanceId === undefined || product === undefined ? [] : [{ instanceId, product }];
  });
  return { kept, dropped };
};

interface Declared {
  instanceId: string;
  product: Product;
}

const knownOf = (olds: PackageState, inputs: PackageInputs, declared: readonly Declared[]): Known => ({
  inputs,
  products: declared.map(({ product }) => product),
  instanceIds: declared.map(({ instanceId }) => instanceId),
  owner: olds.hidden.owner,
  bought: olds.hidden.bought ?? false,
});

const current = async (ctx: Context, packageId: string, owner: string): Promise<WirePackage> => {
  const found = await getPackage(ctx.wix, packageId, owner);
  if (found === undefined || isCancelled(found)) throw new NoPackage(packageId, owner);
  return found;
};

/** A cancellation that was begun by an earlier run, and that this run no longer asks for. */
const refuseUnwanted = ({ onDestroy }: PackageInputs, { cancellations }: Goal, seen: WirePackage): void => {
  const live = seen.productInstances.filter(
    instance => cancellations.includes(instance.instanceId) && !isOver(instance),
  );
  if (onDestroy !== "cancel" && live.length > 0) throw new StillThere(seen.id, live);
};

const update = async (
  ctx: Context,
  id: string,
  olds: PackageState,
  news: PackageInputs,
): Promise<PackageState> => {
  const { owner } = olds.hidden;
  if (news.accountId !== undefined && news.accountId !== owner)
    throw new WrongAccount(id, owner, news.accountId);
  const { kept, dropped } = paired(olds, news);
  const goal: Goal = {
    externalId: news.externalId,
    targets: kept,
    cancellations: dropped.map(({ instanceId }) => instanceId),
  };
  const subject: Subject = {
    owner,
    timeout: timeoutOf(ctx),
    seen: await current(ctx, id, owner),
    touched: false,
  };
  refuseUnwanted(news, goal, subject.seen);
  try {
    await carryOut(ctx, goal, subject);
  } catch (error) {
    if (!subject.touched) throw error;
    const seen = await getPackage(ctx.wix, id, owner).catch(() => undefined);
    const known = knownOf(olds, news, [...kept, ...dropped]);
    throw new InitFailed(id, stateOf(known, seen ?? subject.seen), error as Error);
  }
  return finish(ctx, knownOf(olds, news, kept), subject.seen);
};

const diff = (olds: PackageState, news: PackageInputs): Difference => ({
  changes:
    !equal(inputsOf(olds), inputsOf(news)) ||
    olds.productInstances.some(({ status }) => status !== "ENABLED"),
});

/**
 * Paid product instances, bought together (fact sheet resellers.md).
 */
export const wixPackage: Lifecycle<PackageInputs, PackageState> = {
  check,
  diff,

  async create(ctx, inputs) {
    const owner = ownerOf(ctx, inputs.accountId);
    const { found, instanceIds, bought } = await holding(
      ctx.wix,
      claimKey(inputs.externalId, inputs.accountId),
      () => acquire(ctx, inputs, owner),
    );
    const known: Known = { inputs, products: inputs.products, instanceIds, owner, bought };
    return { id: found.id, state: await finish(ctx, known, found) };
  },

  async read(ctx, id, state) {
    const known = "hidden" in state ? state : undefined;
    const owner = known?.hidden.owner ?? ownerOf(ctx, state.accountId);
    const seen = await getPackage(ctx.wix, id, owner);
    if (seen === undefined || isCancelled(seen)) return NOT_FOUND;
    const found = stateOf(
      known === undefined ? knownOnlyFrom(seen, owner, state.accountId) : knownFrom(known, seen),
      seen,
    );
    return { state: found, inputs: inputsOf(found) };
  },

  update,

  async delete(ctx, id, state) {
    const { externalId, accountId, onDestroy } = state;
    const other = ctx.claimedByAnother(claimKey(externalId, accountId));
    if (onDestroy !== "cancel")
      ctx.log(`package ${id} stays at Wix and goes on being charged (onDestroy is "keep")`);
    else if (other !== undefined) ctx.log(`package ${id} is not cancelled: it belongs to ${other} now`);
    else if (isHeld(ctx.wix, id))
      ctx.log(`package ${id} is not cancelled: its replacement has taken it over`);
    else await cancelWhole(ctx, state, timeoutOf(ctx));
  },
};
