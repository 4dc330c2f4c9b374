import { applicationError, type Refusal } from "../kernel/refusal";
import { type Package, PREMIUM_PLAN, type Product, type ProductInstance, type State } from "./state";

/** Wix answers 428 wherever the state of the account is in the way (errors of Create Package in Wix's reference). */
export const failedPrecondition = (code: string, description: string): Refusal =>
  applicationError(428, code, description);

/** An instance with the package it is in and the product it is of. */
export interface Holding {
  readonly owner: Package;
  readonly instance: ProductInstance;
  readonly product: Product;
}

export const holdings = (state: State): Holding[] =>
  state.resellers.packages.flatMap(owner =>
    owner.productInstances.map(instance => ({
      owner,
      instance,
      product: productOf(state, instance.catalogProductId),
    })),
  );

export const findHolding = (state: State, instanceId: string): Holding | undefined =>
  holdings(state).find(({ instance }) => instance.instanceId === instanceId);

/** Neither cancelled, nor about to be, nor failed. */
export const isLive = ({ status, settling }: ProductInstance): boolean =>
  status !== "CANCELED" && status !== "FAILED" && settling?.into.status !== "CANCELED";

/** Whether its customer can use it: an adjusted or moved instance can be used while it is `PENDING`. */
export const isUsable = ({ status, settling }: ProductInstance): boolean =>
  settling?.usable ?? (status === "ENABLED" || status === "ACTIVE");

export const hasProductOfType = (state: State, siteId: string, type: string): boolean =>
  holdings(state).some(
    ({ instance, product }) => instance.siteId === siteId && product.type === type && isUsable(instance),
  );

export const hasPremiumPlan = (state: State, siteId: string): boolean =>
  hasProductOfType(state, siteId, PREMIUM_PLAN);

/** The state document holds instances of products of its catalog only. */
const productOf = ({ resellers }: State, productId: string): Product => {
  const product = resellers.catalog.find(({ id }) => id === productId);
  if (product === undefined) throw new Error(`no product ${productId} in the catalog`);
  return product;
};

/** Whose instance a call is about. */
export interface Target {
  readonly accountId: string;
  readonly instanceId: string;
}

/** The parent account and all of its children, whichever of them asks. */
export const accountsUnderParent = ({ accounts }: State, accountId: string): string[] => {
  const parentId = accounts.find(({ id }) => id === accountId)?.parentAccountId ?? accountId;
  return accounts
    .filter(({ id, parentAccountId }) => [id, parentAccountId].includes(parentId))
    .map(({ id }) => id);
};

/** @throws {Refusal} 404, for another account's package too */
export const ownPackage = ({ resellers }: State, accountId: string, packageId: string): Package => {
  const found = resellers.packages.find(({ id }) => id === packageId);
  if (found?.accountId === accountId) return found;
  throw applicationError(404, "PACKAGE_NOT_FOUND", `no package ${packageId} in account ${accountId}`);
};

/** @throws {Refusal} 428, for another account's instance too */
export const ownInstance = (state: State, { accountId, instanceId }: Target): Holding => {
  const holding = findHolding(state, instanceId);
  if (holding?.owner.accountId === accountId) return holding;
  throw failedPrecondition(
    "PRODUCT_INSTANCE_NOT_FOUND",
    `no product instance ${instanceId} in account ${accountId}`,
  );
};

/** @throws {Refusal} 428, also for an instance that is cancelled or failed */
export const ownLiveInstance = (state: State, target: Target): Holding => {
  const holding = ownInstance(state, target);
  const { instanceId, status } = holding.instance;
  if (isLive(holding.instance)) return holding;
  throw failedPrecondition("INCOMPATIBLE_PRODUCT_INSTANCE_STATUS", `instance ${instanceId} is ${status}`);
};
