import { fields, inPlace, replaces } from "../../core/fields";

export const FIELDS = fields({
  domain: replaces,
  siteId: inPlace,
  assignmentType: inPlace,
  accountId: inPlace,
});
