import { isDeepStrictEqual } from "node:util";
import { applicationError } from "../kernel/refusal";
import { checkOwnSite } from "../sites/state";
import { failedPrecondition, hasProductOfType, holdings, isLive } from "./instances";
import type { WrittenBilling } from "./requests";
import { type BillingInfo, billingInfoSchema, type Cycle, type Product, type State } from "./state";

/** @throws {Refusal} for a product that is unknown or not to be had */
export const sellableProduct = ({ resellers }: State, productId: string): Product => {
  const product = resellers.catalog.find(({ id }) => id === productId);
  if (product === undefined)
    throw applicationError(404, "PRODUCT_NOT_FOUND", `no product ${productId} in the catalog`);
  if (!product.sellable) throw failedPrecondition("INVALID_PRODUCTS", `product ${productId} is not sold`);
  if (!product.cancellationConfigured)
    throw failedPrecondition(
      "PRODUCT_SETTINGS_NOT_FOUND",
      `product ${productId} has no cancellation settings`,
    );
  return product;
};

/** @throws {Refusal} when the product has no such cycle, or several and none is named */
export const chosenCycle = (product: Product, written: WrittenBilling | undefined): Cycle => {
  const [first, ...others] = product.cycles;
  if (written === undefined) {
    if (first !== undefined && others.length === 0) return first;
    throw failedPrecondition("MISSING_BILLING_CYCLE", `product ${product.id} has several billing cycles`);
  }
  const { data: billingInfo } = billingInfoSchema.safeParse(written);
  const ofType = product.cycles.filter(cycle => cycle.billingInfo.type === billingInfo?.type);
  if (billingInfo === undefined || ofType.length === 0)
    throw failedPrecondition("INVALID_BILLING_CYCLE", `product ${product.id} is not billed that way`);
  const cycle = cycleOf(product, billingInfo);
  if (cycle !== undefined) return cycle;
  throw failedPrecondition("INCOMPATIBLE_BILLING_CYCLE", `product ${product.id} has no such billing cycle`);
};

export const cycleOf = (product: Product, billingInfo: BillingInfo): Cycle | undefined =>
  product.cycles.find(cycle => isDeepStrictEqual(cycle.billingInfo, billingInfo));

/** @param count how many instances would come @throws {Refusal} when the account had too many of them */
export const checkLimit = (state: State, accountId: string, product: Product, count: number): void => {
  const present = holdings(state).filter(
    holding =>
      holding.owner.accountId === accountId && holding.product.id === product.id && isLive(holding.instance),
  );
  if (product.maxPerAccount !== undefined && present.length + count > product.maxPerAccount)
    throw failedPrecondition(
      "PRODUCT_LIMIT_EXCEEDED",
      `at most ${product.maxPerAccount} of product ${product.id}`,
    );
};

/** A product and the site it is to be put on; a moved or adjusted instance does not stand in its own way. */
interface Placement {
  readonly product: Product;
  readonly siteId: string;
  readonly instanceId?: string;
}

/** @throws {Refusal} when the site is not the account's, has such a product already, or lacks a prerequisite */
export const checkPlacement = (state: State, accountId: string, placement: Placement): void => {
  const { product, siteId, instanceId } = placement;
  checkOwnSite(state, accountId, siteId, 404);
  const rivals = holdings(state).filter(
    ({ instance, product: { type } }) =>
      instance.siteId === siteId &&
      instance.instanceId !== instanceId &&
      type === product.type &&
      isLive(instance),
  );
  if (rivals.length >= product.maxPerSite)
    throw failedPrecondition(
      "PRODUCT_TYPE_ALREADY_ASSIGNED",
      `site ${siteId} has a product of type ${product.type}`,
    );
  const { prerequisiteType } = product;
  if (prerequisiteType !== undefined && !hasProductOfType(state, siteId, prerequisiteType))
    throw failedPrecondition("PRODUCT_NOT_SUPPORTED_ON_SITE", `site ${siteId} has no ${prerequisiteType}`);
};

/** @throws {Refusal} for products of one package that cannot be on one site together */
export const checkTogether = (
  orders: readonly { readonly product: Product; readonly siteId: string | undefined }[],
): void => {
  orders.forEach(({ product, siteId }, index) => {
    if (siteId === undefined) return;
    const before = orders.slice(0, index).filter(other => other.siteId === siteId);
    const ofType = before.filter(other => other.product.type === product.type);
    if (before.some(other => other.product.id === product.id) || ofType.length >= product.maxPerSite)
      throw failedPrecondition(
        "MULTIPLE_PRODUCT_ASSIGNMENTS",
        `site ${siteId} cannot take all of the products`,
      );
  });
};
