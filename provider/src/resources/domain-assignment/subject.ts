/* One domain as the placing of domains sees it: where it serves, and what may stand against its promotion. */
import { WouldDisplace, WouldGoDark } from "../../domains/errors";
import type { DomainUse } from "../../domains/claims";
import type { Placed, Subject } from "../../domains/placement";
import type { Context } from "../../lifecycle/context";
import { placeOfDomainThing } from "../../lifecycle/things";
import { getDnsPropagation } from "../../wix/dns-propagation";
import { getAssignment } from "../../wix/domain-assignments";

/** A domain of an account. */
export interface Named {
  readonly domain: string;
  readonly accountId?: string | undefined;
}

export const lookAt = async (ctx: Context, { domain, accountId }: Named): Promise<Placed> => ({
  site: await getAssignment(ctx.wix, domain, accountId),
  // Only asked for where a promotion depends on it.
  dnsPropagationStatus: undefined,
});

const REMEDIATION =
  "Let the DomainAssignment depend on a DomainPropagation of the domain, which waits for that; or declare assignmentType: " +
  '"REDIRECT" and promote it in a later run.';

/** A redirect, or a domain of another site: its declaration says that it is not to be primary of this one. */
const stepsDown = ({ siteId, role }: DomainUse, here: string): boolean =>
  role === undefined || role === "REDIRECT" || (typeof siteId === "string" && siteId !== here);

/** @param leaving the domain of an earlier generation of the same resource, which goes by its own word */
export const subjectOf = (ctx: Context, { domain, accountId }: Named, leaving?: string): Subject => ({
  domain,
  accountId,
  look: () => lookAt(ctx, { domain, accountId }),
  refuseRival: (siteId, rival) => {
    if (rival === leaving) return;
    const key = placeOfDomainThing(ctx.account(accountId), rival);
    const declared = ctx.session.ledger.declarers<DomainUse>(key);
    if (!declared.some(({ detail }) => detail !== undefined && stepsDown(detail, siteId)))
      throw new WouldDisplace(domain, siteId, rival);
  },
  untilSeen: async (siteId, rival) => {
    const propagation = await getDnsPropagation(ctx.wix, domain, accountId);
    if (propagation?.status !== "SUCCEEDED") throw new WouldGoDark(domain, siteId, rival, REMEDIATION);
  },
});
