import { type World } from "../account/world";
import { ownInstance, ownLiveInstance, ownPackage, type Target } from "./access";
import { changeInstance, changePackage } from "./change";
import { checkPlacement } from "./placement";
import { ending, resettling } from "./settle";
import { type Package, type ProductInstance } from "./state";

/** Puts an instance on a site, away from the one it is on. @throws {Refusal} */
export function assign(world: World, target: Target, siteId: string): Package {
  const { accountId, instanceId } = target;
  const { instance, product } = ownLiveInstance(world.state, target);
  try {
    checkPlacement(world.state, accountId, { product, siteId, instanceId });
  } catch (refusal) {
    if (world.state.settings.refusedMove === "floats") float(world, instanceId);
    throw refusal;
  }
  return changeInstance(world, instanceId, { siteId, ...resettling(world, instance, product) });
}

/** Access ends at once, billing goes on. @throws {Refusal} */
export function unassign(world: World, target: Target): Package {
  ownLiveInstance(world.state, target);
  return float(world, target.instanceId);
}

/** What is cancelled already stays as it is. @throws {Refusal} */
export function cancelInstance(world: World, target: Target): Package {
  const { owner, instance } = ownInstance(world.state, target);
  if (isCancelled(instance)) return owner;
  return changeInstance(world, instance.instanceId, ending(world, instance.instanceId));
}

/** @throws {Refusal} */
export function cancelPackage(world: World, accountId: string, packageId: string): Package {
  const owner = ownPackage(world.state, accountId, packageId);
  if (owner.productInstances.every(isCancelled)) return owner;
  const updatedDate = world.clock.now().toISOString();
  const productInstances = owner.productInstances.map(instance =>
    isCancelled(instance) ? instance : { ...instance, updatedDate, ...ending(world, instance.instanceId) },
  );
  return changePackage(world, { ...owner, productInstances });
}

function float(world: World, instanceId: string): Package {
  return changeInstance(world, instanceId, { siteId: undefined });
}

function isCancelled({ status, settling }: ProductInstance): boolean {
  return status === "CANCELED" || settling?.into.status === "CANCELED";
}
