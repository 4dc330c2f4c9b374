import { describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import type { PackageInputs } from "../../../provider/src/resources/package/types";
import { accountId, environment } from "../../support/world";
import {
  businessPlan,
  corePlan,
  customerId,
  domain,
  freeSite,
  monthly,
  netDomain,
  plan,
  secondSite,
  yearly,
} from "./programs";
import { WRONG, WRONG_CHANGES } from "./wrong-programs";

type Program = Record<string, unknown>;

const plain = environment({ type: "Package", name: "plan" });

const check = (program: Program, before?: Program) => {
  const olds = before && (wixPackage.check(undefined, before, plain).inputs as PackageInputs);
  return wixPackage.check(olds, program, plain);
};

const two = (more: Program = {}): Program => ({
  externalId: "crm-4711",
  products: [plan(freeSite), domain()],
  ...more,
});

describe("a wrong program is refused at preview, with every fault and the way out", () => {
  test.each([...WRONG, ...WRONG_CHANGES])("$name", ({ before, program, failures }) => {
    const found = check(program, before).failures;
    expect(found.map(({ property }) => property).sort()).toEqual(
      failures.map(([property]) => property).sort(),
    );
    for (const [property, reason] of failures)
      expect(found.find(failure => failure.property === property)?.reason).toMatch(reason);
  });

  test("that declares a package which another resource has, claims what the other claims", () => {
    expect(check(two()).claims).toEqual([
      { key: `the package "crm-4711" of account ${accountId}`, property: "externalId" },
    ]);
    expect(check(two({ accountId: accountId.toUpperCase() })).claims).toEqual(check(two()).claims);
    expect(check(two({ accountId: customerId })).claims).not.toEqual(check(two()).claims);
    expect(check(two({ externalId: UNKNOWN })).claims).toEqual([]);
    expect(check(two({ accountId: UNKNOWN })).claims).toEqual([]);
  });

  test("that is wrong elsewhere still claims its package", () => {
    expect(check(two({ products: [] })).claims).toEqual(check(two()).claims);
  });
});

describe("a change that Wix can make passes", () => {
  test.each<[string, Program, Program]>([
    ["of nothing", two(), two()],
    ["of the order", two(), two({ products: [domain(), plan(freeSite)] })],
    ["of the external id", two(), two({ externalId: "crm-4712" })],
    ["of a site", two(), two({ products: [plan(secondSite), domain()] })],
    ["of whether there is a site", two(), two({ products: [plan(undefined), domain()] })],
    ["of a cycle", two(), two({ products: [plan(freeSite, { billingInfo: monthly }), domain()] })],
    [
      "of a product",
      two(),
      two({ products: [plan(freeSite, { catalogProductId: businessPlan }), domain()] }),
    ],
    [
      "of a product with a discount for the new one",
      two(),
      two({
        products: [plan(freeSite, { catalogProductId: businessPlan, discountCode: "SPRING" }), domain()],
      }),
    ],
    ["of what happens on destroy", two(), two({ onDestroy: "cancel" })],
    ["that takes a product out", two(), two({ onDestroy: "cancel", products: [plan(freeSite)] })],
    ["that names the account which was the default", two(), two({ accountId: customerId })],
    [
      "that is not known yet",
      two(),
      two({
        products: [plan(freeSite, { countryCode: UNKNOWN }), domain({ referenceProductInstanceId: UNKNOWN })],
      }),
    ],
    ["whose products are not known yet", two(), two({ products: UNKNOWN })],
    ["of which one product is not known yet", two(), two({ products: [domain(), UNKNOWN] })],
  ])("%s", (_name, before, program) => {
    expect(check(program, before).failures).toEqual([]);
  });
});

describe("inputs are brought into one form", () => {
  test("whatever way they are spelled", () => {
    const typed = {
      externalId: " crm-4711 ",
      accountId: customerId.toUpperCase(),
      products: [
        {
          catalogProductId: ` ${corePlan.toUpperCase()} `,
          countryCode: " de",
          siteId: freeSite.toUpperCase(),
          billingInfo: null,
        },
      ],
    };
    expect(check(typed).inputs).toEqual({
      externalId: "crm-4711",
      accountId: customerId,
      products: [{ catalogProductId: corePlan, countryCode: "DE", siteId: freeSite }],
    });
  });

  test.each<[string, Program]>([
    ["in full", two({ accountId: customerId, onDestroy: "cancel" })],
    [
      "with one payment",
      { externalId: "e", products: [plan(undefined, { billingInfo: { type: "ONE_TIME" } })] },
    ],
    ["not known at all", { externalId: UNKNOWN, products: UNKNOWN, accountId: UNKNOWN, onDestroy: UNKNOWN }],
    [
      "not known at depth",
      {
        externalId: "e",
        products: [
          UNKNOWN,
          { catalogProductId: UNKNOWN, countryCode: UNKNOWN, siteId: UNKNOWN, billingInfo: UNKNOWN },
          {
            catalogProductId: netDomain,
            countryCode: "DE",
            billingInfo: { type: UNKNOWN, cycleDuration: { unit: UNKNOWN, count: UNKNOWN } },
            discountCode: UNKNOWN,
            referenceProductInstanceId: UNKNOWN,
          },
        ],
      },
    ],
  ])("that another check leaves as it is: %s", (_name, program) => {
    const once = check(program);
    expect(once.failures).toEqual([]);
    const twice = wixPackage.check(once.inputs as PackageInputs, { ...once.inputs }, plain);
    expect(twice).toEqual(once);
    expect(twice.inputs).toStrictEqual(once.inputs);
  });

  test("that holds nothing undefined", () => {
    const { inputs } = check({
      externalId: "e",
      products: [plan(undefined, { billingInfo: yearly(), siteId: undefined })],
    });
    expect(inputs).toStrictEqual({
      externalId: "e",
      products: [{ catalogProductId: corePlan, countryCode: "DE", billingInfo: yearly() }],
    });
  });
});

describe("an external id that was kept", () => {
  const kept = (id: string, typed?: string): string[] => {
    const olds = wixPackage.check(undefined, two({ externalId: id }), plain).inputs as PackageInputs;
    const { externalId: _default, ...program } = two();
    const typing = typed === undefined ? program : { ...program, externalId: typed };
    return [false, true].flatMap(replacesUnseen =>
      wixPackage
        .check(olds, typing, { ...plain, replacesUnseen })
        .failures.map(({ property, reason }) => `${replacesUnseen} ${property}: ${reason}`),
    );
  };

  test("has to be declared where a replacement may not be shown what was before, and would look for another one", () => {
    expect(kept("crm-1")).toEqual([
      'true externalId: is not declared, and the package has "crm-1", of a former name or from elsewhere. Declare ' +
        'externalId: "crm-1". Without it, a replacement by force would not find the package, and buy another one.',
    ]);
    expect(kept("crm-1", "crm-1")).toEqual([]);
    expect(kept("pulumi/shop/dev/plan")).toEqual([]);
  });
});
