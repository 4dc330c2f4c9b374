import { type CallerRefusals, type Family } from "../http/family";
import { applicationError } from "../http/refusal";
import { readSiteEdit } from "./edit";
import { siteEvidence } from "./evidence";
import { siteRoutes } from "./routes";

const callerRefusals: CallerRefusals = {
  key: (...breaches) => applicationError(401, "UNAUTHENTICATED", "no identity", ...breaches),
  account: (...breaches) => applicationError(403, "PERMISSION_DENIED", "no such account", ...breaches),
  permission: permission =>
    applicationError(403, "SITE_LIST_READ_FORBIDDEN", `the key lacks the permission ${permission}`),
};

export const sites: Family = {
  name: "sites",
  routes: siteRoutes,
  callerRefusals,
  edit: readSiteEdit,
  evidence: siteEvidence,
};
