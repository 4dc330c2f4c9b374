/*
 * A replacement of a package buys nothing: the heir goes on with what its predecessor has paid for, as an update would.
 * A default external id that is chosen anew, or one that changes along with a replacement, is a change of name.
 */
import { describeOwner } from "../../core/ownership";
import type { Context } from "../../lifecycle/context";
import { InitFailed, type Saved } from "../../lifecycle/lifecycle";
import { getPackage, type WirePackage } from "../../wix/packages";
import { forbiddenChanges } from "./changes";
import { disputed, instancesAsDeclared } from "./dispute";
import { isCancelled, lookFor } from "./look";
import { ownersOf } from "./ownership";
import { update } from "./update";
import type { PackageInputs, PackageState } from "./types";

type Generation = Saved<PackageState>;

/** Why the heir cannot have the package, in words; undefined where it can. */
const takenBy = async (
  ctx: Context,
  { externalId }: PackageInputs,
  { id, state }: Generation,
  seen: WirePackage,
): Promise<string | undefined> => {
  const { owner } = state.hidden;
  const [other] = ownersOf(ctx, { id, owner, externalId: seen.externalId }, ctx.owner);
  if (other !== undefined) return `${describeOwner(other.owner, ctx.owner)} declares it now`;
  if (seen.externalId === externalId) return undefined;
  const { live } = await lookFor(ctx.wix, owner, externalId);
  const standing = live.find(found => found.id !== id);
  return (
    standing &&
    `package ${standing.id} has the external id "${externalId}". It goes on being charged; cancel it at Wix if nobody needs it`
  );
};

const refuseForbidden = (
  ctx: Context,
  inputs: PackageInputs,
  { state }: Generation,
  seen: WirePackage,
): void => {
  const { hidden, ...before } = state;
  if (hidden.disputed || instancesAsDeclared(ctx, inputs, seen) !== undefined) return;
  const failures = forbiddenChanges({ ...before, products: hidden.declared ?? before.products }, inputs);
  if (failures.length === 0) return;
  for (const { property, reason } of failures) ctx.log(`${property} ${reason}`);
  throw disputed(ctx, inputs, seen, { owner: hidden.owner, bought: hidden.bought ?? false });
};

const goOn = async (
  ctx: Context,
  inputs: PackageInputs,
  predecessor: Generation,
): Promise<Generation | undefined> => {
  const { id, state } = predecessor;
  const seen = await getPackage(ctx.wix, id, state.hidden.owner);
  if (seen === undefined || isCancelled(seen)) {
    ctx.log(`package ${id} of the resource before this one is no longer at Wix`);
    return undefined;
  }
  const taken = await takenBy(ctx, inputs, predecessor, seen);
  if (taken !== undefined) {
    ctx.log(`package ${id} of the resource before this one stays as it is: ${taken}`);
    return undefined;
  }
  refuseForbidden(ctx, inputs, predecessor, seen);
  ctx.log(`goes on with package ${id} of the resource before this one; nothing is bought`);
  return { id, state: await update(ctx, id, state, inputs) };
};

/**
 * @returns undefined where there is nothing to go on with
 * @throws InitFailed whatever comes in between: the heir is saved with its predecessor's package, or the next run would
 *   know nothing of it and might buy again
 */
export const inherit = async (
  ctx: Context,
  inputs: PackageInputs,
  predecessor: Generation,
): Promise<Generation | undefined> => {
  const { id, state } = predecessor;
  const { owner } = state.hidden;
  // As in an update, no account declared means the package's own, whatever account is configured later.
  if (inputs.accountId !== undefined && inputs.accountId !== owner) {
    ctx.log(
      `package ${id} of the resource before this one stays as it is in account ${owner}, and goes on being charged`,
    );
    return undefined;
  }
  try {
    return await goOn(ctx, inputs, predecessor);
  } catch (error) {
    if (error instanceof InitFailed) throw error;
    throw new InitFailed(id, state, error as Error);
  }
};
