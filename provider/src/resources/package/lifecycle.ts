import { differenceOf, pickArguments, type Difference } from "../../core/fields";
import type { Partly } from "../../core/unknown";
import { guidToRead } from "../../lifecycle/inputs";
import { NOT_FOUND } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { getPackage } from "../../wix/packages";
import { create } from "./create";
import { end } from "./delete";
import { describeDispute } from "./dispute";
import { FIELDS } from "./fields";
import { judge } from "./judge";
import { isCancelled } from "./look";
import { knownFrom, knownOnlyFrom, stateOf } from "./observe";
import { claims, holdings } from "./ownership";
import { SHAPE } from "./schema";
import { describeUnsettled } from "./settled";
import { refuseOtherAccount, update } from "./update";
import type { PackageInputs, PackageState } from "./types";
import { warnOfEnds } from "./warn";

/** Wix does not document how long an instance takes; a delivery deadline of its own exists (`DELIVERY_TIMEOUT`); ms. */
const TIMEOUT = 30 * 60_000;

const SOUGHT = "the package; the lookup getPackage finds it by an externalId";

const diff = (olds: PackageState, news: Partly<PackageInputs>): Difference => {
  refuseOtherAccount(olds, news);
  const difference = differenceOf(FIELDS, olds, news);
  const because = olds.hidden.disputed
    ? describeDispute(olds)
    : describeUnsettled(olds.packageId, olds.productInstances);
  return because === undefined ? { changes: difference.changes } : { changes: true, because };
};

/** Paid product instances, bought together (docs/wix/resellers.md#what-it-is-about). Nothing paid is ever replaced. */
export const wixPackage = resource<typeof SHAPE, PackageState>(FIELDS, SHAPE, {
  timeouts: { create: TIMEOUT },
  inherits: true,
  judge,
  claims,
  holdings,
  diff,
  create,

  async read(ctx, id, state) {
    const known = "hidden" in state ? state : undefined;
    const owner = known?.hidden.owner ?? ctx.account(state.accountId);
    const packageId = known === undefined ? guidToRead(id, SOUGHT) : id;
    const seen = await getPackage(ctx.wix, packageId, owner);
    if (seen === undefined || isCancelled(seen)) return NOT_FOUND;
    warnOfEnds(ctx, id, seen.productInstances);
    const found = stateOf(
      known === undefined ? knownOnlyFrom(seen, owner, state.accountId) : knownFrom(known, seen),
      seen,
    );
    return {
      ...(known === undefined && { id: found.packageId }),
      state: found,
      inputs: pickArguments<PackageInputs>(FIELDS, found),
    };
  },

  update,
  delete: end,
});
