import { type State } from "../account/state";
import { applicationError } from "../http/refusal";
import { type Site } from "./state";

/**
 * @param status of the refusal: Wix's families answer differently
 * @throws {Refusal} `SITE_NOT_FOUND` when the site is unknown, another account's, or in the trash
 */
export function checkOwnSite(state: State, accountId: string, siteId: string, status: 400 | 404): Site {
  const site = state.sites[siteId];
  if (site?.ownerAccountId !== accountId || site.trashedDate !== undefined)
    throw applicationError(status, "SITE_NOT_FOUND", `no site ${siteId} in account ${accountId}`);
  return site;
}
