import { fields, inPlace, replaces } from "../../core/fields";

export const FIELDS = fields(
  {
    domainName: replaces,
    dnssecEnabled: inPlace,
    onDestroy: inPlace,
    accountId: inPlace,
  },
  { outputs: ["dnssecInfo"] },
);
