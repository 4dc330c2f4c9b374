import { fields, inPlace, replaces } from "../../core/fields";

export const FIELDS = fields(
  {
    domain: replaces,
    connectionType: replaces,
    siteId: inPlace,
    assignmentType: inPlace,
    suppressNotifications: inPlace,
    waitFor: inPlace,
    force: inPlace,
    accountId: inPlace,
  },
  { outputs: ["dnsPropagationStatus", "setupInfo", "requiredRecords", "zoneRecords"] },
);
