import { isDeepStrictEqual as equal } from "node:util";
import { present } from "../../core/present";
import { describeWrong, PROPAGATION_HOLDS, PROPAGATION_TIMEOUT } from "../../domains/propagation";
import { NOT_FOUND, InitFailed, UNKNOWN, type Context, type Lifecycle } from "../../lifecycle/lifecycle";
import { WaitTimeout } from "../../core/wait-timeout";
import { waitUntil } from "../../core/wait";
import { requestIdOf } from "../../wix/client";
import { getDnsPropagation, type WirePropagation, type WrongRecord } from "../../wix/dns-propagation";
import { check, type DomainPropagationInputs } from "./schema";

export interface DomainPropagationState extends DomainPropagationInputs {
  /** As Wix names it; absent while Wix does not watch the domain. */
  status?: string;
  failureInfo?: WrongRecord[];
}

const inputsOf = ({ domain, triggers, accountId }: DomainPropagationInputs): DomainPropagationInputs =>
  present({ domain, triggers, accountId });

const stateOf = (
  inputs: DomainPropagationInputs,
  seen: WirePropagation | undefined,
): DomainPropagationState => ({
  ...inputsOf(inputs),
  ...(seen && { status: seen.status, ...(seen.wrong.length > 0 && { failureInfo: seen.wrong }) }),
});

/** The object's word, and the one that connected domains use for the same. */
const SEEN = new Set(["SUCCEEDED", "COMPLETED"]);

/**
 * Waits until the world sees the domain. A failure is no end: it heals once the records are right (fact sheet
 * lifecycles.md, "Connected domain").
 * @throws InitFailed when the time is up
 */
const propagated = async (ctx: Context, inputs: DomainPropagationInputs): Promise<DomainPropagationState> => {
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
      within: ctx.timeout ?? PROPAGATION_TIMEOUT,
      interval: ctx.wix.settings.pollInterval(),
      holds: PROPAGATION_HOLDS,
      remediation:
        "Check the records at the registrar or DNS provider. It can take up to 48 hours to be seen; run again to wait on.",
      requestId: look => look && requestIdOf(look),
    });
    return stateOf(inputs, seen);
  } catch (error) {
    if (!(error instanceof WaitTimeout)) throw error;
    throw new InitFailed(domain, stateOf(inputs, last), error);
  }
};

export const domainPropagation: Lifecycle<DomainPropagationInputs, DomainPropagationState> = {
  check,

  diff: (olds, news) => ({
    changes: !equal(inputsOf(olds), inputsOf(news)),
    ...((news.domain as unknown) !== UNKNOWN && olds.domain !== news.domain && { replaces: ["domain"] }),
  }),

  async create(ctx, inputs) {
    return { id: inputs.domain, state: await propagated(ctx, inputs) };
  },

  async read(ctx, id, state) {
    const seen = await getDnsPropagation(ctx.wix, id, state.accountId);
    if (seen === undefined) return NOT_FOUND;
    const inputs = inputsOf({ ...state, domain: id });
    return { inputs, state: stateOf(inputs, seen) };
  },

  async update(ctx, _id, _olds, news) {
    return propagated(ctx, news);
  },

  /** There is nothing to delete: a wait leaves nothing at Wix. */
  delete: () => Promise.resolve(),
};
