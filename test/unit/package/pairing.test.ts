import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { pairProducts } from "../../../provider/src/resources/package/pairing";
import type { Product } from "../../../provider/src/resources/package/types";
import { businessPlan, corePlan, freeSite, monthly, netDomain, premiumSite, yearly } from "./programs";

const product = (catalogProductId: string, more: Partial<Product> = {}): Product => ({
  catalogProductId,
  countryCode: "DE",
  ...more,
});
const core = product(corePlan, { siteId: freeSite, billingInfo: yearly() });
const name = product(netDomain, { billingInfo: yearly() });

describe("a declared product is taken for its former self", () => {
  test.each<[string, Product[], Product[], (number | undefined)[]]>([
    ["where nothing changed", [core, name], [core, name], [0, 1]],
    ["in another order", [core, name], [name, core], [1, 0]],
    ["on another site", [core, name], [name, { ...core, siteId: premiumSite }], [1, 0]],
    ["with another cycle", [core, name], [name, { ...core, billingInfo: monthly }], [1, 0]],
    [
      "as another product of its site",
      [core, name],
      [name, { ...core, catalogProductId: businessPlan }],
      [1, 0],
    ],
    ["as another product at its place", [name, name], [name, product(businessPlan)], [0, 1]],
    ["among alike ones, at its place", [name, name, name], [name, name, name], [0, 1, 2]],
    [
      "where two exchange their sites",
      [
        { ...core, siteId: freeSite },
        { ...core, catalogProductId: businessPlan, siteId: premiumSite },
      ],
      [
        { ...core, siteId: premiumSite },
        { ...core, catalogProductId: businessPlan, siteId: freeSite },
      ],
      [0, 1],
    ],
    ["where one before it is gone", [core, name], [name], [1]],
    ["where one is new", [core], [name, core], [undefined, 0]],
  ])("%s", (_name, olds, news, pairs) => {
    expect(pairProducts(olds, news)).toEqual(pairs);
  });

  test("where some of it is not known yet", () => {
    expect(pairProducts([core, name], [{ ...name, countryCode: UNKNOWN }, UNKNOWN])).toEqual([1, 0]);
  });

  test("each once, whatever the order", () => {
    const products = fc.array(
      fc.record({
        catalogProductId: fc.constantFrom(corePlan, netDomain, businessPlan),
        countryCode: fc.constantFrom("DE", "FR"),
      }),
      { maxLength: 6 },
    );
    const shuffled = products.chain(olds =>
      fc.tuple(fc.constant(olds), fc.shuffledSubarray(olds, { minLength: olds.length })),
    );
    fc.assert(
      fc.property(shuffled, ([olds, news]) => {
        const pairs = pairProducts(olds, news);
        expect(new Set(pairs).size).toBe(olds.length);
        pairs.forEach((old, index) => expect(olds[old ?? -1]).toEqual(news[index]));
      }),
    );
  });
});
