import { domainNotPermitted } from "../domains/callers";
import { isVisible } from "../domains/holding";
import { json } from "../http/answer";
import { applicationError } from "../http/refusal";
import { defineRoute } from "../http/route";
import { toWire } from "./wire";

const getDnsPropagation = defineRoute({
  method: "GET",
  template: "/premium/domains/v1/dns-propagations/{dnsPropagationId}",
  permission: "DOMAINS.READ_DNS_PROPAGATION",
  handle({ world, caller, parameters: { dnsPropagationId: name } }) {
    const { state } = world;
    const domain = state.domains[name];
    if (domain !== undefined && domain.accountId !== caller.accountId) throw domainNotPermitted(name);
    const propagation = state.dnsPropagations[name];
    if (domain === undefined || propagation === undefined || !isVisible(world, propagation))
      throw applicationError(404, "NOT_FOUND", `no DNS propagation of ${name}`);
    return json(200, { dnsPropagation: toWire(state, name, domain, propagation) });
  },
});

export const dnsPropagationRoutes = [getDnsPropagation];
