import { pickArguments } from "../../core/fields";
import { present } from "../../core/present";
import { place, type Subject } from "../../domains/placement";
import type { Context } from "../../lifecycle/context";
import { InitFailed } from "../../lifecycle/lifecycle";
import { getConnectedDomain, type WireConnectedDomain } from "../../wix/connected-domains";
import { FIELDS } from "./fields";
import type { ConnectedDomainInputs } from "./schema";
import { savedSetup, stateOf, type ConnectedDomainState } from "./state";
import { untilPropagated, untilSetUp } from "./waits";

const waitsForPropagation = ({ waitFor }: ConnectedDomainInputs): boolean => waitFor === "propagated";

/** A wait that a run has brought to its end is not begun again by every later change. */
const waitedBefore = (olds: ConnectedDomainState | undefined): boolean =>
  olds !== undefined && waitsForPropagation(olds) && olds.dnsPropagationStatus === "COMPLETED";

export const subjectOf = (ctx: Context, inputs: ConnectedDomainInputs): Subject => ({
  domain: inputs.domain,
  accountId: inputs.accountId,
  look: () => getConnectedDomain(ctx.wix, inputs.domain, inputs.accountId),
  // The wait for propagation comes before the placing.
  untilSeen: waitsForPropagation(inputs) ? () => Promise.resolve() : undefined,
});

/** What holds as long as the domain has not been placed: it is where the last run left it. */
const beforePlacing = (
  inputs: ConnectedDomainInputs,
  olds: ConnectedDomainState | undefined,
): ConnectedDomainInputs => {
  if (olds === undefined) return inputs;
  const { siteId: _siteId, assignmentType: _assignmentType, ...rest } = pickArguments(FIELDS, inputs);
  return { ...rest, ...present({ siteId: olds.siteId, assignmentType: olds.assignmentType }) };
};

/**
 * Waits for what is asked, and places.
 * @param first a look at the connected domain that was just taken
 * @throws InitFailed: the domain is connected
 */
export const finish = async (
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
      seen = await untilPropagated(ctx, inputs, setup.requiredRecords);
    await place(ctx, subjectOf(ctx, inputs), seen, inputs, olds?.siteId);
    return stateOf(inputs, seen, setup);
  } catch (error) {
    throw new InitFailed(inputs.domain, stateOf(beforePlacing(inputs, olds), seen, setup), error as Error);
  }
};
