import { fields, inPlace, replaces } from "../../core/fields";

export const FIELDS = fields(
  { siteId: replaces, sourceAccountId: replaces, targetAccountId: replaces, enableNotifications: inPlace },
  { outputs: ["siteName"] },
);
