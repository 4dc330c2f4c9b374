import { type State } from "../account/state";
import { hasPremiumPlan } from "../resellers/instances";
import { type Site } from "./state";

/** A site in Wix's words. */
export function siteAnswer(state: State, id: string, { appIds, ...site }: Site) {
  return {
    id,
    ...site,
    viewUrl: site.viewUrl ?? "",
    premium: hasPremiumPlan(state, id),
    domainConnected: Object.values(state.domainAssignments).some(({ siteId }) => siteId === id),
  };
}
