import { schedule, type Task, type World } from "../account/world";
import { changeInstance } from "./change";
import { findHolding, isUsable } from "./instances";
import { type Outcome, type Product } from "./product";
import { type ProductInstance } from "./state";

export const SETTLE = "resellers.settle";

type Unsettled = Pick<ProductInstance, "status" | "failure" | "settling">;

/** A new instance, on its way to what the catalog says. */
export function delivering(world: World, instanceId: string, product: Product): Unsettled {
  return pending(world, instanceId, takeOutcome(product), false);
}

/** A live instance after a change: what it was already on its way to, it still becomes. */
export function resettling(world: World, instance: ProductInstance, product: Product): Unsettled {
  const into = instance.settling?.into ?? takeOutcome(product);
  return pending(world, instance.instanceId, into, isUsable(instance));
}

/** A cancelled instance: it can no longer be used, even where it still reads `PENDING`. */
export function ending(world: World, instanceId: string): Unsettled {
  const into = { status: "CANCELED" };
  if (world.state.settings.cancelAnswers === "CANCELED") return settled(into);
  return pending(world, instanceId, into, false);
}

export function settled({ status, failure }: Outcome): Unsettled {
  return { status, failure, settling: undefined };
}

export const settleInstance: Task = (world, instanceId, at) => {
  const { settling } = findHolding(world.state, instanceId)?.instance ?? {};
  const isOvertaken = settling?.at !== at.toISOString();
  if (isOvertaken || settling.into.status === "PENDING") return;
  changeInstance(world, instanceId, settled(settling.into), at);
};

function pending(world: World, instanceId: string, into: Outcome, usable: boolean): Unsettled {
  const at = new Date(world.clock.now().getTime() + world.state.settings.settleMs).toISOString();
  schedule(world, { dueAt: at, task: SETTLE, subject: instanceId });
  return { status: "PENDING", failure: undefined, settling: { at, into, usable } };
}

function takeOutcome(product: Product): Outcome {
  return product.nextOutcomes.shift() ?? product.outcome;
}
