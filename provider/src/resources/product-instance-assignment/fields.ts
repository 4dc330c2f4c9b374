import { fields, inPlace, replaces } from "../../core/fields";

export const FIELDS = fields(
  { productInstanceId: replaces, siteId: inPlace, allowMove: inPlace, accountId: inPlace },
  { outputs: ["packageId", "status", "expirationDate"] },
);
