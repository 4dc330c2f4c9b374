import { present } from "../../core/present";
import { describeOwner, sameOwner, type Ledger, type Owner } from "../../core/ownership";
import { placementFound } from "../../domains/drift";
import { domainName } from "../../domains/names";
import {
  place,
  refusePromotion,
  type Placed,
  type Placement,
  type PlacingResult,
} from "../../domains/placement";
import type { Context } from "../../lifecycle/context";
import { InitFailed, NOT_FOUND, type Saved } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { placeOfDomainThing } from "../../lifecycle/things";
import { getAssignment } from "../../wix/domain-assignments";
import { FIELDS } from "./fields";
import { leave } from "./leave";
import { claims, judge, SHAPE, type DomainAssignmentInputs } from "./schema";
import { stateOf, type DomainAssignmentState, type Memory } from "./state";
import { lookAt, subjectOf } from "./subject";

/** Roles change at once (docs/wix/connected-domains.md#domain-assignments); room for throttling; ms. */
const TIMEOUT = 10 * 60_000;

/** Refuses a promotion before the domain is put on the site beside the one that it cannot follow. */
const refuseEarly = async (
  ctx: Context,
  inputs: DomainAssignmentInputs,
  { site }: Placed,
  leaving: string | undefined,
): Promise<void> => {
  const { siteId, assignmentType } = inputs;
  const isThere = site?.siteId === siteId && site.assignmentType === "PRIMARY";
  if (assignmentType === "PRIMARY" && !isThere)
    await refusePromotion(ctx, subjectOf(ctx, inputs, leaving), siteId);
};

/** Whether a failed run has surely put the domain nowhere. */
const isSurelyElsewhere = async (ctx: Context, inputs: DomainAssignmentInputs): Promise<boolean> => {
  try {
    return (await lookAt(ctx, inputs)).site?.siteId !== inputs.siteId;
  } catch {
    return false;
  }
};

/** Where the domain was before anything was done with it here. */
const foundPlace = ({ site }: Placed, { siteId }: DomainAssignmentInputs): Placement | undefined =>
  site?.siteId === siteId ? placementFound(site, undefined) : undefined;

/** What an earlier generation knew, if it was the same domain on the same site. */
const inherited = (
  { domain, siteId }: DomainAssignmentInputs,
  predecessor: Saved<DomainAssignmentState> | undefined,
): DomainAssignmentState | undefined =>
  predecessor?.state.domain === domain && predecessor.state.siteId === siteId ? predecessor.state : undefined;

/** Where the last run left the domain: its site, or the one that it was about to be moved to. */
const knownSite = ({ siteId, hidden }: DomainAssignmentState, { site }: Placed): string =>
  site !== undefined && site.siteId === hidden?.perhapsOn ? site.siteId : siteId;

/** Whether a replacement that Pulumi has made without showing this generation has found the domain where this one put it. */
const isTakenForFound = (ledger: Ledger, owner: Owner, key: string): boolean =>
  ledger
    .holders<Pick<Memory, "found">>(key)
    .some(holder => sameOwner(holder.owner, owner) && holder.detail?.found !== undefined);

const changeSite = async (
  ctx: Context,
  olds: DomainAssignmentState,
  news: DomainAssignmentInputs,
): Promise<PlacingResult> => {
  const first = await lookAt(ctx, news);
  await refuseEarly(ctx, news, first, undefined);
  return place(ctx, subjectOf(ctx, news), first, news, knownSite(olds, first));
};

/** The site that a domain serves and its role there (docs/wix/connected-domains.md#domain-assignments); the id is its name. */
export const domainAssignment = resource<typeof SHAPE, DomainAssignmentState>(FIELDS, SHAPE, {
  timeouts: { create: TIMEOUT },
  judge,
  claims,
  holdings: ({ domain, siteId, accountId, hidden }, account) => [
    { key: placeOfDomainThing(account(accountId), domain), detail: { siteId, found: hidden?.found } },
  ],

  async create(ctx, inputs, predecessor) {
    const { domain: id } = inputs;
    const olds = inherited(inputs, predecessor);
    const leaving = predecessor?.state.domain;
    const first = await lookAt(ctx, inputs);
    const found = olds === undefined ? foundPlace(first, inputs) : olds.hidden?.found;
    await refuseEarly(ctx, inputs, first, leaving);
    try {
      const subject = subjectOf(ctx, inputs, leaving);
      const { displaced = olds?.hidden?.displaced } = await place(ctx, subject, first, inputs, undefined);
      return { id, state: stateOf(inputs, { found, displaced }) };
    } catch (error) {
      if (found !== undefined || (await isSurelyElsewhere(ctx, inputs))) throw error;
      // It joined the site before its promotion failed, or nobody can tell.
      throw new InitFailed(id, stateOf(inputs), error as Error);
    }
  },

  async read(ctx, id, state) {
    const { accountId, assignmentType, domain: known, hidden } = state as Partial<DomainAssignmentState>;
    const domain = known ?? domainName(id);
    const site = await getAssignment(ctx.wix, domain, accountId);
    if (site === undefined) return NOT_FOUND;
    const declared =
      known === undefined ? undefined : { siteId: site.siteId, ...present({ assignmentType }) };
    const { siteId: _siteId, ...role } = placementFound(site, declared);
    const inputs = present({ domain, siteId: site.siteId, ...role, accountId });
    // What is taken over by its name stays where it was found.
    const found = known === undefined ? { found: placementFound(site, undefined) } : hidden;
    return { id: domain, inputs, state: stateOf(inputs, found) };
  },

  async update(ctx, id, olds, news) {
    const isMoved = olds.siteId !== news.siteId;
    try {
      const { displaced } = await changeSite(ctx, olds, news);
      return stateOf(
        news,
        isMoved ? { displaced } : { ...olds.hidden, perhapsOn: undefined, ...present({ displaced }) },
      );
    } catch (error) {
      if (!isMoved) throw error;
      throw new InitFailed(id, stateOf(olds, { ...olds.hidden, perhapsOn: news.siteId }), error as Error);
    }
  },

  async delete(ctx, id, state) {
    const { ledger } = ctx.session;
    const key = placeOfDomainThing(ctx.account(state.accountId), state.domain);
    const [heir] = ledger.declarers(key);
    if (heir === undefined) return leave(ctx, state);
    const stays = (why: string): void => {
      ctx.log(`${id} stays on its site: ${why}`);
    };
    if (!sameOwner(heir.owner, ctx.owner)) stays(`${describeOwner(heir.owner, ctx.owner)} declares that now`);
    else if (state.hidden?.found === undefined && isTakenForFound(ledger, ctx.owner, key))
      stays(
        "its replacement declares that now, and takes it for a place that was found: it leaves it there in the end",
      );
  },
});
