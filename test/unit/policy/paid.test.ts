import { describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../policy/src/known";
import { judge as judgeCostly } from "../../../policy/src/rules/costly-domains";
import { judge as judgeCeiling } from "../../../policy/src/rules/paid-ceiling";
import { judge as judgeKept } from "../../../policy/src/rules/paid-kept";
import { judge as judgeProtected } from "../../../policy/src/rules/paid-protected";
import { judge as judgePurchases } from "../../../policy/src/rules/purchase-ceiling";
import { domain, product, resource, wixPackage } from "./resources";

const says = (text: string): object => ({ refused: [expect.stringContaining(text)] });

describe("wix-paid-protected", () => {
  const bare = resource("Package", "plan", {}, false);
  test("wants what is paid for protected, and nothing else", () => {
    expect(judgeProtected(bare, {})).toEqual(says('"plan" is not protected'));
    expect(judgeProtected(resource("RegisteredDomain", "shop", {}, false), {})).toEqual(says('"shop"'));
    expect(judgeProtected(resource("Package", "plan"), {})).toEqual({});
    expect(judgeProtected(resource("DnsZoneRecords", "zone", {}, false), {})).toEqual({});
    expect(judgeProtected(resource("ConnectedDomain", "zone", {}, false), {})).toEqual({});
  });
  test("leaves alone what is named, by name or URN", () => {
    expect(judgeProtected(bare, { except: ["plan"] })).toEqual({});
    expect(judgeProtected(bare, { except: [bare.urn] })).toEqual({});
    expect(judgeProtected(bare, { except: ["pla", "plan2"] })).toEqual(says("not protected"));
  });
});

describe("wix-paid-kept", () => {
  const ending = (onDestroy: unknown) => resource("Package", "plan", { onDestroy });
  test("refuses cancelling only", () => {
    expect(judgeKept(ending("cancel"), {})).toEqual(says('onDestroy: "cancel"'));
    expect(judgeKept(ending("keep"), {})).toEqual({});
    expect(judgeKept(ending(undefined), {})).toEqual({});
    expect(judgeKept(ending("cancel"), { except: ["plan"] })).toEqual({});
    expect(judgeKept(resource("DnsZoneRecords", "zone", { onDestroy: "cancel" }), {})).toEqual({});
  });
  test("says that it cannot tell yet", () => {
    expect(judgeKept(ending(UNKNOWN), {})).toEqual({
      untold: [expect.stringContaining('onDestroy of "plan"')],
    });
  });
});

describe("wix-paid-ceiling", () => {
  const first = wixPackage("first", [product("A")]);
  const second = wixPackage("second", [product("a"), product("b")]);
  test("counts each class of its own", () => {
    expect(judgeCeiling(second, { packages: 2 }, [first])).toEqual({ refused: [], untold: [] });
    expect(judgeCeiling(second, { packages: 1 }, [first, domain("a.com")])).toMatchObject(
      says('package 2 of the stack; the limit is 1. Declare fewer, or raise "packages"'),
    );
    expect(judgeCeiling(domain("a.com"), { domains: 0 }, [])).toEqual(says('raise "domains"'));
    expect(judgeCeiling(domain("a.com"), { domains: 0 }, [])).toEqual(says("registered domain 1"));
    expect(judgeCeiling(domain("a.com"), { packages: 0, domains: 1 }, [first])).toEqual({});
    expect(judgeCeiling(resource("ConnectedDomain", "a.com"), { packages: 0, domains: 0 }, [])).toEqual({});
  });
  test("counts products over all packages, whatever their case", () => {
    expect(judgeCeiling(second, { products: { A: 1, b: 1 } }, [first])).toMatchObject(
      says("product a to 2; the limit is 1"),
    );
    expect(judgeCeiling(second, { products: { A: 2 } }, [first])).toEqual({ refused: [], untold: [] });
    expect(
      judgeCeiling(wixPackage("both", [product("a"), product("a")]), { products: { a: 1 } }, []),
    ).toMatchObject(says("product a to 2"));
  });
  test("does not guess what is only known later", () => {
    const untold = { refused: [], untold: [expect.stringContaining('Products of "later"')] };
    for (const products of [UNKNOWN, [UNKNOWN], [product(UNKNOWN)]])
      expect(judgeCeiling(wixPackage("later", products), { products: { a: 1 } }, [])).toEqual(untold);
    expect(judgeCeiling(wixPackage("later", UNKNOWN), {}, [])).toMatchObject({ untold: [] });
  });
});

describe("wix-purchase-ceiling", () => {
  const fresh = (count: number) => Array.from({ length: count }, (_, index) => wixPackage(`p${index}`, []));
  const there = (name: string) => wixPackage(name, [product("a")], { packageId: "id" });
  test("lets five be bought where nothing is configured", () => {
    expect(judgePurchases(fresh(5), {})).toEqual({ refused: [], untold: [] });
    expect(judgePurchases(fresh(6), {})).toMatchObject(says("6 packages"));
    expect(
      judgePurchases(
        ["a", "b", "c", "d", "e", "f"].map(name => domain(name)),
        {},
      ),
    ).toMatchObject(says("6 registered domains"));
  });
  test("does not count what exists and stays, or is only read", () => {
    const all = [
      there("plan"),
      domain("a.com", { status: "ACTIVE" }),
      resource("Package", "read", { packageId: UNKNOWN }),
      resource("RegisteredDomain", "read", { domain: UNKNOWN }),
    ];
    expect(judgePurchases(all, { packages: 0, domains: 0, products: { a: 0 } })).toEqual({
      refused: [],
      untold: [],
    });
  });
  test("counts products of what is new or changes", () => {
    const all = [there("old"), wixPackage("new", [product("A"), product("b"), product("a")])];
    expect(judgePurchases(all, { products: { a: 1, b: 1 } })).toMatchObject(
      says("2 of product a; the limit is 1"),
    );
    expect(judgePurchases(all, { products: { a: 2, c: 0 } })).toMatchObject({ refused: [] });
  });
  test("counts a package whose products are only known later, and says that it knows no more", () => {
    const later = wixPackage("later", UNKNOWN);
    expect(judgePurchases([later], { packages: 0 })).toMatchObject(says('1 package ("later")'));
    expect(judgePurchases([later], { products: { a: 1 } })).toMatchObject({
      untold: [expect.stringContaining("later")],
    });
  });
  test("says the way out of each", () => {
    const wayOut = (setting: string): object =>
      says(`Do it in several runs, or raise "${setting}" of wix-purchase-ceiling.`);
    const bought = wixPackage("new", [product("a")]);
    expect(judgePurchases([bought], { packages: 0 })).toMatchObject(wayOut("packages"));
    expect(judgePurchases([domain("a.com")], { domains: 0 })).toMatchObject(wayOut("domains"));
    expect(judgePurchases([bought], { products: { a: 0 } })).toMatchObject(wayOut("products"));
    expect(judgePurchases([wixPackage("later", UNKNOWN)], {})).toMatchObject({ untold: [] });
  });
  test("names ten at most", () => {
    expect(judgePurchases(fresh(10), {}).refused?.[0]).not.toContain("…");
    const { refused: [message] = [] } = judgePurchases(fresh(12), {});
    expect(message).toContain('"p0", "p1", "p10", "p11"');
    expect(message).toContain("…");
    expect(message).not.toContain('"p9"');
  });
});

describe("wix-costly-domains", () => {
  const redeem = { expired: "2027-03-02", priceClass: "REGULAR" };
  test("wants premium names and redemptions named, each of its own", () => {
    expect(judgeCostly(domain("a.com", { allowPremium: true, redeem }), {})).toEqual({
      refused: [
        expect.stringMatching(/has allowPremium, .* add a\.com to "premium"/),
        expect.stringMatching(/has redeem, .* add a\.com to "redeem"/),
      ],
      untold: [],
    });
    const elsewhere = resource("RegisteredDomain", "shop", { domain: "a.com", redeem });
    expect(judgeCostly(elsewhere, { redeem: ["shop"] })).toMatchObject(says("add a.com"));
    expect(judgeCostly(elsewhere, { redeem: ["a.com"] })).toMatchObject({ refused: [] });
    const later = resource("RegisteredDomain", "shop", { domain: UNKNOWN, redeem });
    expect(judgeCostly(later, { redeem: ["a.com"] })).toEqual({
      refused: [],
      untold: ['Which domain has redeem is only known later ("shop").'],
    });
    expect(judgeCostly(domain("a.com", { allowPremium: true }), { premium: ["A.com."] })).toMatchObject({
      refused: [],
    });
    expect(judgeCostly(domain("a.com", { redeem }), { premium: ["a.com"] })).toMatchObject(says('"redeem"'));
    expect(judgeCostly(domain("a.com", { allowPremium: false }), {})).toMatchObject({ refused: [] });
    expect(judgeCostly(domain("a.com"), {})).toMatchObject({ refused: [] });
    expect(judgeCostly(resource("Package", "a.com", { redeem }), {})).toEqual({});
  });
  test("says that it cannot tell yet", () => {
    expect(judgeCostly(domain("a.com", { allowPremium: UNKNOWN }), {})).toEqual({
      refused: [],
      untold: [expect.stringContaining("allowPremium")],
    });
  });
});
