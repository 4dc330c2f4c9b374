/*
 * The end of an assignment, which takes all other domains of the site along where it is the primary one's
 * (docs/wix/connected-domains.md#delete-of-an-assignment). So a primary leaves alone, or after the one that it displaced
 * was promoted again; else it stays, and a line says so. Domains of one site that end in the same run leave one after the
 * other, and the primary goes with the last of the others: nothing but the order in which they come would keep it.
 */
import { TakesOthersAlong, WouldGoDark } from "../../domains/errors";
import { othersOn, place } from "../../domains/placement";
import type { Context, Slot } from "../../lifecycle/context";
import type { DomainAssignmentState } from "./state";
import { lookAt, subjectOf, type Named } from "./subject";

/** Those of one site that end in this run. */
class Leaving {
  /** Primary domains that stay as long as others are there. */
  readonly kept = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  /** One after the other: what one sees of the site holds until it has left. */
  next<Done>(work: () => Promise<Done>): Promise<Done> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

const LEAVING: Slot<Map<string, Leaving>> = { make: () => new Map() };

const leavingOf = (ctx: Context, siteId: string): Leaving => {
  const sites = ctx.session.shared(LEAVING);
  const known = sites.get(siteId) ?? new Leaving();
  sites.set(siteId, known);
  return known;
};

/** Takes a domain off the site. @throws TakesOthersAlong */
const takeOff = async (ctx: Context, named: Named, siteId: string): Promise<void> => {
  await place(ctx, subjectOf(ctx, named), await lookAt(ctx, named), {}, siteId);
  ctx.log(`${named.domain} serves no site now`);
};

const otherNames = async (ctx: Context, siteId: string, named: Named): Promise<string[]> =>
  (await othersOn(ctx, siteId, { domain: named.domain, accountId: named.accountId })).map(
    ({ domain }) => domain,
  );

/**
 * Gives the primary role back to the domain that had it.
 * @returns whether it has it; not where it left the site, or the world does not see it any more
 */
const giveBack = async (
  ctx: Context,
  siteId: string,
  former: Named,
  others: readonly string[],
): Promise<boolean> => {
  if (!others.includes(former.domain)) return false;
  const { refuseRival: _any, ...subject } = subjectOf(ctx, former);
  try {
    const declared = { siteId, assignmentType: "PRIMARY" } as const;
    await place(ctx, subject, await lookAt(ctx, former), declared, siteId);
    return true;
  } catch (error) {
    if (error instanceof WouldGoDark) return false;
    throw error;
  }
};

/** Primary domains that were kept for the sake of others, which may all be gone now. */
const takeOffKept = async (
  ctx: Context,
  { kept }: Leaving,
  siteId: string,
  accountId: string | undefined,
): Promise<void> => {
  for (const domain of kept) {
    const { site } = await lookAt(ctx, { domain, accountId });
    try {
      if (site?.siteId === siteId) await takeOff(ctx, { domain, accountId }, siteId);
      kept.delete(domain);
    } catch (error) {
      if (!(error instanceof TakesOthersAlong)) throw error;
    }
  }
};

const leaveInTurn = async (ctx: Context, state: DomainAssignmentState, leaving: Leaving): Promise<void> => {
  const { domain, accountId, hidden = {} } = state;
  const { site } = await lookAt(ctx, state);
  const here = [state.siteId, hidden.perhapsOn];
  if (site === undefined) return;
  const { siteId } = site;
  if (!here.includes(siteId)) {
    ctx.log(`${domain} stays on site ${siteId}, where somebody else has put it`);
    return;
  }
  const wasThere = hidden.found?.siteId === siteId;
  const isPrimary = site.assignmentType === "PRIMARY";
  const former = isPrimary ? hidden.displaced : undefined;
  const others = isPrimary && !(wasThere && former === undefined) ? await otherNames(ctx, siteId, state) : [];
  const isBack = former !== undefined && (await giveBack(ctx, siteId, { domain: former, accountId }, others));
  if (wasThere) {
    const role =
      former === undefined || isBack ? "" : `, as its primary: ${former} could not take that role back`;
    ctx.log(`${domain} stays on site ${siteId}, where it was found${role}`);
    return;
  }
  if (isPrimary && !isBack && others.length > 0) {
    leaving.kept.add(domain);
    ctx.log(
      `${domain} stays primary of site ${siteId}: to take it off would take ${others.join(", ")} off as well. Promote ` +
        "another domain in Wix, and take this one off there; it is not looked after here any more",
    );
    return;
  }
  await takeOff(ctx, state, siteId);
  await takeOffKept(ctx, leaving, siteId, accountId);
};

/** Takes a domain off the site on which it was put, or leaves it as it was found there. Done where it is gone already. */
export const leave = (ctx: Context, state: DomainAssignmentState): Promise<void> => {
  const leaving = leavingOf(ctx, state.siteId);
  return leaving.next(() => leaveInTurn(ctx, state, leaving));
};
