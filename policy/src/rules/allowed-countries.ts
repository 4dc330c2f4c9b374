import { listRule, type Named } from "../allowed";
import { entriesOf, propertyOf, UNKNOWN } from "../known";
import type { Resource } from "../rule";

/** Countries that products are bought for. Those of a domain's contacts are secret, and no message may tell them. */
export const listing = {
  name: "wix-allowed-countries",
  description: "Products are bought for allowed countries only.",
  entry: "country code, e.g. DE",
  valuesOf: ({ kind, args: { products } }: Resource): readonly Named[] => {
    if (kind !== "Package") return [];
    const all = products === UNKNOWN ? [UNKNOWN] : entriesOf(products);
    return all.map((product, index) => {
      const code = propertyOf(product, "countryCode");
      return {
        at: `products[${index}].countryCode`,
        value: typeof code === "string" ? code.toUpperCase() : UNKNOWN,
      };
    });
  },
};

/** `wix-allowed-countries`. Refuses products for other countries. Settings: `allow`, all by default; `deny`. */
export const allowedCountries = listRule(listing);
