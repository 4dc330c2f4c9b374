import { type EvidenceRow } from "../http/family";

export const resellerEvidence: readonly EvidenceRow[] = [
  { behaviour: "Missing or wrong key: 401", evidence: "inferred" },
  { behaviour: "Missing or unknown account: 404 ACCOUNT_NOT_FOUND", evidence: "documented" },
  { behaviour: "Missing permission: 403 PERMISSION_DENIED", evidence: "inferred" },
  { behaviour: "Create Package (v1) is gone; V2 needs a country for each product", evidence: "documented" },
  { behaviour: "A package is bought as a whole or not at all", evidence: "documented" },
  {
    behaviour: "PRODUCT_NOT_FOUND and SITE_NOT_FOUND are 404, all other refusals of the account's state 428",
    evidence: "documented",
  },
  {
    behaviour:
      "INVALID_PRODUCTS, PRODUCT_SETTINGS_NOT_FOUND, PRODUCT_LIMIT_EXCEEDED, as the catalog in the state says",
    evidence: "documented",
  },
  {
    behaviour: "MISSING_BILLING_CYCLE only where the product has several cycles; else its one cycle is meant",
    evidence: "documented",
  },
  {
    behaviour:
      "INVALID_BILLING_CYCLE for another type or half a cycle, INCOMPATIBLE_BILLING_CYCLE for another cycle",
    evidence: "inferred",
  },
  {
    behaviour: "MULTIPLE_PRODUCT_ASSIGNMENTS for two products of one type, or one twice, on one site",
    evidence: "documented",
  },
  {
    behaviour: "PRODUCT_TYPE_ALREADY_ASSIGNED for a site that has that type already",
    evidence: "documented",
  },
  {
    behaviour: "PRODUCT_NOT_SUPPORTED_ON_SITE for a site whose prerequisite is missing",
    evidence: "documented",
  },
  { behaviour: "A prerequisite counts once it is ENABLED", evidence: "inferred" },
  { behaviour: "Instances begin as PENDING and settle later (setting settleMs)", evidence: "documented" },
  {
    behaviour: "Assigning and adjusting make an instance PENDING again, usable meanwhile",
    evidence: "inferred",
  },
  { behaviour: "A wrong discount code is taken in silence", evidence: "documented" },
  {
    behaviour:
      "A companion that names a reference is free; a reference is PENDING or ENABLED, and serves once",
    evidence: "documented",
  },
  { behaviour: "Other references are 400", evidence: "inferred" },
  {
    behaviour:
      "A repeated idempotencyKey brings back the first answer, for each account and operation (setting)",
    evidence: "inferred",
  },
  { behaviour: "The same key buys again (setting idempotencyKey)", evidence: "inferred" },
  { behaviour: "Unknown package, or another account's: 404 PACKAGE_NOT_FOUND", evidence: "inferred" },
  {
    behaviour: "Unknown instance, or another account's: 428 PRODUCT_INSTANCE_NOT_FOUND, by every call",
    evidence: "inferred",
  },
  { behaviour: "Get and Query may say paymentInfo (setting billingField)", evidence: "documented" },
  { behaviour: "Cancelled packages stay readable", evidence: "documented" },
  {
    behaviour: "Query answers with all packages under the parent account, newest first",
    evidence: "documented",
  },
  { behaviour: "A cursor beside filter or sort, or of another make, is 400", evidence: "documented" },
  { behaviour: "Query lags behind (setting queryLagMs)", evidence: "inferred" },
  { behaviour: "Cancelling ends access at once, and cannot be undone", evidence: "documented" },
  { behaviour: "A cancelled instance still reads PENDING (setting cancelAnswers)", evidence: "documented" },
  { behaviour: "Cancelling again changes nothing", evidence: "inferred" },
  { behaviour: "An instance moves to another site without unassigning", evidence: "documented" },
  {
    behaviour: "A refused move leaves it on the old site or floating (setting refusedMove)",
    evidence: "documented",
  },
  { behaviour: "Assign, unassign and adjust of a cancelled or failed instance: 428", evidence: "inferred" },
  {
    behaviour: "Adjust stays within the product type: 428 INCOMPATIBLE_PRODUCT",
    evidence: "documented",
  },
  { behaviour: "Adjust without product and cycle: 428 MISSING_PRODUCT_DETAILS", evidence: "documented" },
  { behaviour: "Each bought instance is charged one cycle, also when it fails", evidence: "inferred" },
  {
    behaviour:
      "Adjust charges one cycle, also when it changes nothing, but not for a cheaper product in the same cycle",
    evidence: "inferred",
  },
];
