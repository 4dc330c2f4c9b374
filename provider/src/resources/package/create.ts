import type { Context } from "../../lifecycle/context";
import type { Saved } from "../../lifecycle/lifecycle";
import { packageThing } from "../../lifecycle/things";
import { acquire } from "./acquire";
import { disputed, instancesAsDeclared } from "./dispute";
import { finish } from "./finish";
import { inherit } from "./inherit";
import { acquireAlone } from "./lock";
import type { PackageInputs, PackageState } from "./types";

/** Adopts or buys. @throws InitFailed once anything is paid for */
const obtain = async (ctx: Context, inputs: PackageInputs): Promise<Saved<PackageState>> => {
  const owner = ctx.account(inputs.accountId);
  const { found, bought } = await acquireAlone(ctx, packageThing(owner, inputs.externalId), () =>
    acquire(ctx, inputs, owner),
  );
  const instanceIds = instancesAsDeclared(ctx, inputs, found);
  if (instanceIds === undefined) throw disputed(ctx, inputs, found, { owner, bought });
  const known = { inputs, products: inputs.products, instanceIds, owner, bought };
  return { id: found.id, state: await finish(ctx, known, found) };
};

/** Goes on with the package of an earlier generation, adopts one of the external id, or buys. */
export const create = async (
  ctx: Context,
  inputs: PackageInputs,
  predecessor?: Saved<PackageState>,
): Promise<Saved<PackageState>> =>
  (predecessor && (await inherit(ctx, inputs, predecessor))) ?? obtain(ctx, inputs);
