import { z } from "zod";
import { domains } from "../domains";
import { connectedDomainCallers, domainNotPermitted, isVisible, withoutDomain } from "../domains/holding";
import { changeOutcome, outcomeSchema } from "../domains/state";
import { documented, type Edit, family, inferred, seen } from "../kernel/family";
import { applicationError, json } from "../kernel/refusal";
import { routesOn } from "../kernel/route";
import {
  propagationFields,
  propagationSettings,
  setRegistrarChanged,
  setStatus,
  type State,
  takeStep,
} from "./progress";
import { ofNobody, toWire } from "./wire";

const propagationEditSchema = z.strictObject({
  /** Before any of the others: how the propagation goes from its next start on. */
  outcome: outcomeSchema.exactOptional(),
  /** Somebody told the registrar what setup info asks for. */
  registrarChanged: z.literal(true).exactOptional(),
  /** What the world sees from now on. */
  status: z.string().exactOptional(),
});

/** What happens to a domain outside Wix. */
export type PropagationEdit = z.input<typeof propagationEditSchema>;

const readPropagationEdit = (change: unknown): Edit<State> => {
  const { outcome, registrarChanged, status } = propagationEditSchema.parse(change);
  return (world, name) => {
    if (outcome !== undefined) changeOutcome(world.state, name, outcome);
    if (registrarChanged) setRegistrarChanged(world, name, world.clock.now());
    if (status !== undefined) setStatus(world, name, status);
  };
};

const getDnsPropagation = routesOn<State>()({
  method: "GET",
  template: "/premium/domains/v1/dns-propagations/{dnsPropagationId}",
  permission: "DOMAINS.READ_DNS_PROPAGATION",
  site: "alone",
  handle({ world, caller, parameters: { dnsPropagationId: name } }) {
    const { state } = world;
    const domain = state.domains[name];
    if (domain !== undefined && domain.accountId !== caller.accountId) throw domainNotPermitted(name);
    if (domain === undefined && state.settings.unregisteredPropagation === "in-progress")
      return json(200, { dnsPropagation: ofNobody(world, name) });
    const propagation = state.dnsPropagations[name];
    if (domain === undefined || propagation === undefined || !isVisible(world, propagation))
      throw applicationError(404, "NOT_FOUND", `no DNS propagation of ${name}`);
    return json(200, { dnsPropagation: toWire(world, name, domain, propagation) });
  },
});

const dnsPropagationRoutes = [getDnsPropagation];

export const dnsPropagation = family({
  name: "dns-propagation",
  needs: [domains],
  state: propagationFields,
  settings: propagationSettings,
  routes: dnsPropagationRoutes,
  callerRefusals: connectedDomainCallers,
  edit: readPropagationEdit,
  tasks: {
    "dns-propagation.registrar-changed": setRegistrarChanged,
    "dns-propagation.step": takeStep,
  },
  faultsIn: (state: State) => withoutDomain(state, "dnsPropagations", state.dnsPropagations),
  evidence: [
    documented("Nothing moves until the registrar is changed (edit, or registrarChangeMs)"),
    seen("A pointing or subdomain connection is UNKNOWN_STATUS until then"),
    documented("A name-server connection is IN_PROGRESS from the start"),
    inferred("A registered domain is in progress from ACTIVE on"),
    documented("SUCCEEDED here is COMPLETED on the domain"),
    inferred("FAILED comes with expected and actual records, and can heal"),
    seen("IN_PROGRESS comes with expected records, and no actual ones, until Wix's name servers are seen"),
    seen("The same for names that nobody has registered (setting unregisteredPropagation)"),
    seen("wix-site-id beside the account"),
    inferred("wix-site-id without the account: the site's owner is meant"),
    documented("Starts again when records of a zone at Wix change"),
    documented("dnsResolverIncludesWixNs of a subdomain is its root's"),
    seen("A domain that is not tracked: 404 NOT_FOUND"),
    inferred("Another account's domain: 403 DOMAINS_DOMAIN_NOT_PERMITTED"),
  ],
});
