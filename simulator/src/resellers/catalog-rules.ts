import { isDeepStrictEqual } from "node:util";
import { type State } from "../account/state";
import { applicationError } from "../http/refusal";
import { holdings, isLive } from "./instances";
import { type BillingInfo, billingInfoSchema, type Cycle, type Product } from "./product";
import { failedPrecondition } from "./refusals";
import { type WrittenBilling } from "./schema";

/** @throws {Refusal} for a product that is unknown or not to be had */
export function sellableProduct({ resellers }: State, productId: string): Product {
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
}

/** @throws {Refusal} when the product has no such cycle, or several and none is named */
export function chosenCycle(product: Product, written: WrittenBilling | undefined): Cycle {
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
}

export function cycleOf(product: Product, billingInfo: BillingInfo): Cycle | undefined {
  return product.cycles.find(cycle => isDeepStrictEqual(cycle.billingInfo, billingInfo));
}

/** @param count how many instances would come @throws {Refusal} when the account had too many of them */
export function checkLimit(state: State, accountId: string, product: Product, count: number): void {
  const present = holdings(state).filter(
    holding =>
      holding.owner.accountId === accountId && holding.product.id === product.id && isLive(holding.instance),
  );
  if (product.maxPerAccount !== undefined && present.length + count > product.maxPerAccount)
    throw failedPrecondition(
      "PRODUCT_LIMIT_EXCEEDED",
      `at most ${product.maxPerAccount} of product ${product.id}`,
    );
}
