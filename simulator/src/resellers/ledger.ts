import { type World } from "../account/world";
import { type Cycle } from "./product";
import { type Charge, type Package, type ProductInstance } from "./state";

export function charge(
  world: World,
  reason: Charge["reason"],
  owner: Pick<Package, "id" | "accountId">,
  instance: Pick<ProductInstance, "instanceId" | "catalogProductId">,
  { billingInfo, price }: Cycle,
): void {
  world.state.resellers.ledger.push({
    at: world.clock.now().toISOString(),
    reason,
    accountId: owner.accountId,
    packageId: owner.id,
    instanceId: instance.instanceId,
    catalogProductId: instance.catalogProductId,
    billingInfo,
    amount: price,
  });
}
