import { differenceOf, pickArguments, type Difference } from "../../core/fields";
import { describeOwner, sameOwner, type Thing } from "../../core/ownership";
import { present } from "../../core/present";
import type { Partly } from "../../core/unknown";
import type { Context } from "../../lifecycle/context";
import { guidToRead } from "../../lifecycle/inputs";
import { InitFailed, NOT_FOUND } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { placementThing, type Placement } from "../../lifecycle/things";
import { isTransportError, isWixError } from "../../wix/errors";
import { isEnabled } from "../package/product";
import { isOver, untilEnabled } from "../package/settled";
import { warnOfEnds } from "../package/warn";
import { instanceOver, placedByPackage, PlacementRefused, sitsElsewhere } from "./errors";
import { FIELDS } from "./fields";
import { bringTo, find, locate, lookAt, takeOff, type Placed } from "./placement";
import { claims, SHAPE, type AssignmentInputs } from "./schema";

/** Access changes at once (docs/wix/lifecycles.md#time-scales); the instance itself may still be on its way; ms. */
const TIMEOUT = 10 * 60_000;

const SOUGHT = "the product instance; the lookup getPackage shows it in productInstances";

export interface AssignmentState extends AssignmentInputs {
  packageId: string;
  /** Of the instance, as Wix names it: `ENABLED` when it is usable. */
  status: string;
  /** When the instance ends, ISO 8601; only of one that does not renew itself. */
  expirationDate?: string;
  hidden: {
    /** The account that owns the package, whatever account is configured later. */
    owner: string;
    /** Other sites than `siteId` on which a run that did not finish may have put the instance. */
    perhapsOn?: string[];
  };
}

const stateOf = (
  inputs: AssignmentInputs,
  { packageId, owner, instance }: Placed,
  perhapsOn: readonly string[] = [],
): AssignmentState => ({
  ...pickArguments(FIELDS, inputs),
  packageId,
  status: instance.status,
  ...(instance.expirationDate !== undefined && { expirationDate: instance.expirationDate }),
  hidden: present({ owner, perhapsOn: perhapsOn.length === 0 ? undefined : [...perhapsOn] }),
});

/** Where this resource may have put the instance. */
const chosenBy = ({ siteId, hidden: { perhapsOn = [] } }: AssignmentState): string[] => [
  siteId,
  ...perhapsOn,
];

const stateAfterWait = async (
  ctx: Context,
  inputs: AssignmentInputs,
  placed: Placed,
): Promise<AssignmentState> => {
  const { packageId, owner, instance } = placed;
  const { instanceId } = instance;
  try {
    const found = await untilEnabled(ctx, { packageId, owner, instanceIds: [instanceId] });
    const seen = found.productInstances.find(one => one.instanceId === instanceId);
    return stateOf(inputs, { ...placed, instance: seen ?? instance });
  } catch (error) {
    throw new InitFailed(instanceId, stateOf(inputs, placed), error as Error);
  }
};

/**
 * @param chosen sites on which this resource may have put the instance
 * @throws Error where the instance is over, or somebody else has put it where it is
 */
const refuseForeign = (
  { session: { ledger }, owner }: Context,
  { siteId, allowMove }: AssignmentInputs,
  { instance }: Placed,
  chosen: readonly string[],
): void => {
  const { instanceId, siteId: there } = instance;
  if (there !== siteId && isOver(instance)) throw instanceOver(instanceId, instance.status);
  const rival = ledger
    .declaredHolders<Placement>(placementThing(instanceId), owner)
    // Another assignment that declares it is refused by the check already; one that does not has only yet to leave.
    .filter(holder => holder.owner.type !== owner.type)
    .find(({ detail }) => detail !== undefined && detail.siteId !== siteId);
  if (rival?.detail !== undefined)
    throw placedByPackage(instanceId, describeOwner(rival.owner, owner), rival.detail.siteId);
  if (there !== undefined && !chosen.includes(there) && allowMove !== true)
    throw sitsElsewhere(instanceId, there, siteId);
};

const current = async (ctx: Context, { packageId, hidden, ...state }: AssignmentState): Promise<Placed> => {
  const placed = await lookAt(ctx, packageId, hidden.owner, state.productInstanceId);
  if (placed === undefined) throw instanceOver(state.productInstanceId, "gone");
  return placed;
};

