import { listRule, type Named } from "../allowed";
import { UNKNOWN } from "../known";
import { productsOf } from "../products";
import type { Resource } from "../rule";

export const listing = {
  name: "wix-allowed-products",
  description: "Only allowed products are bought.",
  entry: "catalog id of a product",
  valuesOf: (resource: Resource): readonly Named[] => {
    if (resource.kind !== "Package") return [];
    const products = productsOf(resource) ?? [UNKNOWN];
    return products.map((value, index) => ({ at: `products[${index}].catalogProductId`, value }));
  },
};

/** `wix-allowed-products`. Refuses other products of the catalog. Settings: `allow`, all by default; `deny`. */
export const allowedProducts = listRule(listing);
