import type { Context } from "../../lifecycle/context";
import { InitFailed } from "../../lifecycle/lifecycle";
import type { WirePackage } from "../../wix/packages";
import { refuseRivals } from "./acquire";
import { stateOf, type Known } from "./observe";
import { untilEnabled } from "./settled";
import type { PackageState } from "./types";

/** Waits until the package is usable; whatever comes in between, the package is saved. @throws InitFailed */
export const finish = async (ctx: Context, known: Known, found: WirePackage): Promise<PackageState> => {
  let seen = found;
  try {
    seen = await untilEnabled(ctx, {
      packageId: found.id,
      owner: known.owner,
      instanceIds: known.instanceIds,
      seen: latest => (seen = latest),
    });
    if (known.bought) await refuseRivals(ctx, known.inputs.externalId, known.owner);
    return stateOf({ ...known, bought: false }, seen);
  } catch (error) {
    throw new InitFailed(found.id, stateOf(known, seen), error as Error);
  }
};
