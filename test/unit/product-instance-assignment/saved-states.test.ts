import { expect, test } from "@jest/globals";
import { pickArguments } from "../../../provider/src/core/fields";
import { stateFromPulumi } from "../../../provider/src/dynamic/values";
import { placementThing } from "../../../provider/src/lifecycle/things";
import { FIELDS } from "../../../provider/src/resources/product-instance-assignment/fields";
import {
  productInstanceAssignment,
  type AssignmentState,
} from "../../../provider/src/resources/product-instance-assignment/lifecycle";
import type { AssignmentInputs } from "../../../provider/src/resources/product-instance-assignment/schema";
import { environment } from "../../support/world";
import saved from "../../fixtures/states/product-instance-assignment/form-1.json";
import { place } from "./assignments-under-test";

test("a state of form 1 is canonical, and nothing is to be done for it", () => {
  const { state: properties, hidden } = stateFromPulumi(saved);
  const state = productInstanceAssignment.revive(properties as unknown as AssignmentState, hidden.form ?? 1);
  const inputs = pickArguments<AssignmentInputs>(FIELDS, state);
  const checked = productInstanceAssignment.check(inputs, { ...inputs }, environment(place));
  expect(checked).toMatchObject({ inputs, failures: [] });
  expect(productInstanceAssignment.diff(state, checked.inputs)).toEqual({ changes: false });
  expect(productInstanceAssignment.holdings(state, () => "")).toEqual([
    { key: placementThing(saved.productInstanceId), detail: { siteId: saved.siteId } },
  ]);
});
