import { plainCallers } from "../domains/callers";
import { type Family } from "../http/family";
import { domainSearchEvidence } from "./evidence";
import { domainSearchRoutes } from "./routes";

export const domainSearch: Family = {
  name: "domain-search",
  routes: domainSearchRoutes,
  callerRefusals: plainCallers,
  evidence: domainSearchEvidence,
};
