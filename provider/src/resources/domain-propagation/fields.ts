import { fields, inPlace, replaces } from "../../core/fields";

export const FIELDS = fields(
  { domain: replaces, triggers: inPlace, accountId: inPlace },
  { outputs: ["status", "failureInfo"] },
);
