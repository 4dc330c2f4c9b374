import { fields, inPlace, replaces } from "../../core/fields";

export const FIELDS = fields({
  domainName: replaces,
  records: inPlace,
  existing: inPlace,
  onDestroy: inPlace,
  accountId: inPlace,
});
