import { type World } from "../account/world";
import { domainsOf, unassignSite } from "../domain-assignments/roles";
import { connectedDomain } from "./holding";

/** Takes the site's domains off it; what was registered elsewhere is covered by no plan any more. */
export function loseDomains({ state }: World, siteId: string): void {
  for (const name of domainsOf(state, siteId)) {
    const domain = connectedDomain(state, name);
    if (domain !== undefined) state.domains[name] = { ...domain, coveredByPlan: false };
  }
  unassignSite(state, siteId);
}
