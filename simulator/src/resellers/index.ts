import { type CallerRefusals, type Family } from "../http/family";
import { applicationError } from "../http/refusal";
import { readResellerEdit } from "./edit";
import { resellerEvidence } from "./evidence";
import { resellerRoutes } from "./routes";
import { SETTLE, settleInstance } from "./settle";

const callerRefusals: CallerRefusals = {
  key: (...breaches) => applicationError(401, "UNAUTHENTICATED", "no identity", ...breaches),
  account: (...breaches) => applicationError(404, "ACCOUNT_NOT_FOUND", "no such account", ...breaches),
  permission: permission =>
    applicationError(403, "PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

export const resellers: Family = {
  name: "resellers",
  routes: resellerRoutes,
  callerRefusals,
  edit: readResellerEdit,
  tasks: { [SETTLE]: settleInstance },
  evidence: resellerEvidence,
};
