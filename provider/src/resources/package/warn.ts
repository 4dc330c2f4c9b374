import { formatMoment } from "../../core/duration";
import { endingSoon, isPast } from "../../core/expiry";
import type { Context } from "../../lifecycle/context";
import { sayOnce } from "../../lifecycle/say-once";
import type { PackageInstance } from "../../wix/packages";
import { isOver } from "./settled";

/**
 * Says which instances run out, or have, and what to do; each once in a run. Only what does not renew itself has an end
 * (docs/wix/resellers.md#object-productinstance).
 */
export const warnOfEnds = (ctx: Context, packageId: string, instances: readonly PackageInstance[]): void => {
  const now = ctx.clock.now();
  for (const instance of instances) {
    const { instanceId, expirationDate } = instance;
    if (isOver(instance) || expirationDate === undefined) continue;
    const soon = endingSoon(expirationDate, now, ctx.wix.settings.expiryWarning());
    const ends = isPast(expirationDate, now)
      ? `ended on ${formatMoment(expirationDate)}`
      : soon && `ends ${soon}, and does not renew itself`;
    if (ends === undefined) continue;
    const line =
      `product instance ${instanceId} of package ${packageId} ${ends}. No API extends it: ask Wix, or declare a Package ` +
      "with another externalId that takes its place";
    sayOnce(ctx.session, line, text => ctx.log(text));
  }
};
