import * as z from "zod";
import { guid, optional, orUnknown, readInputs } from "../../lifecycle/inputs";
import type { Checked } from "../../lifecycle/lifecycle";

/** Arguments of `SiteTransfer` in canonical form. */
export interface SiteTransferInputs {
  siteId: string;
  sourceAccountId: string;
  targetAccountId: string;
  enableNotifications?: boolean;
}

const SHAPE = {
  siteId: orUnknown(guid),
  sourceAccountId: orUnknown(guid),
  targetAccountId: orUnknown(guid),
  enableNotifications: optional(z.boolean("allowed: true, false")),
};

/** Names the ownership of a site among all things that a program may declare. */
const claimKey = (siteId: string): string => `the transfer of site ${siteId}`;

export const check = (_olds: unknown, news: Record<string, unknown>): Checked<SiteTransferInputs> => {
  const { inputs, failures } = readInputs(SHAPE, news);
  const { siteId, sourceAccountId, targetAccountId } = inputs;
  if (typeof targetAccountId === "string" && sourceAccountId === targetAccountId && failures.length === 0)
    failures.push({
      property: "targetAccountId",
      reason: `is ${targetAccountId}, the source account as well: there is nothing to transfer.`,
    });
  return {
    inputs: inputs as SiteTransferInputs,
    failures,
    claims:
      typeof siteId === "string" && failures.length === 0
        ? [{ key: claimKey(siteId), property: "siteId", shared: false }]
        : [],
  };
};
