/*
 * What Wix cannot change of a package that exists (docs/wix/resellers.md#change-matrix-for-a-provider). Nothing
 * paid is ever replaced, so each of these fails before anything is done, with the way out.
 */
import type { Failure } from "../../core/failure";
import { UNKNOWN, type Unknown } from "../../core/unknown";
import { ALL_FIELDS, alike, alikeIn, pairProducts, unpaired } from "./pairing";
import { describeProduct } from "./product";
import type { PackageInputs, PartlyKnown, PartlyKnownProduct, Product } from "./types";

const REMEDIATION =
  "Declare a second Package with it, and take this one out of the program when it is no longer needed.";

const unchangeable = (property: string, was: string | undefined): Failure => ({
  property,
  reason: `was ${was === undefined ? "not given" : JSON.stringify(was)} when the package was bought, and Wix cannot change it. ${REMEDIATION}`,
});

const changedProduct = (index: number, old: Product, product: PartlyKnownProduct | Unknown): Failure[] => {
  if (product === UNKNOWN) return [];
  const at = `products[${index}]`;
  const fixed = (["countryCode", "referenceProductInstanceId"] as const)
    .filter(field => !alike(old[field], product[field]))
    .map(field => unchangeable(`${at}.${field}`, old[field]));
  const lateDiscount =
    !alike(old.discountCode, product.discountCode) && alike(old.catalogProductId, product.catalogProductId);
  if (!lateDiscount) return fixed;
  // The code may be secret, the former one too: neither is repeated.
  return [
    ...fixed,
    {
      property: `${at}.discountCode`,
      reason:
        `was ${old.discountCode === undefined ? "not given" : "another one"}, and Wix heeds a code only ` +
        "at the purchase and together with another product. Leave it as it was.",
    },
  ];
};

const removedProduct = (old: Product, olds: PackageInputs, news: PartlyKnown): Failure[] => {
  const what = `no longer has ${describeProduct(old)}`;
  const alikeOnes = olds.products.filter(other => alikeIn(ALL_FIELDS, old, other));
  if (news.onDestroy !== "cancel" && news.onDestroy !== UNKNOWN)
    return [
      {
        property: "products",
        reason:
          `${what}. Taking it out cancels its instance for good, which needs onDestroy: "cancel"; ` +
          "to keep it, leave it in.",
      },
    ];
  if (alikeOnes.length > 1)
    return [
      {
        property: "products",
        reason:
          `${what}, of which there are ${alikeOnes.length} alike, so it is not clear which one to cancel. ` +
          "First give each its siteId, then take one out.",
      },
    ];
  return [];
};

const removals = (olds: PackageInputs, news: PartlyKnown, products: (PartlyKnownProduct | Unknown)[]) => {
  const pairs = pairProducts(olds.products, products);
  const removed = unpaired(olds.products, pairs).flatMap(index => olds.products[index] ?? []);
  const untouched = products.every((product, index) => {
    const old = olds.products[pairs[index] ?? -1];
    return old !== undefined && alikeIn(ALL_FIELDS, old, product);
  });
  if (removed.length > 0 && !untouched)
    return [
      {
        property: "products",
        reason:
          "has fewer products and others are changed, so it is not clear which one to cancel. " +
          "First take products out, then change the others, or the other way round.",
      },
    ];
  return removed.flatMap(old => removedProduct(old, olds, news));
};

const additions = (olds: PackageInputs, products: readonly unknown[]): Failure[] =>
  products.slice(olds.products.length).map((_, extra) => ({
    property: `products[${olds.products.length + extra}]`,
    reason:
      `the package has ${olds.products.length}, and Wix can neither add a product to a package nor bring a cancelled one back. ` +
      "Declare a second Package for it.",
  }));

const changedProducts = (olds: PackageInputs, news: PartlyKnown): Failure[] => {
  const { products } = news;
  if (products === UNKNOWN) return [];
  if (products.length > olds.products.length) return additions(olds, products);
  if (products.length < olds.products.length) return removals(olds, news, products);
  return pairProducts(olds.products, products).flatMap((pair, index) => {
    const old = olds.products[pair ?? -1];
    return old === undefined ? [] : changedProduct(index, old, products[index] ?? UNKNOWN);
  });
};

const changedAccount = (olds: PackageInputs, { accountId }: PartlyKnown): Failure[] =>
  olds.accountId === undefined || accountId === undefined || alike(olds.accountId, accountId)
    ? []
    : [unchangeable("accountId", olds.accountId)];

/** All changes that Wix cannot make in place. */
export const forbiddenChanges = (olds: PackageInputs, news: PartlyKnown): Failure[] => [
  ...changedAccount(olds, news),
  ...changedProducts(olds, news),
];
