import { plainCallers } from "../domains/callers";
import { type Family } from "../http/family";
import { readAssignmentEdit } from "./edit";
import { domainAssignmentEvidence } from "./evidence";
import { domainAssignmentRoutes } from "./routes";

export const domainAssignments: Family = {
  name: "domain-assignments",
  routes: domainAssignmentRoutes,
  callerRefusals: plainCallers,
  edit: readAssignmentEdit,
  evidence: domainAssignmentEvidence,
};
