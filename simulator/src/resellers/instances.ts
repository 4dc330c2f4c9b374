import { type State } from "../account/state";
import { PREMIUM_PLAN, type Product } from "./product";
import { type Package, type ProductInstance } from "./state";

/** An instance with the package it is in and the product it is of. */
export interface Holding {
  readonly owner: Package;
  readonly instance: ProductInstance;
  readonly product: Product;
}

export function holdings(state: State): Holding[] {
  return state.resellers.packages.flatMap(owner =>
    owner.productInstances.map(instance => ({
      owner,
      instance,
      product: productOf(state, instance.catalogProductId),
    })),
  );
}

export function findHolding(state: State, instanceId: string): Holding | undefined {
  return holdings(state).find(({ instance }) => instance.instanceId === instanceId);
}

/** Neither cancelled, nor about to be, nor failed. */
export function isLive({ status, settling }: ProductInstance): boolean {
  return status !== "CANCELED" && status !== "FAILED" && settling?.into.status !== "CANCELED";
}

/** Whether its customer can use it: an adjusted or moved instance can be used while it is `PENDING`. */
export function isUsable({ status, settling }: ProductInstance): boolean {
  return settling?.usable ?? status === "ENABLED";
}

export function hasProductOfType(state: State, siteId: string, type: string): boolean {
  return holdings(state).some(
    ({ instance, product }) => instance.siteId === siteId && product.type === type && isUsable(instance),
  );
}

export function hasPremiumPlan(state: State, siteId: string): boolean {
  return hasProductOfType(state, siteId, PREMIUM_PLAN);
}

/** The state document holds instances of products of its catalog only. */
function productOf({ resellers }: State, productId: string): Product {
  const product = resellers.catalog.find(({ id }) => id === productId);
  if (product === undefined) throw new Error(`no product ${productId} in the catalog`);
  return product;
}
