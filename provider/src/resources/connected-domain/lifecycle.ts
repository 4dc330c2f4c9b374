import { isDeepStrictEqual as equal } from "node:util";
import { place, refuseDarkness, type Subject } from "../../domains/placement";
import { PROPAGATION_TIMEOUT } from "../../domains/propagation";
import type { Difference } from "../../core/fields";
import { UNKNOWN } from "../../core/unknown";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND, InitFailed, type Lifecycle } from "../../lifecycle/lifecycle";
import { getConnectedDomain, type WireConnectedDomain } from "../../wix/connected-domains";
import { connected } from "./connect";
import { disconnect } from "./disconnect";
import { NoLongerConnected } from "./errors";
import { check, type ConnectedDomainInputs } from "./schema";
import { inputsFound, inputsOf, savedSetup, stateOf, type ConnectedDomainState } from "./state";
import { setupOf, untilPropagated, untilSetUp } from "./waits";

const differ = (old: unknown, now: unknown): boolean => now !== UNKNOWN && old !== now;

/** Wix cannot change how a domain is connected, and connects a name once only. */
const diff = (olds: ConnectedDomainState, news: ConnectedDomainInputs): Difference => {
  const replaces = (["domain", "connectionType"] as const).filter(field => differ(olds[field], news[field]));
  return {
    changes: !equal(inputsOf(olds), inputsOf(news)),
    ...(replaces.length > 0 && { replaces, deleteBeforeReplace: !replaces.includes("domain") }),
  };
};

const waitsForPropagation = ({ waitFor }: ConnectedDomainInputs): boolean => waitFor === "propagated";

/** A wait that a run has brought to its end is not begun again by every later change. */
const waitedBefore = (olds: ConnectedDomainState | undefined): boolean =>
  olds !== undefined && waitsForPropagation(olds) && olds.dnsPropagationStatus === "COMPLETED";

const subjectOf = (ctx: Context, inputs: ConnectedDomainInputs): Subject => ({
  domain: inputs.domain,
  accountId: inputs.accountId,
  look: () => getConnectedDomain(ctx.wix, inputs.domain, inputs.accountId),
  // The wait for propagation comes before the placing.
  untilSeen: waitsForPropagation(inputs) ? () => Promise.resolve() : undefined,
});

/** What holds as long as the domain has not been placed: it is where the last run left it. */
const beforePlacing = (inputs: ConnectedDomainInputs, olds: ConnectedDomainState | undefined) =>
  olds === undefined
    ? inputs
    : inputsOf({
        ...inputs,
        siteId: olds.siteId,
        assignmentType: olds.assignmentType,
      } as ConnectedDomainInputs);

/** Waits for what is asked, and places. @throws InitFailed: the domain is connected */
const finished = async (
  ctx: Context,
  inputs: ConnectedDomainInputs,
  first: WireConnectedDomain,
  olds: ConnectedDomainState | undefined,
): Promise<ConnectedDomainState> => {
  let seen = first;
  let setup = olds && savedSetup(olds);
  try {
    setup = await untilSetUp(ctx, inputs);
    if (waitsForPropagation(inputs) && !waitedBefore(olds))
      seen = await untilPropagated(ctx, inputs, setup.requiredRecords, ctx.timeout ?? PROPAGATION_TIMEOUT);
    await place(ctx, subjectOf(ctx, inputs), seen, inputs, olds?.siteId);
    return stateOf(inputs, seen, setup);
  } catch (error) {
    throw new InitFailed(inputs.domain, stateOf(beforePlacing(inputs, olds), seen, setup), error as Error);
  }
};

const begun = (ctx: Context, inputs: ConnectedDomainInputs): Promise<WireConnectedDomain> =>
  connected(ctx, inputs, () => refuseDarkness(ctx, subjectOf(ctx, inputs), inputs));

/** @throws NoLongerConnected, unless the last run stopped before Wix showed the connection */
const stillConnected = async (
  ctx: Context,
  olds: ConnectedDomainState,
  news: ConnectedDomainInputs,
): Promise<WireConnectedDomain> => {
  if (savedSetup(olds) === undefined) return begun(ctx, news);
  const seen = await getConnectedDomain(ctx.wix, news.domain, news.accountId);
  if (seen === undefined) throw new NoLongerConnected(news.domain);
  return seen;
};

export const connectedDomain: Lifecycle<ConnectedDomainInputs, ConnectedDomainState> = {
  check,
  diff,

  async create(ctx, inputs) {
    return {
      id: inputs.domain,
      state: await finished(ctx, inputs, await begun(ctx, inputs), undefined),
    };
  },

  async read(ctx, id, state) {
    const seen = await getConnectedDomain(ctx.wix, id, state.accountId);
    if (seen === undefined) return NOT_FOUND;
    const inputs = inputsFound(id, seen, state);
    const setup = await setupOf(ctx.wix, inputs);
    const shown = setup !== undefined && setup.requiredRecords.length > 0;
    return { inputs, state: stateOf(inputs, seen, shown ? setup : savedSetup(state)) };
  },

  async update(ctx, _id, olds, news) {
    return finished(ctx, news, await stillConnected(ctx, olds, news), olds);
  },

  async delete(ctx, _id, state) {
    await disconnect(ctx, state);
  },
};
