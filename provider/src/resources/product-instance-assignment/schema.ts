import * as z from "zod";
import type { Claim } from "../../core/ownership";
import type { Partly } from "../../core/unknown";
import { guid, optional, orUnknown } from "../../lifecycle/inputs";
import type { InputsOf } from "../../lifecycle/resource";
import { instanceThing, placementThing } from "../../lifecycle/things";

export const SHAPE = {
  productInstanceId: orUnknown(guid),
  siteId: orUnknown(guid),
  allowMove: optional(z.boolean("allowed: true, false")),
  accountId: optional(guid),
};

/** Arguments of `ProductInstanceAssignment` in canonical form. */
export type AssignmentInputs = InputsOf<typeof SHAPE>;

/** An instance has one place; two of different types may share a site. */
export const claims = ({ productInstanceId: id, siteId }: Partly<AssignmentInputs>): Claim[] => {
  if (typeof id !== "string") return [];
  const property = "productInstanceId";
  return [
    {
      key: placementThing(id),
      property,
      ...(typeof siteId === "string" && { detail: { siteId } }),
    },
    { key: instanceThing(id), property, shared: true },
  ];
};
