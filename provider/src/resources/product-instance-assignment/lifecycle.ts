import { isDeepStrictEqual as equal } from "node:util";
import type { Difference } from "../../core/fields";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND, InitFailed, type Lifecycle } from "../../lifecycle/lifecycle";
import { present } from "../../core/present";
import { isOver, untilEnabled } from "../package/settled";
import { InstanceOver, SitsElsewhere } from "./errors";
import { bringTo, find, locate, lookAt, takeOff, type Placed } from "./placement";
import { check, claimKey, type AssignmentInputs } from "./schema";

/** Access changes at once (fact sheet lifecycles.md, "Time scales"); the instance itself may still be on its way. */
const DEFAULT_TIMEOUT = 10 * 60_000;

export interface AssignmentState extends AssignmentInputs {
  packageId: string;
  /** Of the instance, as Wix names it: `ENABLED` when it is usable. */
  status: string;
  hidden: {
    /** The account that owns the package, whatever account is configured later. */
    owner: string;
  };
}

const inputsOf = ({ productInstanceId, siteId, allowMove, accountId }: AssignmentInputs): AssignmentInputs =>
  present({ productInstanceId, siteId, allowMove, accountId });

const stateOf = (inputs: AssignmentInputs, { packageId, owner, instance }: Placed): AssignmentState => ({
  ...inputsOf(inputs),
  packageId,
  status: instance.status,
  hidden: { owner },
});

const ownerOf = (ctx: Context, accountId: string | undefined): string =>
  ctx.wix.settings.accountId(accountId).toLowerCase();

const stateAfterWait = async (
  ctx: Context,
  inputs: AssignmentInputs,
  placed: Placed,
): Promise<AssignmentState> => {
  const { packageId, owner, instance } = placed;
  const { instanceId } = instance;
  try {
    const found = await untilEnabled(ctx, {
      packageId,
      owner,
      instanceIds: [instanceId],
      timeout: ctx.timeout ?? DEFAULT_TIMEOUT,
    });
    const seen = found.productInstances.find(one => one.instanceId === instanceId);
    return stateOf(inputs, { ...placed, instance: seen ?? instance });
  } catch (error) {
    throw new InitFailed(instanceId, stateOf(inputs, placed), error as Error);
  }
};

/**
 * @param chosen sites on which this resource may have put the instance
 * @throws SitsElsewhere, InstanceOver
 */
const refuseForeign = (
  { siteId, allowMove }: AssignmentInputs,
  { instance }: Placed,
  chosen: readonly string[],
): void => {
  const there = instance.siteId;
  if (there !== siteId && isOver(instance)) throw new InstanceOver(instance.instanceId, instance.status);
  if (there !== undefined && !chosen.includes(there) && allowMove !== true)
    throw new SitsElsewhere(instance.instanceId, there, siteId);
};

const current = async (ctx: Context, { packageId, hidden, ...state }: AssignmentState): Promise<Placed> => {
  const placed = await lookAt(ctx, packageId, hidden.owner, state.productInstanceId);
  if (placed === undefined) throw new InstanceOver(state.productInstanceId, "gone");
  return placed;
};

const known = (state: AssignmentState | Partial<AssignmentInputs>): state is AssignmentState =>
  "hidden" in state;

const diff = (olds: AssignmentState, news: AssignmentInputs): Difference => ({
  changes: !equal(inputsOf(olds), inputsOf(news)) || olds.status !== "ENABLED",
  // Two instances of one type do not fit on one site: the old one has to leave first.
  ...(!equal(olds.productInstanceId, news.productInstanceId) && {
    replaces: ["productInstanceId"],
    deleteBeforeReplace: true,
  }),
});

/** The placement of one product instance on one site (fact sheet resellers.md, "Assign Product Instance To Site"). */
export const productInstanceAssignment: Lifecycle<AssignmentInputs, AssignmentState> = {
  check,
  diff,

  async create(ctx, inputs) {
    const placed = await find(ctx, ownerOf(ctx, inputs.accountId), inputs.productInstanceId);
    refuseForeign(inputs, placed, [inputs.siteId]);
    const there = await bringTo(ctx, placed, inputs.siteId);
    return { id: inputs.productInstanceId, state: await stateAfterWait(ctx, inputs, there) };
  },

  async read(ctx, id, state) {
    const placed = known(state)
      ? await lookAt(ctx, state.packageId, state.hidden.owner, id)
      : await locate(ctx, ownerOf(ctx, state.accountId), id.toLowerCase());
    const siteId = placed?.instance.siteId;
    if (placed === undefined || siteId === undefined || isOver(placed.instance)) return NOT_FOUND;
    const inputs = inputsOf({ ...state, productInstanceId: placed.instance.instanceId, siteId });
    return { inputs, state: stateOf(inputs, placed) };
  },

  async update(ctx, id, olds, news) {
    const placed = await current(ctx, olds);
    refuseForeign(news, placed, [olds.siteId, news.siteId]);
    const there = await bringTo(ctx, placed, news.siteId).catch((error: unknown) => {
      // It may be on no site now: the next run has to look, even where the program is as it was before.
      throw new InitFailed(id, olds, error as Error);
    });
    return stateAfterWait(ctx, news, there);
  },

  async delete(ctx, id, state) {
    const other = ctx.claimedByAnother(claimKey(state.productInstanceId));
    if (other !== undefined) {
      ctx.log(`product instance ${id} stays on its site: ${other} declares it now`);
      return;
    }
    const placed = await lookAt(ctx, state.packageId, state.hidden.owner, state.productInstanceId);
    if (placed?.instance.siteId === undefined || isOver(placed.instance)) return;
    if (placed.instance.siteId === state.siteId) await takeOff(ctx, placed);
    else
      ctx.log(
        `product instance ${id} stays on site ${placed.instance.siteId}, where somebody else has put it`,
      );
  },
};
