import { describe, expect, test } from "@jest/globals";
import { pickArguments } from "../../../provider/src/core/fields";
import { stateFromPulumi, type Properties } from "../../../provider/src/dynamic/values";
import { placementThing } from "../../../provider/src/lifecycle/things";
import { FIELDS } from "../../../provider/src/resources/package/fields";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import type { PackageInputs, PackageState } from "../../../provider/src/resources/package/types";
import { accountId, environment } from "../../support/world";
import halfMade from "../../fixtures/states/package/form-1-half-made.json";
import whole from "../../fixtures/states/package/form-1.json";
import { businessPlan, freeSite } from "./programs";

const revive = (saved: Properties): PackageState => {
  const { state, hidden } = stateFromPulumi(saved);
  return wixPackage.revive(state as unknown as PackageState, hidden.form ?? 1);
};

describe("a state of form 1", () => {
  const state = revive(whole);
  const inputs = pickArguments<PackageInputs>(FIELDS, state);

  test("is canonical, and nothing is to be done for it", () => {
    const plain = environment({ type: "Package", name: "plan" });
    const checked = wixPackage.check(inputs, { ...inputs }, plain);
    expect(checked).toMatchObject({ inputs, failures: [] });
    expect(wixPackage.diff(state, checked.inputs)).toEqual({ changes: false });
  });

  test("keeps its external id where none is declared", () => {
    const { externalId, ...typed } = inputs;
    const elsewhere = environment({ type: "Package", name: "renamed", under: "my:index:Shop" });
    expect(wixPackage.check(inputs, typed, elsewhere).inputs.externalId).toBe(externalId);
  });

  test("tells what the resource holds", () => {
    const [onSite = ""] = state.productInstanceIds;
    expect(wixPackage.holdings(state, () => accountId)).toContainEqual({
      key: placementThing(onSite),
      detail: { siteId: freeSite },
    });
  });
});

test("a half-made state of form 1 knows what was declared, and that it was just bought", () => {
  const { hidden } = revive(halfMade);
  expect(hidden).toMatchObject({ owner: accountId, bought: true });
  expect(hidden.declared?.[0]?.catalogProductId).toBe(businessPlan);
});
