import { isDeepStrictEqual as equal } from "node:util";
import { pickArguments } from "../../core/fields";
import { present } from "../../core/present";
import type { PackageInstance, WirePackage } from "../../wix/packages";
import { FIELDS } from "./fields";
import type { PackageInputs, PackageState, Product, ProductInstance } from "./types";

/** A package with what its resource knows beside it. */
export interface Known {
  /** As declared in this run, in the order of `instanceIds`. */
  products: readonly Product[];
  instanceIds: readonly string[];
  inputs: Omit<PackageInputs, "products">;
  owner: string;
  bought: boolean;
  /** Paid for, and not as declared. @default false */
  disputed?: boolean;
}

const instanceView = (
  id: string,
  instance: PackageInstance | undefined,
  product: Product,
): ProductInstance =>
  instance === undefined
    ? { instanceId: id, catalogProductId: product.catalogProductId, status: "UNKNOWN" }
    : present({
        instanceId: id,
        catalogProductId: instance.catalogProductId,
        siteId: instance.siteId,
        status: instance.status,
        failure: instance.failure,
        billingInfo: instance.billingInfo,
        expirationDate: instance.expirationDate,
      });

/** Of an instance, what its declaration speaks of: an undeclared site or cycle is left alone. */
const productView = (declared: Product, instance: PackageInstance | undefined): Product =>
  instance === undefined
    ? declared
    : present({
        catalogProductId: instance.catalogProductId,
        countryCode: instance.countryCode?.toUpperCase() ?? declared.countryCode,
        siteId: declared.siteId === undefined ? undefined : instance.siteId,
        billingInfo: declared.billingInfo && (instance.billingInfo ?? declared.billingInfo),
        discountCode: declared.discountCode,
        referenceProductInstanceId: declared.referenceProductInstanceId,
      });

/** The state of a package as seen. */
export const stateOf = (known: Known, seen: WirePackage): PackageState => {
  const instances = new Map(seen.productInstances.map(instance => [instance.instanceId, instance]));
  const { products: declared, instanceIds } = known;
  const products = declared.map((product, index) =>
    productView(product, instances.get(instanceIds[index] ?? "")),
  );
  return {
    ...pickArguments(FIELDS, {
      ...known.inputs,
      products,
      externalId: seen.externalId ?? known.inputs.externalId,
    }),
    packageId: seen.id,
    productInstances: declared.map((product, index) => {
      const id = instanceIds[index] ?? "";
      return instanceView(id, instances.get(id), product);
    }),
    productInstanceIds: [...instanceIds],
    ...(seen.createdDate !== undefined && { createdDate: seen.createdDate }),
    hidden: present({
      owner: known.owner,
      bought: known.bought || undefined,
      disputed: known.disputed === true ? true : undefined,
      declared: equal(products, declared) ? undefined : [...declared],
    }),
  };
};

/** What a state knows, to be compared with another look; instances that are cancelled or gone are left out. */
export const knownFrom = (state: PackageState, seen: WirePackage): Known => {
  const live = new Set(
    seen.productInstances.filter(({ status }) => status !== "CANCELED").map(({ instanceId }) => instanceId),
  );
  const kept = state.productInstanceIds.flatMap((id, index) => (live.has(id) ? [{ id, index }] : []));
  return {
    instanceIds: kept.map(({ id }) => id),
    products: kept.flatMap(({ index }) => state.products[index] ?? []),
    inputs: pickArguments<PackageInputs>(FIELDS, state),
    owner: state.hidden.owner,
    bought: state.hidden.bought ?? false,
    disputed: state.hidden.disputed ?? false,
  };
};

/** What is known of a package that is only looked up: everything that Wix tells. */
export const knownOnlyFrom = (seen: WirePackage, owner: string, accountId: string | undefined): Known => {
  const live = seen.productInstances.filter(({ status }) => status !== "CANCELED");
  return {
    instanceIds: live.map(({ instanceId }) => instanceId),
    products: live.map(({ catalogProductId, countryCode, siteId, billingInfo }) =>
      present({ catalogProductId, countryCode: countryCode ?? "", siteId, billingInfo }),
    ),
    inputs: present({ externalId: seen.externalId ?? "", accountId }),
    owner,
    bought: false,
  };
};
