/*
 * Which declared product was which in the last run.
 *
 * Products have no name of their own. A product is taken for the one it has most in common with, the strictest
 * likeness first and, among alike ones, the one at its own place:
 *
 *   equal > another discount code > another cycle > another site > both > another product > whatever is left
 *
 * so a mere reordering pairs equals, and a product that was changed in one respect is paired with its former self. What
 * is not known yet may be anything, so it is paired with what the known ones leave.
 */
import { isDeepStrictEqual as equal } from "node:util";
import { hasUnknown, UNKNOWN, type Unknown } from "../../core/unknown";
import type { PartlyKnownProduct, Product } from "./types";

type Field = keyof Product;

const LIKENESSES: readonly (readonly Field[])[] = [
  ["catalogProductId", "countryCode", "referenceProductInstanceId", "siteId", "billingInfo", "discountCode"],
  ["catalogProductId", "countryCode", "referenceProductInstanceId", "siteId", "billingInfo"],
  ["catalogProductId", "countryCode", "referenceProductInstanceId", "siteId"],
  ["catalogProductId", "countryCode", "referenceProductInstanceId", "billingInfo"],
  ["catalogProductId", "countryCode", "referenceProductInstanceId"],
  // From here on it is another product.
  ["countryCode", "referenceProductInstanceId", "siteId"],
  ["countryCode", "referenceProductInstanceId"],
  ["catalogProductId"],
  [],
];

const SAME_PRODUCT = LIKENESSES.filter(fields => fields.length > 1 && fields[0] === "catalogProductId");

/** Equal as far as known. */
export const alike = (a: unknown, b: unknown): boolean => hasUnknown(a) || hasUnknown(b) || equal(a, b);

/** Alike in all fields, whatever is left undefined. */
export const alikeIn = (
  fields: readonly Field[],
  old: Product,
  product: PartlyKnownProduct | Unknown,
): boolean => product === UNKNOWN || fields.every(field => alike(old[field], product[field]));

const equalIn: typeof alikeIn = (fields, old, product) =>
  product !== UNKNOWN && fields.every(field => equal(old[field], product[field]));

const partlyKnownIn: typeof alikeIn = (fields, old, product) =>
  product !== UNKNOWN && alikeIn(fields, old, product);

/** Those of the strictest likeness. */
export const ALL_FIELDS: readonly Field[] = LIKENESSES[0] ?? [];

/** @returns for each product the index of its former self; undefined for one that is new */
export const pairProducts = (
  olds: readonly Product[],
  news: readonly (PartlyKnownProduct | Unknown)[],
): (number | undefined)[] => {
  const pairs: (number | undefined)[] = news.map(() => undefined);
  const free = new Set(olds.keys());
  const pair = (index: number, old: number | undefined): void => {
    if (old === undefined) return;
    pairs[index] = old;
    free.delete(old);
  };
  const pairAll = (fields: readonly Field[], like: typeof alikeIn): void => {
    const fits = (index: number, old: number): boolean => {
      const before = olds[old];
      const now = news[index];
      return before !== undefined && now !== undefined && free.has(old) && like(fields, before, now);
    };
    const open = (): number[] => [...news.keys()].filter(index => pairs[index] === undefined);
    for (const index of open()) if (fits(index, index)) pair(index, index);
    for (const index of open())
      pair(
        index,
        [...free].find(old => fits(index, old)),
      );
  };
  for (const fields of SAME_PRODUCT) pairAll(fields, equalIn);
  for (const fields of LIKENESSES) pairAll(fields, partlyKnownIn);
  pairAll([], alikeIn);
  return pairs;
};

/** Indices of the olds that have no partner. */
export const unpaired = (olds: readonly Product[], pairs: readonly (number | undefined)[]): number[] =>
  [...olds.keys()].filter(old => !pairs.includes(old));
