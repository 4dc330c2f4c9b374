import * as z from "zod";
import type { Claim } from "../../core/ownership";
import type { Partly } from "../../core/unknown";
import { guid, optional, orUnknown } from "../../lifecycle/inputs";
import type { InputsOf, Judged } from "../../lifecycle/resource";

export const SHAPE = {
  siteId: orUnknown(guid),
  sourceAccountId: orUnknown(guid),
  targetAccountId: orUnknown(guid),
  enableNotifications: optional(z.boolean("allowed: true, false")),
};

/** Arguments of `SiteTransfer` in canonical form. */
export type SiteTransferInputs = InputsOf<typeof SHAPE>;

export const judge = ({ sourceAccountId, targetAccountId }: Partly<SiteTransferInputs>): Judged =>
  typeof targetAccountId === "string" && sourceAccountId === targetAccountId
    ? {
        failures: [
          {
            property: "targetAccountId",
            reason: `is ${targetAccountId}, the source account as well: there is nothing to transfer.`,
          },
        ],
      }
    : {};

export const claims = ({ siteId }: Partly<SiteTransferInputs>): Claim[] =>
  typeof siteId === "string" ? [{ key: `the transfer of site ${siteId}`, property: "siteId" }] : [];
