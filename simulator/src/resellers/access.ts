import { type State } from "../account/state";
import { applicationError } from "../http/refusal";
import { findHolding, type Holding, isLive } from "./instances";
import { failedPrecondition } from "./refusals";
import { type Package } from "./state";

/** Whose instance a call is about. */
export interface Target {
  readonly accountId: string;
  readonly instanceId: string;
}

/** The parent account and all of its children, whichever of them asks. */
export function accountsUnderParent({ accounts }: State, accountId: string): string[] {
  const parentId = accounts.find(({ id }) => id === accountId)?.parentAccountId ?? accountId;
  return accounts
    .filter(({ id, parentAccountId }) => [id, parentAccountId].includes(parentId))
    .map(({ id }) => id);
}

/** @throws {Refusal} 404, for another account's package too */
export function ownPackage({ resellers }: State, accountId: string, packageId: string): Package {
  const found = resellers.packages.find(({ id }) => id === packageId);
  if (found?.accountId === accountId) return found;
  throw applicationError(404, "PACKAGE_NOT_FOUND", `no package ${packageId} in account ${accountId}`);
}

/** @throws {Refusal} 428, for another account's instance too */
export function ownInstance(state: State, { accountId, instanceId }: Target): Holding {
  const holding = findHolding(state, instanceId);
  if (holding?.owner.accountId === accountId) return holding;
  throw failedPrecondition(
    "PRODUCT_INSTANCE_NOT_FOUND",
    `no product instance ${instanceId} in account ${accountId}`,
  );
}

/** @throws {Refusal} 428, also for an instance that is cancelled or failed */
export function ownLiveInstance(state: State, target: Target): Holding {
  const holding = ownInstance(state, target);
  const { instanceId, status } = holding.instance;
  if (isLive(holding.instance)) return holding;
  throw failedPrecondition("INCOMPATIBLE_PRODUCT_INSTANCE_STATUS", `instance ${instanceId} is ${status}`);
}
