import type { Context } from "../../lifecycle/context";
import { InitFailed } from "../../lifecycle/lifecycle";
import { getPackage, type WirePackage } from "../../wix/packages";
import { carryOut, type Subject } from "./carry-out";
import { disputed, instancesAsDeclared } from "./dispute";
import { noPackage, stillThere, wrongAccount } from "./errors";
import { finish } from "./finish";
import { isCancelled } from "./look";
import { stateOf, type Known } from "./observe";
import { refuseConflicts, refuseShared } from "./ownership";
import { pairProducts, unpaired } from "./pairing";
import { isOver } from "./settled";
import type { Goal } from "./steps";
import type { PackageInputs, PackageState, PartlyKnown, Product } from "./types";

/** @throws Error where another account is declared than the package's: preview and update alike */
export const refuseOtherAccount = (olds: PackageState, { accountId }: PartlyKnown): void => {
  const { owner } = olds.hidden;
  if (typeof accountId === "string" && accountId !== owner)
    throw wrongAccount(olds.packageId, owner, accountId);
};

interface Declared {
  instanceId: string;
  product: Product;
}

/** Each declared product with its instance, and what is no longer declared. */
interface Parted {
  kept: Declared[];
  dropped: Declared[];
}

const parted = (olds: PackageState, { products }: PackageInputs): Parted => {
  const before = olds.hidden.declared ?? olds.products;
  const pairs = pairProducts(before, products);
  const kept = products.flatMap((product, index) => {
    const instanceId = olds.productInstanceIds[pairs[index] ?? -1];
    return instanceId === undefined ? [] : [{ instanceId, product }];
  });
  const dropped = unpaired(before, pairs).flatMap(index => {
    const [instanceId, product] = [olds.productInstanceIds[index], before[index]];
    return instanceId === undefined || product === undefined ? [] : [{ instanceId, product }];
  });
  return { kept, dropped };
};

/** @throws InitFailed as long as the package is not as declared */
const partedAnew = (ctx: Context, olds: PackageState, news: PackageInputs, found: WirePackage): Parted => {
  const instanceIds = instancesAsDeclared(ctx, news, found);
  if (instanceIds === undefined)
    throw disputed(ctx, news, found, { owner: olds.hidden.owner, bought: olds.hidden.bought ?? false });
  ctx.log(`package ${found.id} is as declared now`);
  const kept = news.products.flatMap((product, index) => {
    const instanceId = instanceIds[index];
    return instanceId === undefined ? [] : [{ instanceId, product }];
  });
  return { kept, dropped: [] };
};

const knownOf = (olds: PackageState, inputs: PackageInputs, declared: readonly Declared[]): Known => ({
  inputs,
  products: declared.map(({ product }) => product),
  instanceIds: declared.map(({ instanceId }) => instanceId),
  owner: olds.hidden.owner,
  bought: olds.hidden.bought ?? false,
});

const current = async (ctx: Context, packageId: string, owner: string): Promise<WirePackage> => {
  const found = await getPackage(ctx.wix, packageId, owner);
  if (found === undefined || isCancelled(found)) throw noPackage(packageId, owner);
  return found;
};

/** A cancellation that was begun by an earlier run, and that this run no longer asks for. */
const refuseUnwanted = ({ onDestroy }: PackageInputs, { cancellations }: Goal, seen: WirePackage): void => {
  const live = seen.productInstances.filter(
    instance => cancellations.includes(instance.instanceId) && !isOver(instance),
  );
  if (onDestroy !== "cancel" && live.length > 0) throw stillThere(seen.id, live);
};

/**
 * Brings the package to what is declared, or waits on for it.
 * @throws InitFailed where anything may have changed; Error where nothing has
 */
export const update = async (
  ctx: Context,
  id: string,
  olds: PackageState,
  news: PackageInputs,
): Promise<PackageState> => {
  refuseOtherAccount(olds, news);
  refuseShared(ctx, id);
  const { owner } = olds.hidden;
  const seen = await current(ctx, id, owner);
  const { kept, dropped } = olds.hidden.disputed ? partedAnew(ctx, olds, news, seen) : parted(olds, news);
  const goal: Goal = {
    externalId: news.externalId,
    targets: kept,
    cancellations: dropped.map(({ instanceId }) => instanceId),
  };
  refuseUnwanted(news, goal, seen);
  refuseConflicts(ctx, goal, seen);
  const subject: Subject = { owner, seen, touched: false };
  try {
    await carryOut(ctx, goal, subject);
  } catch (error) {
    if (!subject.touched) throw error;
    const last = await getPackage(ctx.wix, id, owner).catch(() => undefined);
    const known = knownOf(olds, news, [...kept, ...dropped]);
    throw new InitFailed(id, stateOf(known, last ?? subject.seen), error as Error);
  }
  return finish(ctx, knownOf(olds, news, kept), subject.seen);
};
