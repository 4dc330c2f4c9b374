import type { State } from "../account/state";
import type { BillingInfo, Package, ProductInstance } from "../resellers/state";
import type { InstanceView, PackageView, ProductView } from "./model";
import { waitsOfInstance } from "./waits";

/** Newest first, as Wix answers them. */
export const packagesOf = (state: State): PackageView[] =>
  state.resellers.packages.toReversed().map(content => packageView(state, content));

export const productsOf = ({ resellers }: State): ProductView[] =>
  resellers.catalog.map(({ id, name, type }) => ({ id, name, type }));

const packageView = (
  state: State,
  { id, accountId, externalId, productInstances }: Package,
): PackageView => ({
  id,
  accountId,
  externalId: externalId ?? null,
  charged: sum(state.resellers.ledger.filter(({ packageId }) => packageId === id)),
  instances: productInstances.map(instance => instanceView(state, instance)),
});

export const sum = (charges: readonly { readonly amount: number }[]): number =>
  charges.reduce((total, { amount }) => total + amount, 0);

const instanceView = (state: State, instance: ProductInstance): InstanceView => {
  const { instanceId, catalogProductId, siteId, status, failure, billingInfo, expirationDate } = instance;
  const product = state.resellers.catalog.find(({ id }) => id === catalogProductId);
  const cycle = product?.cycles.find(one => wordsOf(one.billingInfo) === wordsOf(billingInfo));
  return {
    id: instanceId,
    product: { id: catalogProductId, name: product?.name ?? catalogProductId, type: product?.type ?? "" },
    status,
    failure: failure ? `${failure.code}: ${failure.message}` : null,
    site:
      siteId === undefined ? null : { id: siteId, displayName: state.sites[siteId]?.displayName ?? siteId },
    cycle: wordsOf(billingInfo),
    price: cycle?.price ?? null,
    expires: expirationDate ?? null,
    waits: waitsOfInstance(instance),
  };
};

const wordsOf = (billing: BillingInfo): string => {
  if (billing.type === "ONE_TIME") return "once";
  const { unit, count } = billing.cycleDuration;
  return `${count} ${unit.toLowerCase()}${count === 1 ? "" : "s"}`;
};
