import { fields, inPlace, replaces } from "../../core/fields";

export const FIELDS = fields({
  domainName: replaces,
  records: inPlace,
  existing: inPlace,
  onDestroy: inPlace,
  allow: inPlace,
  massChange: inPlace,
  accountId: inPlace,
});
