import { fields, inPlace } from "../../core/fields";

export const FIELDS = fields(
  { products: inPlace, externalId: inPlace, accountId: inPlace, onDestroy: inPlace },
  { outputs: ["packageId", "productInstances", "productInstanceIds", "createdDate"] },
);
