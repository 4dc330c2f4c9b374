import type { z } from "zod";
import { ruleError } from "../kernel/refusal";
import { newGuid } from "../kernel/world";
import { changePackage, charge, delivering } from "./changes";
import { holdings } from "./instances";
import type { createPackageSchema, Order } from "./requests";
import { checkLimit, checkPlacement, checkTogether, chosenCycle, sellableProduct } from "./rules";
import type { Cycle, Package, Product, ProductInstance, State, World } from "./state";

interface CheckedOrder {
  readonly order: Order;
  readonly product: Product;
  readonly cycle: Cycle;
}

/** Buys all of the products, or none. @throws {Refusal} */
export const buyPackage = (
  world: World,
  accountId: string,
  { products, externalId }: z.output<typeof createPackageSchema>,
): Package => {
  const { state } = world;
  const orders = products.map(order => checkOrder(state, order));
  for (const { product } of orders)
    checkLimit(state, accountId, product, orders.filter(other => other.product === product).length);
  checkReferences(state, accountId, products);
  checkTogether(orders.map(({ order: { siteId }, product }) => ({ siteId, product })));
  for (const { order, product } of orders)
    if (order.siteId !== undefined) checkPlacement(state, accountId, { product, siteId: order.siteId });

  const now = world.clock.now().toISOString();
  const owner = { id: newGuid(world), accountId, externalId, createdDate: now, updatedDate: now };
  const productInstances = orders.map(order => {
    const instance = newInstance(world, order);
    const isFree = instance.referenceProductInstanceId !== undefined;
    if (!isFree) charge(world, "create", owner, instance, order.cycle);
    return instance;
  });
  return changePackage(world, { ...owner, productInstances });
};

const checkOrder = (state: State, order: Order): CheckedOrder => {
  const product = sellableProduct(state, order.catalogProductId);
  return { order, product, cycle: chosenCycle(product, order.billingInfo) };
};

/** A free companion names an instance of this account, still alive, that no other one has named. */
const checkReferences = (state: State, accountId: string, orders: readonly Order[]): void => {
  const used = new Set(holdings(state).map(({ instance }) => instance.referenceProductInstanceId));
  orders.forEach(({ referenceProductInstanceId: reference }, index) => {
    if (reference === undefined) return;
    const field = `products[${index}].referenceProductInstanceId`;
    const { instance } =
      holdings(state).find(
        holding => holding.owner.accountId === accountId && holding.instance.instanceId === reference,
      ) ?? {};
    if (instance === undefined)
      throw ruleError(field, "REFERENCE_NOT_FOUND", "is no instance of the account");
    if (instance.status !== "PENDING" && instance.status !== "ENABLED")
      throw ruleError(field, "REFERENCE_NOT_ACTIVE", `is ${instance.status}`);
    if (used.has(reference)) throw ruleError(field, "REFERENCE_USED", "was a reference before");
    used.add(reference);
  });
};

const newInstance = (world: World, { order, product, cycle }: CheckedOrder): ProductInstance => {
  const { catalogProductId, countryCode, siteId, discountCode, referenceProductInstanceId } = order;
  const instanceId = newGuid(world);
  const now = world.clock.now().toISOString();
  return {
    instanceId,
    catalogProductId,
    siteId,
    billingInfo: cycle.billingInfo,
    countryCode,
    discountCode,
    referenceProductInstanceId,
    createdDate: now,
    updatedDate: now,
    ...delivering(world, instanceId, product),
  };
};
