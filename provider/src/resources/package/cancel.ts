import type { Context } from "../../lifecycle/context";
import { isUnknownOutcome } from "../../wix/errors";
import { cancelPackage, getPackage } from "../../wix/packages";
import { idempotencyKey } from "./identity";
import { isCancelled } from "./look";
import { isOver, untilCancelled } from "./settled";
import type { PackageState } from "./types";

/** Cancels what is left of a package and waits until Wix shows it; what is gone already is cancelled. */
export const cancelWhole = async (
  ctx: Context,
  { packageId, hidden: { owner } }: PackageState,
  timeout: number,
): Promise<void> => {
  const found = await getPackage(ctx.wix, packageId, owner);
  if (found === undefined || isCancelled(found)) return;
  const awaited = {
    packageId,
    owner,
    instanceIds: found.productInstances.map(({ instanceId }) => instanceId),
    timeout,
  };
  try {
    await cancelPackage(ctx.wix, packageId, {
      accountId: owner,
      idempotencyKey: idempotencyKey("cancel", packageId),
    });
  } catch (error) {
    // Somebody else may have been first: what counts is what Wix shows.
    const current = isUnknownOutcome(error) ? undefined : await getPackage(ctx.wix, packageId, owner);
    if (current !== undefined && !current.productInstances.every(isOver)) throw error;
  }
  await untilCancelled(ctx, awaited);
};
