import { isAborted } from "../../core/aborted";
import { pickArguments } from "../../core/fields";
import { present } from "../../core/present";
import { waitUntil } from "../../core/wait";
import { StillWaiting } from "../../core/still-waiting";
import { WaitTimeout } from "../../core/wait-timeout";
import { domainName } from "../../domains/names";
import { describeWrong, PROPAGATION_HOLDS, PROPAGATION_TIMEOUT } from "../../domains/propagation";
import type { Context } from "../../lifecycle/context";
import { InitFailed, NOT_FOUND } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { requestIdOf } from "../../wix/client";
import { getDnsPropagation, type WirePropagation, type WrongRecord } from "../../wix/dns-propagation";
import { FIELDS } from "./fields";
import { judge, SHAPE, type DomainPropagationInputs } from "./schema";

export interface DomainPropagationState extends DomainPropagationInputs {
  /** As Wix names it; absent while Wix does not watch the domain. */
  status?: string;
  failureInfo?: WrongRecord[];
}

const stateOf = (
  inputs: DomainPropagationInputs,
  seen: WirePropagation | undefined,
): DomainPropagationState => ({
  ...pickArguments(FIELDS, inputs),
  ...(seen && { status: seen.status, ...(seen.wrong.length > 0 && { failureInfo: seen.wrong }) }),
});

/** The object's word, and the one that connected domains use for the same. */
const SEEN = new Set(["SUCCEEDED", "COMPLETED"]);

/**
 * Waits until the world sees the domain. A failure is no end: it heals once the records are right
 * (docs/wix/lifecycles.md#connected-domain).
 * @throws InitFailed when the time is up, the operation's or the run's, or the run is being cancelled
 */
const waitForPropagation = async (
  ctx: Context,
  inputs: DomainPropagationInputs,
): Promise<DomainPropagationState> => {
  const { domain, accountId } = inputs;
  let last: WirePropagation | undefined;
  try {
    const seen = await waitUntil<WirePropagation | undefined, WirePropagation>(ctx, {
      what: `DNS propagation of ${domain}`,
      probe: async () => (last = await getDnsPropagation(ctx.wix, domain, accountId)),
      judge: look =>
        look !== undefined && SEEN.has(look.status)
          ? { kind: "settled", value: look }
          : {
              kind: "waiting",
              status: look?.status ?? "not watched by Wix yet",
              ...present({ missing: describeWrong(look?.wrong ?? []) }),
            },
      interval: ctx.wix.settings.pollInterval(),
      holds: PROPAGATION_HOLDS,
      remediation:
        "Check the records at the registrar or DNS provider. It can take up to 48 hours to be seen; run again to wait on.",
      requestId: look => look && requestIdOf(look),
    });
    return stateOf(inputs, seen);
  } catch (error) {
    if (!(error instanceof WaitTimeout || error instanceof StillWaiting || isAborted(error))) throw error;
    throw new InitFailed(domain, stateOf(inputs, last), error);
  }
};

/** A wait as a resource: it leaves nothing at Wix, so there is nothing to hold and nothing to delete. */
export const domainPropagation = resource<typeof SHAPE, DomainPropagationState>(FIELDS, SHAPE, {
  timeouts: { create: PROPAGATION_TIMEOUT },
  judge,

  async create(ctx, inputs) {
    return { id: inputs.domain, state: await waitForPropagation(ctx, inputs) };
  },

  async read(ctx, id, state) {
    const domain = state.domain ?? domainName(id);
    const seen = await getDnsPropagation(ctx.wix, domain, state.accountId);
    if (seen === undefined) return NOT_FOUND;
    const inputs = pickArguments(FIELDS, { ...state, domain });
    return { id: domain, inputs, state: stateOf(inputs, seen) };
  },

  update: (ctx, _id, _olds, news) => waitForPropagation(ctx, news),

  delete: () => Promise.resolve(),
});
