import { type CallerRefusals, documented, family, inferred } from "../kernel/family";
import { applicationError } from "../kernel/refusal";
import { strangers } from "../kernel/world";
import { sites } from "../sites";
import { SETTLE, settleInstance } from "./changes";
import { readResellerEdit } from "./edit";
import { resellerRoutes } from "./routes";
import { resellerFields, resellerSettings, type State } from "./state";

const callerRefusals: CallerRefusals = {
  key: (...breaches) => applicationError(401, "UNAUTHENTICATED", "no identity", ...breaches),
  account: (...breaches) => applicationError(404, "ACCOUNT_NOT_FOUND", "no such account", ...breaches),
  permission: permission =>
    applicationError(403, "PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

export const resellers = family({
  name: "resellers",
  needs: [sites],
  state: resellerFields,
  settings: resellerSettings,
  routes: resellerRoutes,
  callerRefusals,
  edit: readResellerEdit,
  tasks: { [SETTLE]: settleInstance },
  faultsIn: (state: State) =>
    strangers(
      state,
      state.resellers.packages.map(({ accountId }, index) => ({
        path: ["resellers", "packages", index],
        accountId,
      })),
    ),
  evidence: [
    inferred("Missing or wrong key: 401"),
    documented("Missing or unknown account: 404 ACCOUNT_NOT_FOUND"),
    inferred("Missing permission: 403 PERMISSION_DENIED"),
    documented("Create Package (v1) is gone; V2 needs a country of ISO 3166-1 for each product"),
    documented("A package is bought as a whole or not at all"),
    documented("PRODUCT_NOT_FOUND and SITE_NOT_FOUND are 404, all other refusals of the account's state 428"),
    documented(
      "INVALID_PRODUCTS, PRODUCT_SETTINGS_NOT_FOUND, PRODUCT_LIMIT_EXCEEDED, as the catalog in the state says",
    ),
    documented(
      "MISSING_BILLING_CYCLE only where the product has several cycles; else its one cycle is meant",
    ),
    inferred(
      "INVALID_BILLING_CYCLE for another type or half a cycle, INCOMPATIBLE_BILLING_CYCLE for another cycle",
    ),
    documented("MULTIPLE_PRODUCT_ASSIGNMENTS for two products of one type, or one twice, on one site"),
    documented("PRODUCT_TYPE_ALREADY_ASSIGNED for a site that has that type already"),
    documented("PRODUCT_NOT_SUPPORTED_ON_SITE for a site whose prerequisite is missing"),
    inferred("A prerequisite counts once it is ENABLED"),
    documented("Instances begin as PENDING and settle later (setting settleMs)"),
    inferred("Assigning and adjusting make an instance PENDING again, usable meanwhile"),
    documented("A wrong discount code is taken in silence"),
    documented(
      "A companion that names a reference is free; a reference is PENDING or ENABLED, and serves once",
    ),
    inferred("Other references are 400"),
    inferred(
      "A repeated idempotencyKey brings back the first answer, for each account and operation (setting)",
    ),
    inferred("The same key buys again (setting idempotencyKey)"),
    inferred("Unknown package, or another account's: 404 PACKAGE_NOT_FOUND"),
    inferred("Unknown instance, or another account's: 428 PRODUCT_INSTANCE_NOT_FOUND, by every call"),
    documented("Get and Query may say paymentInfo (setting billingField)"),
    documented("Cancelled packages stay readable"),
    documented("Query answers with all packages under the parent account, newest first"),
    documented("A cursor beside filter or sort, or of another make, is 400"),
    inferred("Query lags behind (setting queryLagMs)"),
    documented("Cancelling ends access at once, and cannot be undone"),
    documented("A cancelled instance still reads PENDING (setting cancelAnswers)"),
    inferred("Cancelling again changes nothing"),
    documented("An instance moves to another site without unassigning"),
    documented("A refused move leaves it on the old site or floating (setting refusedMove)"),
    inferred("Assign, unassign and adjust of a cancelled or failed instance: 428"),
    documented("Adjust stays within the product type: 428 INCOMPATIBLE_PRODUCT"),
    documented("Adjust without product and cycle: 428 MISSING_PRODUCT_DETAILS"),
    inferred("Each bought instance is charged one cycle, also when it fails"),
    inferred(
      "Adjust charges one cycle, also when it changes nothing, but not for a cheaper product in the same cycle",
    ),
  ],
});
