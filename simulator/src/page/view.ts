import type { State } from "../account/state";
import { settleDue, type Simulation } from "../http/simulation";
import { hasPremiumPlan } from "../resellers/instances";
import { domainsOf, zoneView } from "./domains";
import { journalOf } from "./journal";
import type { PageView, SiteView } from "./model";
import { packagesOf, productsOf, sum } from "./packages";

/** @param zone the name of the zone to show */
export const viewOf = (simulation: Simulation, zone: string): PageView => {
  settleDue(simulation);
  const { world, families, faults } = simulation;
  const { state, clock, seed } = world;
  return {
    now: clock.now().toISOString(),
    clock: clock.mode,
    seed,
    accounts: state.accounts.map(({ id, parentAccountId }) => ({
      id,
      parentAccountId: parentAccountId ?? null,
    })),
    sites: sitesOf(state),
    packages: packagesOf(state),
    charged: sum(state.resellers.ledger),
    products: productsOf(state),
    domains: domainsOf(state),
    zone: zoneView(state, zone),
    journal: journalOf(simulation),
    faults: faults.list(),
    routes: families.flatMap(({ routes }) => routes.map(({ method, template }) => ({ method, template }))),
  };
};

const sitesOf = (state: State): SiteView[] =>
  Object.entries(state.sites).map(([id, site]) => {
    const { displayName, ownerAccountId, published, blocked, trashedDate } = site;
    return {
      id,
      displayName,
      ownerAccountId,
      premium: hasPremiumPlan(state, id),
      published,
      blocked,
      trashed: trashedDate !== undefined,
      domains: Object.entries(state.domainAssignments)
        .filter(([, { siteId }]) => siteId === id)
        .map(([name, { assignmentType }]) => ({ name, role: assignmentType }))
        .sort((a, b) => a.role.localeCompare(b.role) || a.name.localeCompare(b.name)),
    };
  });
