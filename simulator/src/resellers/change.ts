import { type World } from "../account/world";
import { findHolding, hasPremiumPlan } from "./instances";
import { planEnded } from "./plan-ended";
import { keepStale } from "./search-index";
import { type Package, type ProductInstance } from "./state";

/** @throws {Error} when there is no such instance */
export function changeInstance(
  world: World,
  instanceId: string,
  change: Partial<ProductInstance>,
  at = world.clock.now(),
): Package {
  const holding = findHolding(world.state, instanceId);
  if (holding === undefined) throw new Error(`no product instance ${instanceId}`);
  const { owner, instance } = holding;
  const changed = { ...instance, ...change, updatedDate: at.toISOString() };
  const productInstances = owner.productInstances.map(other => (other === instance ? changed : other));
  return changePackage(world, { ...owner, productInstances }, at);
}

/** The packages' only door: sites that lose their plan by the change bear the consequences. */
export function changePackage(world: World, content: Package, at = world.clock.now()): Package {
  const { state } = world;
  const { packages } = state.resellers;
  const position = packages.findIndex(({ id }) => id === content.id);
  const before = packages[position];
  const sites = new Set(before?.productInstances.flatMap(({ siteId }) => siteId ?? []));
  const premium = [...sites].filter(siteId => hasPremiumPlan(state, siteId));

  keepStale(world, content.id, before ?? null, at);
  const changed = { ...content, updatedDate: at.toISOString() };
  packages.splice(before === undefined ? packages.length : position, 1, changed);

  for (const siteId of premium) if (!hasPremiumPlan(state, siteId)) planEnded(world, siteId);
  return changed;
}
