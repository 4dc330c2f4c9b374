import { describe, expect, test } from "@jest/globals";
import { Claims } from "../../../provider/src/dynamic/claims";
import type { Claim } from "../../../provider/src/lifecycle/lifecycle";

const mx: Claim = { key: "MX example.com", property: 'records["MX example.com"]', shared: false };
const txt: Claim = { key: "TXT example.com", property: 'records["TXT example.com"]', shared: false };
const shared = (claim: Claim): Claim => ({ ...claim, shared: true });

describe("claims", () => {
  test("of different things do not collide", () => {
    const claims = new Claims();
    expect([claims.claim("mail", [mx]), claims.claim("spf", [txt])]).toEqual([[], []]);
  });

  test("of one thing collide, and the failure names the other resource", () => {
    const claims = new Claims();
    claims.claim("mail", [mx]);
    expect(claims.claim("other", [txt, mx])).toEqual([
      {
        property: 'records["MX example.com"]',
        reason: "MX example.com is declared by mail as well; declare it in one place.",
      },
    ]);
  });

  test("that are all shared do not collide", () => {
    const claims = new Claims();
    for (const name of ["one", "two", "three"]) expect(claims.claim(name, [shared(mx)])).toEqual([]);
  });

  test("that are shared collide with one that is not, whichever comes first", () => {
    const first = new Claims();
    first.claim("one", [shared(mx)]);
    expect(first.claim("two", [mx])).toHaveLength(1);
    const last = new Claims();
    last.claim("one", [mx]);
    expect(last.claim("two", [shared(mx)])).toHaveLength(1);
  });

  test("of a resource that is checked again replace what it claimed before", () => {
    const claims = new Claims();
    claims.claim("mail", [mx, txt]);
    expect(claims.claim("mail", [mx])).toEqual([]);
    expect(claims.claim("spf", [txt])).toEqual([]);
    expect(claims.claim("mail", [txt])).toHaveLength(1);
  });
});

describe("whether another resource claims a thing", () => {
  const claims = new Claims();
  claims.claim("mail", [mx]);
  claims.claim("spf", [shared(txt)]);
  claims.claim("verification", [shared(txt)]);

  test("is known by its name", () => {
    expect(claims.heldByAnother("spf", mx.key)).toBe("mail");
    expect(claims.heldByAnother("spf", txt.key)).toBe("verification");
  });

  test("does not count the resource itself, nor what nobody claims", () => {
    expect(claims.heldByAnother("mail", mx.key)).toBeUndefined();
    expect(claims.heldByAnother("mail", "A example.com")).toBeUndefined();
  });

  test("ends when the other no longer does", () => {
    const passing = new Claims();
    passing.claim("mail", [mx]);
    passing.claim("mail", []);
    expect(passing.heldByAnother("spf", mx.key)).toBeUndefined();
  });
});
