import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { isDue, nextStep, type Goal, type Step } from "../../../provider/src/resources/package/steps";
import type { Product } from "../../../provider/src/resources/package/types";
import type { PackageInstance, WirePackage } from "../../../provider/src/wix/packages";
import { businessPlan, corePlan, yearly } from "./programs";

const instance = (
  instanceId: string,
  siteId?: string,
  more: Partial<PackageInstance> = {},
): PackageInstance => ({
  instanceId,
  catalogProductId: corePlan,
  status: "ENABLED",
  billingInfo: yearly(),
  ...(siteId !== undefined && { siteId }),
  ...more,
});
const packageOf = (...productInstances: PackageInstance[]): WirePackage => ({
  id: "p",
  externalId: "e",
  productInstances,
});
const target = (instanceId: string, siteId?: string, more: Partial<Product> = {}) => ({
  instanceId,
  product: {
    catalogProductId: corePlan,
    countryCode: "DE",
    ...(siteId !== undefined && { siteId }),
    ...more,
  },
});
const goal = (targets: Goal["targets"], cancellations: string[] = []): Goal => ({
  externalId: "e",
  targets,
  cancellations,
});

/** What Wix shows after a step. */
const after = (step: Step, seen: WirePackage): WirePackage => {
  if (step.kind === "rename") return { ...seen, externalId: step.externalId };
  const change = ({ siteId, ...rest }: PackageInstance): PackageInstance => {
    switch (step.kind) {
      case "adjust":
        return {
          ...rest,
          ...(siteId !== undefined && { siteId }),
          ...(step.to.catalogProductId !== undefined && { catalogProductId: step.to.catalogProductId }),
          ...(step.to.billingInfo !== undefined && { billingInfo: step.to.billingInfo }),
        };
      case "assign":
        return { ...rest, siteId: step.siteId };
      case "unassign":
        return rest;
      case "cancel":
        return { ...rest, ...(siteId !== undefined && { siteId }), status: "CANCELED" };
    }
  };
  return {
    ...seen,
    productInstances: seen.productInstances.map(one =>
      one.instanceId === step.instanceId ? change(one) : one,
    ),
  };
};

const stepsTo = (seen: WirePackage, wanted: Goal): Step[] => {
  const steps: Step[] = [];
  for (let step = nextStep(seen, wanted); step !== undefined; step = nextStep(seen, wanted)) {
    steps.push(step);
    if (steps.length > 100) throw new Error("the steps do not end");
    seen = after(step, seen);
  }
  return steps;
};

describe("the steps to a declared package", () => {
  test("are none where it is as declared, what is not declared left alone", () => {
    expect(
      stepsTo(packageOf(instance("a", "s1"), instance("b", "s2")), goal([target("a", "s1"), target("b")])),
    ).toEqual([]);
  });

  test("rename first, adjust before anything moves, and cancel last", () => {
    const seen = packageOf(instance("a", "s1"), instance("b"), instance("c"));
    const steps = stepsTo(seen, {
      externalId: "new",
      targets: [target("a", "s2"), target("b", undefined, { catalogProductId: businessPlan })],
      cancellations: ["c"],
    });
    expect(steps.map(({ kind }) => kind)).toEqual(["rename", "adjust", "assign", "cancel"]);
  });

  test("adjust product and cycle at once, with the discount for the new product", () => {
    const wanted = { catalogProductId: businessPlan, billingInfo: yearly(2), discountCode: "SPRING" };
    expect(stepsTo(packageOf(instance("a")), goal([target("a", undefined, wanted)]))).toEqual([
      { kind: "adjust", instanceId: "a", to: wanted },
    ]);
  });

  test("do not send a discount code for a cycle alone", () => {
    const wanted = { billingInfo: yearly(2), discountCode: "SPRING" };
    expect(stepsTo(packageOf(instance("a")), goal([target("a", undefined, wanted)]))).toEqual([
      { kind: "adjust", instanceId: "a", to: { billingInfo: yearly(2) } },
    ]);
  });

  test("move the one first whose site nobody has to leave", () => {
    const seen = packageOf(instance("a", "s1"), instance("b", "s2"), instance("c", "s3"));
    const steps = stepsTo(seen, goal([target("a", "s2"), target("b", "s3"), target("c", "s4")]));
    expect(steps).toEqual([
      { kind: "assign", instanceId: "c", siteId: "s4" },
      { kind: "assign", instanceId: "b", siteId: "s3" },
      { kind: "assign", instanceId: "a", siteId: "s2" },
    ]);
  });

  test("let one step aside, and only one, where sites are exchanged", () => {
    const seen = packageOf(instance("a", "s1"), instance("b", "s2"), instance("c", "s0"));
    const steps = stepsTo(seen, goal([target("c", "s1"), target("a", "s2"), target("b", "s1")]));
    expect(steps.filter(({ kind }) => kind === "unassign")).toHaveLength(1);
    expect(stepsTo(seen, goal([target("a", "s2"), target("b", "s1")])).map(({ kind }) => kind)).toEqual([
      "unassign",
      "assign",
      "assign",
    ]);
  });

  test("cancel what stands in the way right before its site is taken", () => {
    const seen = packageOf(instance("a", "s1"), instance("b", "s2"), instance("c", "s3"));
    const steps = stepsTo(seen, goal([target("a", "s2")], ["b", "c"]));
    expect(steps.map(step => ("instanceId" in step ? `${step.kind} ${step.instanceId}` : step.kind))).toEqual(
      ["cancel b", "assign a", "cancel c"],
    );
  });

  test("leave alone what is cancelled or failed already, and what is gone", () => {
    const seen = packageOf(
      instance("a", undefined, { status: "CANCELED" }),
      instance("b", undefined, { status: "FAILED" }),
    );
    expect(stepsTo(seen, goal([target("gone", "s1")], ["a", "b", "gone too"]))).toEqual([]);
  });

  test("do not touch a cycle that Wix does not tell", () => {
    const { billingInfo: _, ...untold } = instance("a");
    expect(stepsTo(packageOf(untold), goal([target("a", undefined, { billingInfo: yearly(3) })]))).toEqual(
      [],
    );
  });

  test("end from any placement at any other, each step due before it and not due after it", () => {
    const sites = fc.option(
      fc.integer({ min: 1, max: 4 }).map(site => `s${site}`),
      { nil: undefined },
    );
    const cases = fc.array(fc.record({ from: sites, to: sites, cancelled: fc.boolean() }), { maxLength: 6 });
    fc.assert(
      fc.property(cases, all => {
        let seen = packageOf(...all.map(({ from }, index) => instance(`i${index}`, from)));
        const kept = all.flatMap(({ to, cancelled }, index) => (cancelled ? [] : [target(`i${index}`, to)]));
        const dropped = all.flatMap(({ cancelled }, index) => (cancelled ? [`i${index}`] : []));
        const wanted = goal(kept, dropped);
        for (const step of stepsTo(seen, wanted)) {
          expect(isDue(step, seen)).toBe(true);
          seen = after(step, seen);
          expect(isDue(step, seen)).toBe(false);
        }
        for (const { instanceId, product } of kept)
          if (product.siteId !== undefined)
            expect(seen.productInstances.find(one => one.instanceId === instanceId)?.siteId).toBe(
              product.siteId,
            );
        expect(seen.productInstances.filter(({ status }) => status === "CANCELED")).toHaveLength(
          dropped.length,
        );
      }),
    );
  });
});
