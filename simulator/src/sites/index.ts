import { family } from "../kernel/family";
import { strangers } from "../kernel/world";
import { readSiteEdit, siteFields, type State } from "./state";

/** Whose the sites are; Wix's calls on them are families of their own. */
export const sites = family({
  name: "sites",
  state: siteFields,
  settings: {},
  faultsIn: (state: State) =>
    strangers(
      state,
      Object.entries(state.sites).map(([id, { ownerAccountId }]) => ({
        path: ["sites", id],
        accountId: ownerAccountId,
      })),
    ),
  edit: readSiteEdit,
});
