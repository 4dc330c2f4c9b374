import { describeOwner, sameOwner } from "../../core/ownership";
import { confirmed } from "../../lifecycle/confirm";
import type { Context } from "../../lifecycle/context";
import { isWixError } from "../../wix/errors";
import { cancelPackage, getPackage, type WirePackage } from "../../wix/packages";
import { idempotencyKey } from "./identity";
import { isCancelled } from "./look";
import { neederOf, ownersOf } from "./ownership";
import { isOver, untilCancelled } from "./settled";
import type { PackageState } from "./types";

const isWhollyOver = ({ productInstances }: WirePackage): boolean => productInstances.every(isOver);

/** Why the package stays whatever `onDestroy` says: somebody declares it; undefined where nobody does. */
const declaration = (ctx: Context, id: string, { externalId, hidden }: PackageState): string | undefined => {
  const owners = ownersOf(ctx, { id, owner: hidden.owner, externalId });
  const other = owners.find(({ owner }) => !sameOwner(owner, ctx.owner));
  if (other !== undefined) return `it belongs to ${describeOwner(other.owner, ctx.owner)} now`;
  if (owners.length > 0) return "its replacement has taken it over";
  // Nothing paid is ended by a replacement, whatever the heir has come to declare.
  return ctx.session.ledger.isDeclared(ctx.owner)
    ? `${describeOwner(ctx.owner)} is still declared. It goes on being charged; cancel it at Wix if nobody needs it`
    : undefined;
};

/** Cancels what is left and waits until Wix shows it; what is gone already is cancelled. */
const cancelWhole = async (ctx: Context, id: string, owner: string): Promise<void> => {
  const look = (): Promise<WirePackage | undefined> => getPackage(ctx.wix, id, owner);
  const found = await look();
  if (found === undefined || isCancelled(found)) return;
  let accepted = false;
  const seen = await confirmed(ctx, {
    write: async () => {
      await cancelPackage(ctx.wix, id, { accountId: owner, idempotencyKey: idempotencyKey("cancel", id) });
      accepted = true;
    },
    look,
    // An accepted cancellation takes effect in its own time, and is waited for below.
    shown: (one): one is WirePackage | undefined => accepted || one === undefined || isWhollyOver(one),
    // Somebody else may have been first: what counts is what Wix shows.
    mayStand: isWixError,
    notShown: (_seen, lost) =>
      lost ?? new Error(`Wix accepted to cancel package ${id}, and does not show it.`),
  });
  if (seen === undefined || isWhollyOver(seen)) return;
  const instanceIds = seen.productInstances.map(({ instanceId }) => instanceId);
  await untilCancelled(ctx, { packageId: id, owner, instanceIds });
};

/** Why the package is not cancelled, in words; undefined where it is to be. */
const reasonToKeep = (ctx: Context, id: string, state: PackageState): string | undefined => {
  const declared = declaration(ctx, id, state);
  if (declared !== undefined) return `is not cancelled: ${declared}`;
  if (state.onDestroy !== "cancel") return 'stays at Wix and goes on being charged (onDestroy is "keep")';
  const needer = neederOf(ctx, state.productInstanceIds);
  return (
    needer &&
    `is not cancelled and goes on being charged: ${describeOwner(needer.owner, ctx.owner)} needs its product instance ${needer.instanceId}`
  );
};

/** Keeps or cancels, as `onDestroy` says; what is declared, or needed by what is, stays in any case. */
export const end = async (ctx: Context, id: string, state: PackageState): Promise<void> => {
  const reason = reasonToKeep(ctx, id, state);
  if (reason === undefined) await cancelWhole(ctx, id, state.hidden.owner);
  else ctx.log(`package ${id} ${reason}`);
};