const isKnown = (state: AssignmentState | Partial<AssignmentInputs>): state is AssignmentState =>
  "hidden" in state;

const diff = (olds: AssignmentState, news: Partly<AssignmentInputs>): Difference => {
  const { changes, replaces } = differenceOf(FIELDS, olds, news);
  return {
    changes: changes || !isEnabled(olds),
    // Two instances of one type do not fit on one site: the old one has to leave first.
    ...(replaces && { replaces, deleteBeforeReplace: true }),
  };
};

const holdings = ({ productInstanceId, siteId }: AssignmentState): Thing[] => [
  { key: placementThing(productInstanceId), detail: { siteId } },
];

/** Who of the program wants the instance where it is, in words; undefined where nobody does. */
const declarerOf = ({ session: { ledger }, owner }: Context, instanceId: string): string | undefined => {
  const key = placementThing(instanceId);
  const [declarer] = [...ledger.declarers(key), ...ledger.declaredHolders(key, owner)];
  if (declarer === undefined) return undefined;
  return sameOwner(declarer.owner, owner)
    ? "its replacement declares it now"
    : `${describeOwner(declarer.owner, owner)} declares it now`;
};

/** The placement of one product instance on one site (docs/wix/resellers.md#assign-product-instance-to-site). */
export const productInstanceAssignment = resource<typeof SHAPE, AssignmentState>(FIELDS, SHAPE, {
  timeouts: { create: TIMEOUT },
  claims,
  holdings,
  diff,

  async create(ctx, inputs) {
    const { productInstanceId: id, siteId } = inputs;
    const placed = await find(ctx, ctx.account(inputs.accountId), id);
    refuseForeign(ctx, inputs, placed, [siteId]);
    const there = await bringTo(ctx, placed, siteId).catch((error: unknown) => {
      // What Wix refuses or throttles leaves nothing of this resource's; anything else may have put the instance there.
      if (error instanceof PlacementRefused || isWixError(error) || isTransportError(error)) throw error;
      throw new InitFailed(id, stateOf(inputs, placed), error as Error);
    });
    return { id, state: await stateAfterWait(ctx, inputs, there) };
  },

  async read(ctx, id, state) {
    const placed = isKnown(state)
      ? await lookAt(ctx, state.packageId, state.hidden.owner, id)
      : await locate(ctx, ctx.account(state.accountId), guidToRead(id, SOUGHT));
    const siteId = placed?.instance.siteId;
    if (placed === undefined || siteId === undefined || isOver(placed.instance)) return NOT_FOUND;
    warnOfEnds(ctx, placed.packageId, [placed.instance]);
    const inputs = pickArguments<AssignmentInputs>(FIELDS, {
      ...state,
      productInstanceId: placed.instance.instanceId,
      siteId,
    });
    return {
      ...(!isKnown(state) && { id: inputs.productInstanceId }),
      inputs,
      state: stateOf(inputs, placed, isKnown(state) ? state.hidden.perhapsOn : []),
    };
  },

  async update(ctx, id, olds, news) {
    const placed = await current(ctx, olds);
    const chosen = chosenBy(olds);
    refuseForeign(ctx, news, placed, [...chosen, news.siteId]);
    const there = await bringTo(ctx, placed, news.siteId).catch((error: unknown) => {
      // It may be on no site now: the next run has to look, even where the program is as it was before.
      const perhapsOn = [...new Set([...chosen, news.siteId])].filter(siteId => siteId !== olds.siteId);
      throw new InitFailed(id, stateOf(olds, placed, perhapsOn), error as Error);
    });
    return stateAfterWait(ctx, news, there);
  },

  async delete(ctx, id, state) {
    const declarer = declarerOf(ctx, state.productInstanceId);
    if (declarer !== undefined) {
      ctx.log(`product instance ${id} stays on its site: ${declarer}`);
      return;
    }
    const placed = await lookAt(ctx, state.packageId, state.hidden.owner, state.productInstanceId);
    const there = placed?.instance.siteId;
    if (placed === undefined || there === undefined || isOver(placed.instance)) return;
    if (chosenBy(state).includes(there)) await takeOff(ctx, placed);
    else ctx.log(`product instance ${id} stays on site ${there}, where somebody else has put it`);
  },
});
