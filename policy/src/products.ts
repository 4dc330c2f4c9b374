import { entriesOf, propertyOf, UNKNOWN } from "./known";
import type { Resource } from "./rule";

/** Ids of what a package buys, in lower case, UNKNOWN for those that are only known later; undefined for all of them. */
export function productsOf({ args }: Resource): readonly (string | typeof UNKNOWN)[] | undefined {
  if (args.products === UNKNOWN) return undefined;
  return entriesOf(args.products).map(product => {
    const id = propertyOf(product, "catalogProductId");
    return typeof id === "string" ? id.toLowerCase() : UNKNOWN;
  });
}

/** How often each product is bought, as far as that is known. */
export function tally(packages: readonly Resource[]): {
  counts: ReadonlyMap<string, number>;
  /** Names of packages of which not all products are known. */
  unclear: readonly string[];
} {
  const counts = new Map<string, number>();
  const unclear: string[] = [];
  for (const one of packages) {
    const products = productsOf(one);
    if (products === undefined || products.includes(UNKNOWN)) unclear.push(one.name);
    for (const id of products ?? []) if (id !== UNKNOWN) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return { counts, unclear };
}

/** A limit of each product, by its id in lower case. */
export function limitsOf(
  products: Readonly<Record<string, number>> | undefined,
): ReadonlyMap<string, number> {
  return new Map(Object.entries(products ?? {}).map(([id, most]) => [id.toLowerCase(), most]));
}
