import { pollUntil } from "../../core/poll";
import { confirmed } from "../../lifecycle/confirm";
import type { Context } from "../../lifecycle/context";
import { isWixError } from "../../wix/errors";
import {
  assignInstance,
  getPackage,
  queryPackages,
  unassignInstance,
  type PackageInstance,
} from "../../wix/packages";
import { idempotencyKey } from "../package/identity";
import { noInstance, placementNotShown, PlacementRefused, unseen } from "./errors";

/** How long to look for a package that the index may not show yet, in poll intervals (2 min by default). */
const INDEX_MARGIN = 60;

/** An instance and the package that it was found in. */
export interface Placed {
  packageId: string;
  owner: string;
  instance: PackageInstance;
}

/** @returns undefined where the package, or the instance in it, is not there */
export const lookAt = async (
  ctx: Context,
  packageId: string,
  owner: string,
  instanceId: string,
): Promise<Placed | undefined> => {
  const found = await getPackage(ctx.wix, packageId, owner);
  const instance = found?.productInstances.find(one => one.instanceId === instanceId);
  return instance && { packageId, owner, instance };
};

/**
 * Finds the package of an instance, as far as Wix's index shows it: there is no call that reads an instance by its id
 * (docs/wix/resellers.md#query-packages).
 */
export const locate = async (
  ctx: Context,
  owner: string,
  instanceId: string,
): Promise<Placed | undefined> => {
  const packages = await queryPackages(ctx.wix, { instanceId }, owner);
  const holder = packages.find(found =>
    found.productInstances.some(instance => instance.instanceId === instanceId),
  );
  return holder && lookAt(ctx, holder.id, holder.accountId ?? owner, instanceId);
};

/** Waits for the index to show the instance. @throws Error where it does not */
export const find = async (ctx: Context, owner: string, instanceId: string): Promise<Placed> => {
  const interval = ctx.wix.settings.pollInterval();
  const placed = await pollUntil(ctx, {
    look: () => locate(ctx, owner, instanceId),
    found: found => found !== undefined,
    margin: INDEX_MARGIN * interval,
    interval,
  });
  if (placed === undefined) throw noInstance(instanceId, owner);
  return placed;
};

/** Puts the instance on a site, or on none, and makes sure that it is there. */
const put = (ctx: Context, placed: Placed, siteId: string | undefined): Promise<Placed> => {
  const { packageId, owner, instance } = placed;
  const { instanceId } = instance;
  const call = { accountId: owner, idempotencyKey: idempotencyKey("put", siteId, instance) };
  return confirmed<Placed | undefined, Placed>(ctx, {
    write: () =>
      siteId === undefined
        ? unassignInstance(ctx.wix, instanceId, call)
        : assignInstance(ctx.wix, instanceId, siteId, call),
    // That a look is refused says nothing of the write.
    look: () =>
      lookAt(ctx, packageId, owner, instanceId).catch((error: unknown) => {
        throw unseen(instanceId, error as Error);
      }),
    shown: (seen): seen is Placed => seen !== undefined && seen.instance.siteId === siteId,
    notShown: (seen, lost) => placementNotShown(instanceId, siteId, seen?.instance.siteId, lost),
  });
};

/** Tries to undo an unassignment: a site should not lose its service to a move that Wix refuses. */
const putBack = async (ctx: Context, floating: Placed, siteId: string): Promise<string | undefined> => {
  try {
    return (await put(ctx, floating, siteId)).instance.siteId;
  } catch {
    const { packageId, owner, instance } = floating;
    return (await lookAt(ctx, packageId, owner, instance.instanceId))?.instance.siteId;
  }
};

/**
 * Brings the instance to a site, from wherever it is: off the old site first. Stopped in between, it is on no site, and
 * the next run puts it on the declared one.
 * @throws PlacementRefused it is back where it was, if it could go back
 * @throws Error it may be on the old site, on the new one or on none
 */
export const bringTo = async (ctx: Context, placed: Placed, siteId: string): Promise<Placed> => {
  const { instance } = placed;
  const from = instance.siteId;
  if (from === siteId) return placed;
  const floating = from === undefined ? placed : await put(ctx, placed, undefined);
  try {
    return await put(ctx, floating, siteId);
  } catch (error) {
    if (!isWixError(error)) throw error;
    const backOn = from === undefined ? undefined : await putBack(ctx, floating, from);
    throw new PlacementRefused(error, instance.instanceId, from, siteId, backOn);
  }
};

/** Takes the instance off its site. */
export const takeOff = (ctx: Context, placed: Placed): Promise<Placed> => put(ctx, placed, undefined);
