import { fields, inPlace } from "../../core/fields";

export const FIELDS = fields(
  {
    domain: inPlace,
    productInstanceId: inPlace,
    contacts: inPlace,
    siteId: inPlace,
    assignmentType: inPlace,
    allowPremium: inPlace,
    waitFor: inPlace,
    accountId: inPlace,
  },
  { outputs: ["status", "expirationDate", "icannConfirmationStatus", "dnsPropagationStatus", "failure"] },
);
