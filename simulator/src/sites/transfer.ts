import { z } from "zod";
import { json } from "../http/answer";
import { type CallerRefusals, type Family } from "../http/family";
import { applicationError, type Refusal } from "../http/refusal";
import { defineRoute } from "../http/route";
import { holdings } from "../resellers/instances";
import { checkOwnSite } from "./access";
import { transferEvidence } from "./evidence";

const transferSchema = z.strictObject({
  siteTransfer: z.strictObject({
    siteId: z.guid(),
    sourceAccountId: z.guid(),
    enableNotifications: z.boolean().default(false),
  }),
});

const transferSite = defineRoute({
  method: "POST",
  template: "/b2b-site-management/v1/transfer-site",
  permission: "Manage B2B Sites",
  body: transferSchema,
  handle({ world: { state, clock }, caller, body: { siteTransfer } }) {
    const { siteId, sourceAccountId } = siteTransfer;
    const source = state.accounts.find(({ id }) => id === sourceAccountId);
    if (source?.approvedForTransfer !== true || sourceAccountId === caller.accountId) throw notAllowed();
    const site = checkOwnSite(state, sourceAccountId, siteId, 400);
    const isPaidFor = holdings(state).some(
      ({ instance }) =>
        instance.siteId === siteId && instance.status !== "CANCELED" && instance.status !== "FAILED",
    );
    if (isPaidFor)
      throw applicationError(428, "SITE_TRANSFER_NOT_SUPPORTED", `site ${siteId} has paid services`);
    site.ownerAccountId = caller.accountId;
    site.updatedDate = clock.now().toISOString();
    return json(200, { siteTransfer });
  },
});

const callerRefusals: CallerRefusals = {
  key: (...breaches) => applicationError(401, "UNAUTHENTICATED", "no identity", ...breaches),
  account: (...breaches) =>
    applicationError(428, "TARGET_ACCOUNT_ID_NOT_FOUND", "no such target account", ...breaches),
  foreignAccount: notAllowed,
  permission: permission =>
    applicationError(403, "PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

/** A family of its own, since it refuses its callers in its own words. */
export const siteTransfer: Family = {
  name: "site-transfer",
  routes: [transferSite],
  callerRefusals,
  evidence: transferEvidence,
};

function notAllowed(): Refusal {
  return applicationError(
    403,
    "SITE_TRANSFER_NOT_ALLOWED",
    "sites cannot be transferred between these accounts",
  );
}
