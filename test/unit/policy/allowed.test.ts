import { describe, expect, test } from "@jest/globals";
import { judgeLists, type Lists } from "../../../policy/src/allowed";
import { UNKNOWN } from "../../../policy/src/known";
import type { Verdict } from "../../../policy/src/rule";
import { listing as countries } from "../../../policy/src/rules/allowed-countries";
import { listing as products } from "../../../policy/src/rules/allowed-products";
import { listing as tlds } from "../../../policy/src/rules/allowed-tlds";
import { domain, product, resource, wixPackage } from "./resources";

const passes = { refused: [], untold: [] };
const says = (text: string): object => ({ refused: [expect.stringContaining(text)] });

describe("wix-allowed-products", () => {
  const judge = (ids: readonly unknown[], lists: Lists): Verdict =>
    judgeLists(products)(
      wixPackage(
        "plan",
        ids.map(id => product(id)),
      ),
      lists,
    );
  test("lets everything pass without lists, and nothing by an empty one", () => {
    expect(judge(["a", UNKNOWN], {})).toEqual({});
    expect(judge(["a"], { allow: [] })).toMatchObject(says("allowed is none"));
  });
  test("speaks of packages only", () => {
    const other = resource("ConnectedDomain", "x", { products: [product("a")] });
    expect(judgeLists(products)(other, { allow: [] })).toEqual(passes);
    expect(judgeLists(products)(wixPackage("empty", undefined), { allow: [] })).toEqual(passes);
  });
  test("compares whatever the case, and names the place", () => {
    expect(judge(["a", "B"], { allow: ["A", "b"] })).toEqual(passes);
    expect(judge(["a", "c"], { allow: ["a", "b"] })).toMatchObject(
      says('products[1].catalogProductId of "plan" is c; allowed are a, b'),
    );
  });
  test("denies before it allows", () => {
    expect(judge(["a"], { allow: ["a"], deny: ["A"] })).toMatchObject(says('"deny"'));
    expect(judge(["b"], { deny: ["a"] })).toEqual(passes);
  });
  test("says that it cannot tell yet, and judges what it can", () => {
    expect(judge([UNKNOWN, "c"], { allow: ["a"] })).toEqual({
      refused: [expect.stringContaining("is c")],
      untold: [expect.stringContaining("products[0].catalogProductId")],
    });
    expect(judgeLists(products)(wixPackage("plan", UNKNOWN), { deny: ["a"] })).toMatchObject({
      untold: [expect.any(String)],
    });
  });
  test("names ten of a long list", () => {
    const allow = Array.from({ length: 12 }, (_, index) => `id${index}`);
    const { refused: [message] = [] } = judge(["x"], { allow });
    expect(judge(["x"], { allow: allow.slice(0, 10) }).refused?.[0]).toContain("id9. Choose");
    expect(judge(["x"], { allow: ["a"] }).refused?.[0]).toContain("allowed is a. Choose");
    expect(message).toContain("id9, …");
    expect(message).not.toContain("id10");
  });
});

describe("wix-allowed-countries", () => {
  const judge = judgeLists(countries);
  test("judges products only", () => {
    expect(judge(domain("b.com", { products: [product("a", "fr")] }), { allow: ["DE"] })).toEqual(passes);
    expect(judge(wixPackage("plan", [product("a", "de")]), { allow: ["DE"] })).toEqual(passes);
    expect(judge(wixPackage("plan", [product("a", "fr")]), { allow: ["de"] })).toMatchObject(says("is FR"));
    expect(
      judge(domain("a.com", { contacts: { registrant: { countryCode: "FR" } } }), { allow: ["DE"] }),
    ).toEqual(passes);
  });
  test.each([[UNKNOWN], [[UNKNOWN]], [[product("a", UNKNOWN)]]])("cannot tell yet %#", list => {
    expect(judge(wixPackage("plan", list), { allow: ["DE"] })).toMatchObject({
      refused: [],
      untold: [expect.stringContaining("products[0].countryCode")],
    });
  });
});

describe("wix-allowed-tlds", () => {
  const judge = (name: unknown, lists: Lists): Verdict =>
    judgeLists(tlds)(resource("RegisteredDomain", "shop", { domain: name }), lists);
  test.each([
    ["a.com", ["com"], true],
    ["A.COM", [".com."], true],
    ["a.co.uk", ["uk"], true],
    ["a.co.uk", ["co.uk"], true],
    ["a.uk", ["co.uk"], false],
    ["notco.uk", ["co.uk"], false],
    ["a.com", ["om"], false],
    ["a.xn--p1ai", ["рф"], true],
    ["com", ["com"], false],
  ])("%s below %j: %s", (name, allow, allowed) => {
    expect(judge(name, { allow }).refused).toHaveLength(allowed ? 0 : 1);
    expect(judge(name, { deny: allow }).refused).toHaveLength(allowed ? 1 : 0);
  });
  test("cannot tell of a domain that is only known later, and speaks of no other class", () => {
    expect(judge(UNKNOWN, { allow: ["com"] })).toMatchObject({
      untold: [expect.stringContaining("domain of")],
    });
    expect(
      judgeLists(tlds)(resource("ConnectedDomain", "x", { domain: "a.net" }), { allow: ["com"] }),
    ).toEqual(passes);
  });
});
