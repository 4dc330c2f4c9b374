import { connectedDomainCallers } from "../domains/callers";
import { type Family } from "../http/family";
import { readConnectionEdit } from "./edit";
import { connectedDomainEvidence } from "./evidence";
import { connectedDomainRoutes } from "./routes";

export const connectedDomains: Family = {
  name: "connected-domains",
  routes: connectedDomainRoutes,
  callerRefusals: connectedDomainCallers,
  edit: readConnectionEdit,
  evidence: connectedDomainEvidence,
};
