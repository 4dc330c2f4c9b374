import { type State } from "../account/state";
import { checkOwnSite } from "../sites/access";
import { hasProductOfType, holdings, isLive } from "./instances";
import { type Product } from "./product";
import { failedPrecondition } from "./refusals";

/** A product and the site it is to be put on; a moved or adjusted instance does not stand in its own way. */
interface Placement {
  readonly product: Product;
  readonly siteId: string;
  readonly instanceId?: string;
}

/** @throws {Refusal} when the site is not the account's, has such a product already, or lacks a prerequisite */
export function checkPlacement(state: State, accountId: string, placement: Placement): void {
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
}

/** @throws {Refusal} for products of one package that cannot be on one site together */
export function checkTogether(
  orders: readonly { readonly product: Product; readonly siteId: string | undefined }[],
): void {
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
}
