import { plainCallers } from "../domains/callers";
import { type Family } from "../http/family";
import { readRegistrationEdit } from "./edit";
import { registeredDomainEvidence } from "./evidence";
import { endConfirmation } from "./icann";
import { endRedemption } from "./redemption";
import { takeStep } from "./registration";
import { registeredDomainRoutes } from "./routes";

export const registeredDomains: Family = {
  name: "registered-domains",
  routes: registeredDomainRoutes,
  callerRefusals: plainCallers,
  edit: readRegistrationEdit,
  tasks: {
    "registered-domains.icann": endConfirmation,
    "registered-domains.redemption": endRedemption,
    "registered-domains.registration": takeStep,
  },
  evidence: registeredDomainEvidence,
};
