/*
 * The way from a package as it is to the package as declared, one step at a time.
 *
 * Each step is worked out from a look, so a run that was stopped anywhere goes on from where it stood, and nothing is
 * sent that is not due. The order:
 *
 *   external id          free, and harmless to the sites
 *   adjustments          the ones that Wix may refuse or charge for, before any site loses its plan
 *   moves                an instance goes to its site when no other that has to leave stands there
 *     none can go          because a cancelled one stands there: cancel that one now
 *                          because they exchange sites: one of them steps aside
 *   cancellations        last: they cannot be undone
 */
import type { Adjustment, PackageInstance, WirePackage } from "../../wix/packages";
import { sameBilling } from "./product";
import { isOver } from "./settled";
import type { Product } from "./types";

export interface Goal {
  externalId: string;
  targets: readonly { instanceId: string; product: Product }[];
  /** Ids of the instances to cancel. */
  cancellations: readonly string[];
}

export type Step =
  | { kind: "rename"; externalId: string }
  | { kind: "adjust"; instanceId: string; to: Adjustment }
  | { kind: "assign"; instanceId: string; siteId: string }
  | { kind: "unassign"; instanceId: string }
  | { kind: "cancel"; instanceId: string };

/** One instance and where it shall go. */
interface Move {
  instance: PackageInstance;
  siteId: string;
}

const adjustmentOf = (product: Product, instance: PackageInstance): Adjustment | undefined => {
  const { catalogProductId, billingInfo, discountCode } = product;
  const otherProduct = catalogProductId !== instance.catalogProductId;
  const otherBilling =
    billingInfo !== undefined &&
    instance.billingInfo !== undefined &&
    !sameBilling(billingInfo, instance.billingInfo);
  if (!otherProduct && !otherBilling) return undefined;
  return {
    ...(otherProduct && { catalogProductId }),
    ...(billingInfo !== undefined && { billingInfo }),
    ...(otherProduct && discountCode !== undefined && { discountCode }),
  };
};

/** What stands on the site of a move and has to leave: another move, or a cancellation. */
const inTheWay = (
  { instance, siteId }: Move,
  leaving: readonly PackageInstance[],
): PackageInstance | undefined =>
  leaving.find(other => other.siteId === siteId && other.instanceId !== instance.instanceId);

const nextMove = (moves: readonly Move[], cancelling: readonly PackageInstance[]): Step | undefined => {
  const leaving = [...moves.map(({ instance }) => instance), ...cancelling];
  const free = moves.find(move => inTheWay(move, leaving) === undefined);
  if (free !== undefined)
    return { kind: "assign", instanceId: free.instance.instanceId, siteId: free.siteId };
  // From anywhere, following who stands in whose way ends at a cancellation or goes round in an exchange.
  let move = moves[0];
  for (let steps = 0; move !== undefined && steps <= moves.length; steps++) {
    const blocker = inTheWay(move, leaving);
    if (blocker !== undefined && cancelling.includes(blocker))
      return { kind: "cancel", instanceId: blocker.instanceId };
    move = moves.find(({ instance }) => instance === blocker);
  }
  return move && { kind: "unassign", instanceId: move.instance.instanceId };
};

/** The one step that is due; undefined when the package is as declared. */
export const nextStep = (seen: WirePackage, goal: Goal): Step | undefined => {
  if (seen.externalId !== goal.externalId) return { kind: "rename", externalId: goal.externalId };
  const instances = new Map(seen.productInstances.map(instance => [instance.instanceId, instance]));
  const moves: Move[] = [];
  for (const { instanceId, product } of goal.targets) {
    const instance = instances.get(instanceId);
    if (instance === undefined) continue;
    const to = adjustmentOf(product, instance);
    if (to !== undefined) return { kind: "adjust", instanceId, to };
    const { siteId } = product;
    if (siteId !== undefined && siteId !== instance.siteId) moves.push({ instance, siteId });
  }
  const cancelling = goal.cancellations
    .flatMap(instanceId => instances.get(instanceId) ?? [])
    .filter(instance => !isOver(instance));
  const move = nextMove(moves, cancelling);
  if (move !== undefined) return move;
  const [cancellation] = cancelling;
  return cancellation && { kind: "cancel", instanceId: cancellation.instanceId };
};

/** Whether the package does not show the step's effect. */
export const isDue = (step: Step, seen: WirePackage): boolean => {
  if (step.kind === "rename") return seen.externalId !== step.externalId;
  const instance = seen.productInstances.find(({ instanceId }) => instanceId === step.instanceId);
  if (instance === undefined) return true;
  switch (step.kind) {
    case "adjust":
      return (
        (step.to.catalogProductId ?? instance.catalogProductId) !== instance.catalogProductId ||
        (step.to.billingInfo !== undefined &&
          instance.billingInfo !== undefined &&
          !sameBilling(step.to.billingInfo, instance.billingInfo))
      );
    case "assign":
      return instance.siteId !== step.siteId;
    case "unassign":
      return instance.siteId !== undefined;
    case "cancel":
      return !isOver(instance);
  }
};

export const describeStep = (step: Step): string => {
  switch (step.kind) {
    case "rename":
      return `change the external id to "${step.externalId}"`;
    case "adjust":
      return `adjust product instance ${step.instanceId}`;
    case "assign":
      return `assign product instance ${step.instanceId} to site ${step.siteId}`;
    case "unassign":
      return `unassign product instance ${step.instanceId}`;
    case "cancel":
      return `cancel product instance ${step.instanceId}`;
  }
};
