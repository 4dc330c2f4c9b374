import { isDeepStrictEqual as equal } from "node:util";
import { NOT_FOUND, type Context, type Difference, type Lifecycle } from "../../lifecycle/lifecycle";
import { present } from "../../core/present";
import { pollUntil } from "../../core/poll";
import { isUnknownOutcome, isWixError } from "../../wix/errors";
import { querySites, transferSite, type WireSite } from "../../wix/sites";
import { TransferNotShown } from "./errors";
import { check, type SiteTransferInputs } from "./schema";

/** How long to look for the site in its new account, in poll intervals (2 min by default). */
const MARGIN = 60;
/** The same after Wix has refused the transfer since the site is no longer where it was. */
const REFUSED_MARGIN = 10;

export interface SiteTransferState extends SiteTransferInputs {
  /** As shown in the site list; the site's owner may change it. */
  siteName: string;
}

const REPLACES = ["siteId", "sourceAccountId", "targetAccountId"] as const;

const inputsOf = ({
  siteId,
  sourceAccountId,
  targetAccountId,
  enableNotifications,
}: SiteTransferInputs): SiteTransferInputs =>
  present({ siteId, sourceAccountId, targetAccountId, enableNotifications });

const stateOf = (inputs: SiteTransferInputs, site: WireSite): SiteTransferState => ({
  ...inputsOf(inputs),
  siteName: site.displayName,
});

/** There is no call that reads one site: the list is all there is. A site in the trash still belongs to its account. */
const siteIn = async (ctx: Context, accountId: string, siteId: string): Promise<WireSite | undefined> => {
  const sites = await querySites(ctx.wix, {}, accountId);
  return sites.find(({ id, ownerAccountId = accountId }) => id === siteId && ownerAccountId === accountId);
};

const looking = (ctx: Context, { siteId, targetAccountId }: SiteTransferInputs, intervals: number) => {
  const interval = ctx.wix.settings.pollInterval();
  return pollUntil(ctx, {
    look: () => siteIn(ctx, targetAccountId, siteId),
    found: site => site !== undefined,
    margin: interval * intervals,
    interval,
  });
};

/** Wix refuses to transfer a site that is not in the source account, which it is not after an earlier transfer. */
const mayBeDone = (error: unknown): boolean => isWixError(error) && error.code === "SITE_NOT_FOUND";

const transferred = async (ctx: Context, inputs: SiteTransferInputs): Promise<WireSite> => {
  let lost: Error | undefined;
  try {
    await transferSite(ctx.wix, { enableNotifications: false, ...inputs });
  } catch (error) {
    if (mayBeDone(error)) {
      const site = await looking(ctx, inputs, REFUSED_MARGIN);
      if (site !== undefined) return site;
    }
    if (!isUnknownOutcome(error)) throw error;
    lost = error;
  }
  const site = await looking(ctx, inputs, MARGIN);
  if (site === undefined) throw new TransferNotShown(inputs.siteId, inputs.targetAccountId, lost);
  return site;
};

const diff = (olds: SiteTransferState, news: SiteTransferInputs): Difference => {
  const replaces = REPLACES.filter(field => !equal(olds[field], news[field]));
  return {
    changes: !equal(inputsOf(olds), inputsOf(news)),
    ...(replaces.length > 0 && { replaces }),
  };
};

/** The move of a site from one account to another (fact sheet sites.md, "Transfer Site"). */
export const siteTransfer: Lifecycle<SiteTransferInputs, SiteTransferState> = {
  check,
  diff,

  async create(ctx, inputs) {
    const there = await siteIn(ctx, inputs.targetAccountId, inputs.siteId);
    if (there !== undefined)
      ctx.log(
        `site ${inputs.siteId} is in account ${inputs.targetAccountId} already; nothing is transferred`,
      );
    const site = there ?? (await transferred(ctx, inputs));
    return { id: inputs.siteId, state: stateOf(inputs, site) };
  },

  async read(ctx, id, state) {
    const { targetAccountId } = state;
    const site = targetAccountId && (await siteIn(ctx, targetAccountId, id));
    if (!site) return NOT_FOUND;
    const inputs = inputsOf(state as SiteTransferInputs);
    return { inputs, state: stateOf(inputs, site) };
  },

  update: (_ctx, _id, { siteName }, news) => Promise.resolve({ ...inputsOf(news), siteName }),

  delete(ctx, id, { targetAccountId }) {
    ctx.log(`site ${id} stays in account ${targetAccountId}: a transfer is not undone`);
    return Promise.resolve();
  },
};
