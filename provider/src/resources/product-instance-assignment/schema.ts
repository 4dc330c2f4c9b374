import * as z from "zod";
import { guid, optional, orUnknown, readInputs } from "../../lifecycle/inputs";
import type { Checked } from "../../lifecycle/lifecycle";

/** Arguments of `ProductInstanceAssignment` in canonical form. */
export interface AssignmentInputs {
  productInstanceId: string;
  siteId: string;
  allowMove?: boolean;
  accountId?: string;
}

const SHAPE = {
  productInstanceId: orUnknown(guid),
  siteId: orUnknown(guid),
  allowMove: optional(z.boolean("allowed: true, false")),
  accountId: optional(guid),
};

/** Names a placement among all things that a program may declare. */
export const claimKey = (productInstanceId: string): string =>
  `the site of product instance ${productInstanceId}`;

export const check = (_olds: unknown, news: Record<string, unknown>): Checked<AssignmentInputs> => {
  const { inputs, failures } = readInputs(SHAPE, news);
  const { productInstanceId } = inputs;
  return {
    inputs: inputs as AssignmentInputs,
    failures,
    claims:
      typeof productInstanceId === "string" && failures.length === 0
        ? [{ key: claimKey(productInstanceId), property: "productInstanceId", shared: false }]
        : [],
  };
};
