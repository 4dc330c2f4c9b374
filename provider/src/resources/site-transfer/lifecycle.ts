import { pickArguments } from "../../core/fields";
import { confirmed } from "../../lifecycle/confirm";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { isWixError } from "../../wix/errors";
import { querySites, transferSite, type Site } from "../../wix/sites";
import { FIELDS } from "./fields";
import { claims, judge, SHAPE, type SiteTransferInputs } from "./schema";

/** The transfer itself is quick; the site list follows it, how soon is not documented; ms. */
const TIMEOUT = 10 * 60_000;
/** How long to look for the site in its new account, in poll intervals (2 min by default). */
const INTERVALS = 60;

export interface SiteTransferState extends SiteTransferInputs {
  /** As shown in the site list; the site's owner may change it. */
  siteName: string;
}

const stateOf = (inputs: SiteTransferInputs, site: Site): SiteTransferState => ({
  ...pickArguments(FIELDS, inputs),
  siteName: site.displayName,
});

/** There is no call that reads one site: the list is all there is. A site in the trash still belongs to its account. */
const siteIn = async (ctx: Context, accountId: string, siteId: string): Promise<Site | undefined> => {
  const sites = await querySites(ctx.wix, {}, accountId);
  return sites.find(({ id, ownerAccountId = accountId }) => id === siteId && ownerAccountId === accountId);
};

const notShown = ({ siteId, targetAccountId }: SiteTransferInputs, cause: Error | undefined): Error =>
  new Error(
    `site ${siteId} does not show in account ${targetAccountId} yet. Nothing was sent again. Run again: ` +
      `the next run looks where the site is before it transfers it.${cause === undefined ? "" : `\n  ${cause.message}`}`,
    { cause },
  );

/** By its id alone: nothing at Wix tells from where a site has come. */
const unreadable = (id: string): Error =>
  new Error(
    `site ${id}: Wix keeps no trace of a transfer, so there is none to be imported. Declare it: a site that is in its ` +
      "target account already is left alone.",
  );

const transfer = (ctx: Context, inputs: SiteTransferInputs): Promise<Site> =>
  confirmed(ctx, {
    write: () => transferSite(ctx.wix, { enableNotifications: false, ...inputs }),
    look: () => siteIn(ctx, inputs.targetAccountId, inputs.siteId),
    shown: found => found !== undefined,
    // Wix refuses to transfer a site that is not in the source account, which it is not after an earlier transfer.
    mayStand: error => isWixError(error) && error.code === "SITE_NOT_FOUND",
    intervals: INTERVALS,
    notShown: (_site, lost) => notShown(inputs, lost),
  });

/** The move of a site from one account to another (docs/wix/sites.md#transfer-site). */
export const siteTransfer = resource<typeof SHAPE, SiteTransferState>(FIELDS, SHAPE, {
  timeouts: { create: TIMEOUT },
  judge,
  claims,

  async create(ctx, inputs) {
    const { siteId, targetAccountId } = inputs;
    const there = await siteIn(ctx, targetAccountId, siteId);
    if (there !== undefined)
      ctx.log(`site ${siteId} is in account ${targetAccountId} already; nothing is transferred`);
    return { id: siteId, state: stateOf(inputs, there ?? (await transfer(ctx, inputs))) };
  },

  async read(ctx, id, state) {
    const { targetAccountId } = state;
    if (targetAccountId === undefined) throw unreadable(id);
    const site = await siteIn(ctx, targetAccountId, id);
    if (site === undefined) return NOT_FOUND;
    const inputs = pickArguments(FIELDS, state as SiteTransferInputs);
    return { inputs, state: stateOf(inputs, site) };
  },

  update: (_ctx, _id, { siteName }, news) => Promise.resolve({ ...pickArguments(FIELDS, news), siteName }),

  delete(ctx, id, { targetAccountId }) {
    ctx.log(`site ${id} stays in account ${targetAccountId}: a transfer is not undone`);
    return Promise.resolve();
  },
});
