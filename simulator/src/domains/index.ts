import { family } from "../kernel/family";
import { strangers } from "../kernel/world";
import { domainFields, domainSettings, type State } from "./state";

/** Who holds which domain, and the world outside: what all families of domains stand on. */
export const domains = family({
  name: "domains",
  state: domainFields,
  settings: domainSettings,
  faultsIn: (state: State) =>
    strangers(
      state,
      Object.entries(state.domains).map(([name, { accountId }]) => ({ path: ["domains", name], accountId })),
    ),
});
