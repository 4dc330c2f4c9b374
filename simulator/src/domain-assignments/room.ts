import { type State } from "../account/state";
import { applicationError } from "../http/refusal";
import { type AssignmentType } from "./assignment";
import { domainsOf } from "./roles";

const MAX_REDIRECTS = 300;

/** @throws {Refusal} 428 where the site has as many redirects as it can have */
export function checkRoom(state: State, siteId: string, wanted: AssignmentType): void {
  const redirects = domainsOf(state, siteId).length - 1;
  if (wanted === "REDIRECT" && redirects >= MAX_REDIRECTS)
    throw applicationError(428, "FAILED_PRECONDITION", `a site has at most ${MAX_REDIRECTS} redirects`);
}
