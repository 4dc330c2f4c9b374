import { describe, expect, test } from "@jest/globals";
import { defaultExternalId, purchaseKey } from "../../../provider/src/resources/package/identity";
import { corePlan, netDomain } from "./programs";

const products = [
  { catalogProductId: corePlan, countryCode: "DE" },
  { catalogProductId: netDomain, countryCode: "DE" },
];

describe("the external id of a package that was given none", () => {
  test("tells project, stack and name", () => {
    expect(defaultExternalId("shop/prod", { type: "Package", name: "plan" })).toBe("pulumi/shop/prod/plan");
  });

  test("tells the parents' types where it has any, as the URN does", () => {
    const owner = { type: "Package", name: "plan", under: "my:index:Shop$my:index:Department" };
    expect(defaultExternalId("shop/prod", owner)).toBe(
      "pulumi/shop/prod/my:index:Shop$my:index:Department$plan",
    );
  });

  test("fits into 100 characters and stays one of its own", () => {
    const long = ["a", "b"].map(end =>
      defaultExternalId("shop/prod", { type: "Package", name: "x".repeat(100) + end }),
    );
    expect(new Set(long).size).toBe(2);
    for (const id of long) expect(id).toMatch(/^pulumi\/shop\/prod\/x+-[0-9a-f]{16}$/);
    expect(long.map(({ length }) => length)).toEqual([100, 100]);
  });
});

describe("the key of a purchase", () => {
  const key = purchaseKey("owner", { externalId: "e", products }, ["c1", "c2"]);

  test("is the same whatever the order of an object's keys and of what was cancelled", () => {
    const turned = products.map(({ catalogProductId, countryCode }) => ({ countryCode, catalogProductId }));
    expect(purchaseKey("owner", { externalId: "e", products: turned }, ["c2", "c1"])).toBe(key);
  });

  test.each([
    ["account", purchaseKey("other", { externalId: "e", products }, ["c1", "c2"])],
    ["external id", purchaseKey("owner", { externalId: "f", products }, ["c1", "c2"])],
    ["products", purchaseKey("owner", { externalId: "e", products: products.slice(1) }, ["c1", "c2"])],
    ["past", purchaseKey("owner", { externalId: "e", products }, ["c1"])],
  ])("is another one for another %s", (_name, other) => {
    expect(other).not.toBe(key);
  });

  test("is no longer than Wix takes", () => {
    expect(key.length).toBeLessThanOrEqual(100);
  });
});
