import { z } from "zod";
import { type CallerRefusals, documented, family, inferred } from "../kernel/family";
import { applicationError, json, type Refusal } from "../kernel/refusal";
import { routesOn } from "../kernel/route";
import { resellers } from "../resellers";
import { holdings } from "../resellers/instances";
import type { State } from "../resellers/state";
import { sites } from "../sites";
import { checkOwnSite } from "../sites/state";

const transferSchema = z.strictObject({
  siteTransfer: z.strictObject({
    siteId: z.guid(),
    sourceAccountId: z.guid(),
    enableNotifications: z.boolean().default(false),
  }),
});

const transferSite = routesOn<State>()({
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

const notAllowed = (): Refusal =>
  applicationError(403, "SITE_TRANSFER_NOT_ALLOWED", "sites cannot be transferred between these accounts");

const callerRefusals: CallerRefusals = {
  key: (...breaches) => applicationError(401, "UNAUTHENTICATED", "no identity", ...breaches),
  account: (...breaches) =>
    applicationError(428, "TARGET_ACCOUNT_ID_NOT_FOUND", "no such target account", ...breaches),
  foreignAccount: notAllowed,
  permission: permission =>
    applicationError(403, "PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

/** A family of its own, since it refuses its callers in its own words. */
export const siteTransfer = family({
  name: "site-transfer",
  needs: [sites, resellers],
  state: {},
  settings: {},
  routes: [transferSite],
  callerRefusals,
  evidence: [
    documented("wix-account-id is the target; unknown: 428 TARGET_ACCOUNT_ID_NOT_FOUND"),
    documented("Target not under the key's account, or source not approved: 403 SITE_TRANSFER_NOT_ALLOWED"),
    documented("Site not in the source account: 400 SITE_NOT_FOUND, when repeated too"),
    documented("Site with paid services: 428 SITE_TRANSFER_NOT_SUPPORTED"),
    inferred("An instance is paid for until it reads CANCELED or FAILED"),
  ],
});
