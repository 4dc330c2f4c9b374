import { connectedDomainCallers } from "../domains/callers";
import { type Family } from "../http/family";
import { readPropagationEdit } from "./edit";
import { dnsPropagationEvidence } from "./evidence";
import { setRegistrarChanged, takeStep } from "./progress";
import { dnsPropagationRoutes } from "./routes";

export const dnsPropagation: Family = {
  name: "dns-propagation",
  routes: dnsPropagationRoutes,
  callerRefusals: connectedDomainCallers,
  edit: readPropagationEdit,
  tasks: {
    "dns-propagation.registrar-changed": setRegistrarChanged,
    "dns-propagation.step": takeStep,
  },
  evidence: dnsPropagationEvidence,
};
