import { schedule, type Task } from "../kernel/schedule";
import { findHolding, hasPremiumPlan, isUsable } from "./instances";
import type { Charge, Cycle, Outcome, Package, Product, ProductInstance, State, World } from "./state";

/** Due when a site loses its Premium plan, for whoever keeps things that only a premium site can have. */
export const PLAN_ENDED = "resellers.plan-ended";

/** Until the setting's lag has passed, Query Packages goes on showing what there was. */
const keepStale = (world: World, packageId: string, shows: Package | null, at: Date): void => {
  const { resellers, settings } = world.state;
  const now = world.clock.now().getTime();
  resellers.stale = resellers.stale.filter(({ until }) => Date.parse(until) > now);
  const until = at.getTime() + settings.queryLagMs;
  if (until > now) resellers.stale.push({ packageId, until: new Date(until).toISOString(), shows });
};

/** The packages as they were when the index last took notice of them. */
export const indexedPackages = ({ resellers }: State, now: Date): Package[] =>
  resellers.packages.flatMap(current => {
    const [oldest] = resellers.stale
      .filter(({ packageId, until }) => packageId === current.id && Date.parse(until) > now.getTime())
      .toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until));
    return (oldest === undefined ? current : oldest.shows) ?? [];
  });

/** @throws {Error} when there is no such instance */
export const changeInstance = (
  world: World,
  instanceId: string,
  change: Partial<ProductInstance>,
  at = world.clock.now(),
): Package => {
  const holding = findHolding(world.state, instanceId);
  if (holding === undefined) throw new Error(`no product instance ${instanceId}`);
  const { owner, instance } = holding;
  const changed = { ...instance, ...change, updatedDate: at.toISOString() };
  const productInstances = owner.productInstances.map(other => (other === instance ? changed : other));
  return changePackage(world, { ...owner, productInstances }, at);
};

/** The packages' only door: sites that lose their plan by the change bear the consequences. */
export const changePackage = (world: World, content: Package, at = world.clock.now()): Package => {
  const { state } = world;
  const { packages } = state.resellers;
  const position = packages.findIndex(({ id }) => id === content.id);
  const before = packages[position];
  const sites = new Set(before?.productInstances.flatMap(({ siteId }) => siteId ?? []));
  const premium = [...sites].filter(siteId => hasPremiumPlan(state, siteId));

  keepStale(world, content.id, before ?? null, at);
  const changed = { ...content, updatedDate: at.toISOString() };
  packages.splice(before === undefined ? packages.length : position, 1, changed);

  for (const siteId of premium)
    if (!hasPremiumPlan(state, siteId))
      schedule(world, { dueAt: at.toISOString(), task: PLAN_ENDED, subject: siteId });
  return changed;
};

export const charge = (
  world: World,
  reason: Charge["reason"],
  owner: Pick<Package, "id" | "accountId">,
  instance: Pick<ProductInstance, "instanceId" | "catalogProductId">,
  { billingInfo, price }: Cycle,
): void => {
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
};

export const SETTLE = "resellers.settle";

type Unsettled = Pick<ProductInstance, "status" | "failure" | "settling">;

/** A new instance, on its way to what the catalog says. */
export const delivering = (world: World, instanceId: string, product: Product): Unsettled =>
  pending(world, instanceId, takeOutcome(product), false);

/** A live instance after a change: what it was already on its way to, it still becomes. */
export const resettling = (world: World, instance: ProductInstance, product: Product): Unsettled => {
  const into = instance.settling?.into ?? takeOutcome(product);
  return pending(world, instance.instanceId, into, isUsable(instance));
};

/** A cancelled instance: it can no longer be used, even where it still reads `PENDING`. */
export const ending = (world: World, instanceId: string): Unsettled => {
  const into = { status: "CANCELED" };
  if (world.state.settings.cancelAnswers === "CANCELED") return settled(into);
  return pending(world, instanceId, into, false);
};

export const settled = ({ status, failure }: Outcome): Unsettled => ({
  status,
  failure,
  settling: undefined,
});

export const settleInstance: Task<State> = (world, instanceId, at) => {
  const { settling } = findHolding(world.state, instanceId)?.instance ?? {};
  const isOvertaken = settling?.at !== at.toISOString();
  if (isOvertaken || settling.into.status === "PENDING") return;
  changeInstance(world, instanceId, settled(settling.into), at);
};

const pending = (world: World, instanceId: string, into: Outcome, usable: boolean): Unsettled => {
  const at = new Date(world.clock.now().getTime() + world.state.settings.settleMs).toISOString();
  schedule(world, { dueAt: at, task: SETTLE, subject: instanceId });
  return { status: "PENDING", failure: undefined, settling: { at, into, usable } };
};

const takeOutcome = (product: Product): Outcome => product.nextOutcomes.shift() ?? product.outcome;
