import { isDeepStrictEqual } from "node:util";
import { type World } from "../account/world";
import { ownLiveInstance, type Target } from "./access";
import { checkLimit, chosenCycle, cycleOf, sellableProduct } from "./catalog-rules";
import { changeInstance } from "./change";
import { charge } from "./ledger";
import { checkPlacement } from "./placement";
import { type Product } from "./product";
import { failedPrecondition } from "./refusals";
import { type Adjustment } from "./schema";
import { resettling } from "./settle";
import { type Package, type ProductInstance } from "./state";

/**
 * Another product of the same type, another billing cycle, or both. It is charged unless the price of the same cycle
 * falls: whether Wix forgives an adjustment that changes nothing is not known.
 *
 * @throws {Refusal}
 */
export function adjust(world: World, target: Target, adjustment: Adjustment): Package {
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
}

function checkDetails({ catalogProductId, billingInfo }: Adjustment): void {
  const missing = (detail: string) => failedPrecondition("MISSING_PRODUCT_DETAILS", `${detail} is missing`);
  if (catalogProductId === undefined && billingInfo === undefined)
    throw missing("catalogProductId or billingInfo");
  if (billingInfo?.type === "RECURRING" && billingInfo.cycleDuration?.unit === undefined)
    throw missing("cycleDuration.unit");
}

/** Without a word about billing the cycle stays, where the new product has it. */
function adjustedCycle(wanted: Product, { billingInfo }: ProductInstance, adjustment: Adjustment) {
  const current = adjustment.billingInfo === undefined ? cycleOf(wanted, billingInfo) : undefined;
  return current ?? chosenCycle(wanted, adjustment.billingInfo);
}
