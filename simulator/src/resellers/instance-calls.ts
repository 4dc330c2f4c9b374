import { isDeepStrictEqual } from "node:util";
import { changeInstance, changePackage, charge, ending, resettling } from "./changes";
import { failedPrecondition, ownInstance, ownLiveInstance, ownPackage, type Target } from "./instances";
import type { Adjustment } from "./requests";
import { checkLimit, checkPlacement, chosenCycle, cycleOf, sellableProduct } from "./rules";
import type { Package, Product, ProductInstance, World } from "./state";

/** Puts an instance on a site, away from the one it is on. @throws {Refusal} */
export const assign = (world: World, target: Target, siteId: string): Package => {
  const { accountId, instanceId } = target;
  const { instance, product } = ownLiveInstance(world.state, target);
  try {
    checkPlacement(world.state, accountId, { product, siteId, instanceId });
  } catch (refusal) {
    if (world.state.settings.refusedMove === "floats") float(world, instanceId);
    throw refusal;
  }
  return changeInstance(world, instanceId, { siteId, ...resettling(world, instance, product) });
};

/** Access ends at once, billing goes on. @throws {Refusal} */
export const unassign = (world: World, target: Target): Package => {
  ownLiveInstance(world.state, target);
  return float(world, target.instanceId);
};

/** What is cancelled already stays as it is. @throws {Refusal} */
export const cancelInstance = (world: World, target: Target): Package => {
  const { owner, instance } = ownInstance(world.state, target);
  if (isCancelled(instance)) return owner;
  return changeInstance(world, instance.instanceId, ending(world, instance.instanceId));
};

/** @throws {Refusal} */
export const cancelPackage = (world: World, accountId: string, packageId: string): Package => {
  const owner = ownPackage(world.state, accountId, packageId);
  if (owner.productInstances.every(isCancelled)) return owner;
  const updatedDate = world.clock.now().toISOString();
  const productInstances = owner.productInstances.map(instance =>
    isCancelled(instance) ? instance : { ...instance, updatedDate, ...ending(world, instance.instanceId) },
  );
  return changePackage(world, { ...owner, productInstances });
};

const float = (world: World, instanceId: string): Package =>
  changeInstance(world, instanceId, { siteId: undefined });

const isCancelled = ({ status, settling }: ProductInstance): boolean =>
  status === "CANCELED" || settling?.into.status === "CANCELED";

/**
 * Another product of the same type, another billing cycle, or both. It is charged unless the price of the same cycle
 * falls: whether Wix forgives an adjustment that changes nothing is not known.
 *
 * @throws {Refusal}
 */
export const adjust = (world: World, target: Target, adjustment: Adjustment): Package => {
  const { state } = world;
  checkDetails(adjustment);
  const { accountId, instanceId } = target;
  const { owner, instance, product } = ownLiveInstance(state, target);
  const wanted = sellableProduct(state, adjustment.catalogProductId ?? product.id);
  if (wanted.type !== product.type)
    throw failedPrecondition("INCOMPATIBLE_PRODUCT", `a ${product.type} cannot become a ${wanted.type}`);
  if (wanted.id !== product.id) checkLimit(state, accountId, wanted, 1);
  const cycle = adjustedCycle(wanted, instance, adjustment);
  const { siteId } = instance;
  if (siteId !== undefined) checkPlacement(state, accountId, { product: wanted, siteId, instanceId });

  const { billingInfo } = cycle;
  const isOtherProduct = wanted.id !== product.id;
  const changed = {
    catalogProductId: wanted.id,
    billingInfo,
    discountCode: isOtherProduct ? adjustment.discountCode : instance.discountCode,
  };
  const isCheaper = cycle.price < (cycleOf(product, instance.billingInfo)?.price ?? 0);
  if (!isCheaper || !isDeepStrictEqual(billingInfo, instance.billingInfo))
    charge(world, "adjust", owner, { ...instance, ...changed }, cycle);
  return changeInstance(world, instanceId, { ...changed, ...resettling(world, instance, wanted) });
};

const checkDetails = ({ catalogProductId, billingInfo }: Adjustment): void => {
  const missing = (detail: string) => failedPrecondition("MISSING_PRODUCT_DETAILS", `${detail} is missing`);
  if (catalogProductId === undefined && billingInfo === undefined)
    throw missing("catalogProductId or billingInfo");
  if (billingInfo?.type === "RECURRING" && billingInfo.cycleDuration?.unit === undefined)
    throw missing("cycleDuration.unit");
};

/** Without a word about billing the cycle stays, where the new product has it. */
const adjustedCycle = (wanted: Product, { billingInfo }: ProductInstance, adjustment: Adjustment) => {
  const current = adjustment.billingInfo === undefined ? cycleOf(wanted, billingInfo) : undefined;
  return current ?? chosenCycle(wanted, adjustment.billingInfo);
};
