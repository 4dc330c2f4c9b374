import { fields, inPlace, replaces } from "../../core/fields";

/** Most of it cannot change once there is a registration, which `diff` refuses: see `changes.ts`. */
export const FIELDS = fields(
  {
    domain: replaces,
    productInstanceId: inPlace,
    contacts: inPlace,
    siteId: inPlace,
    assignmentType: inPlace,
    allowPremium: inPlace,
    waitFor: inPlace,
    redeem: inPlace,
    accountId: inPlace,
  },
  {
    outputs: [
      "status",
      "trouble",
      "createdDate",
      "expirationDate",
      "icannConfirmationStatus",
      "icannConfirmationDeadline",
      "dnsPropagationStatus",
      "failure",
    ],
  },
);
