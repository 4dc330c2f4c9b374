import { differenceOf } from "../../core/fields";
import { holdDomain } from "../../domains/claims";
import { domainName } from "../../domains/names";
import { PROPAGATION_TIMEOUT } from "../../domains/propagation";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND, type Saved } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { getConnectedDomain, type WireConnectedDomain } from "../../wix/connected-domains";
import { connect } from "./create";
import { disconnect } from "./delete";
import { NoLongerConnected } from "./errors";
import { FIELDS } from "./fields";
import { finish } from "./finish";
import { claims, judge, SHAPE, type ConnectedDomainInputs } from "./schema";
import { inputsFound, savedSetup, stateOf, type ConnectedDomainState } from "./state";
import { setupOf } from "./waits";

/** A read, and the proof that a domain is gone; ms. */
const QUICK = 10 * 60_000;

/** What an earlier generation left, if it is the same connection. */
const inherited = (
  inputs: ConnectedDomainInputs,
  predecessor: Saved<ConnectedDomainState> | undefined,
): ConnectedDomainState | undefined => {
  const same = (["domain", "connectionType"] as const).every(
    field => predecessor?.state[field] === inputs[field],
  );
  return same ? predecessor?.state : undefined;
};

/** @throws NoLongerConnected, unless the last run stopped before Wix showed the connection */
const findConnection = async (
  ctx: Context,
  olds: ConnectedDomainState,
  news: ConnectedDomainInputs,
): Promise<WireConnectedDomain> => {
  if (savedSetup(olds) === undefined) return connect(ctx, news, olds.siteId);
  const seen = await getConnectedDomain(ctx.wix, news.domain, news.accountId);
  if (seen === undefined) throw new NoLongerConnected(news.domain);
  return seen;
};

/** A domain that is registered elsewhere; the id is its name. */
export const connectedDomain = resource<typeof SHAPE, ConnectedDomainState>(FIELDS, SHAPE, {
  timeouts: { create: PROPAGATION_TIMEOUT, read: QUICK, delete: QUICK },
  judge,
  claims,
  holdings: (state, account) => holdDomain("connected", state, account),

  /** Wix cannot change how a domain is connected, and connects a name once only. */
  diff: (olds, news) => {
    const difference = differenceOf(FIELDS, olds, news);
    const { replaces } = difference;
    return { ...difference, ...(replaces && { deleteBeforeReplace: !replaces.includes("domain") }) };
  },

  async create(ctx, inputs, predecessor) {
    const olds = inherited(inputs, predecessor);
    const seen = await connect(ctx, inputs, olds?.siteId);
    return { id: inputs.domain, state: await finish(ctx, inputs, seen, olds) };
  },

  async read(ctx, id, state) {
    const domain = state.domain ?? domainName(id);
    const seen = await getConnectedDomain(ctx.wix, domain, state.accountId);
    if (seen === undefined) return NOT_FOUND;
    const inputs = inputsFound(domain, seen, state);
    const setup = await setupOf(ctx.wix, inputs);
    const shown = setup !== undefined && setup.requiredRecords.length > 0;
    return { id: domain, inputs, state: stateOf(inputs, seen, shown ? setup : savedSetup(state)) };
  },

  update: async (ctx, _id, olds, news) => finish(ctx, news, await findConnection(ctx, olds, news), olds),

  delete: (ctx, _id, state) => disconnect(ctx, state),
});
