import { type CallerRefusals, type Family } from "../http/family";
import { applicationError } from "../http/refusal";
import { readZoneEdit } from "./edit";
import { dnsZoneEvidence } from "./evidence";
import { dnsZoneRoutes } from "./routes";

const callerRefusals: CallerRefusals = {
  key: (...breaches) => applicationError(404, "USER_ID_NOT_FOUND", "no identity", ...breaches),
  account: (...breaches) => applicationError(404, "TARGET_ACCOUNT_NOT_FOUND", "no such account", ...breaches),
  permission: permission =>
    applicationError(403, "DOMAINS_PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

export const dnsZones: Family = {
  name: "dns-zones",
  routes: dnsZoneRoutes,
  callerRefusals,
  edit: readZoneEdit,
  evidence: dnsZoneEvidence,
};
