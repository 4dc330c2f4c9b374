import type { BillingInfo, PackageInstance, WirePackage } from "../../wix/packages";
import { matching } from "./matching";
import type { PackageInputs, Product } from "./types";

/** Equal in type and cycle. */
export const sameBilling = (a: BillingInfo | undefined, b: BillingInfo | undefined): boolean =>
  a?.type === b?.type &&
  a?.cycleDuration?.unit === b?.cycleDuration?.unit &&
  a?.cycleDuration?.count === b?.cycleDuration?.count;

const billingInWords = ({ type, cycleDuration }: BillingInfo): string =>
  cycleDuration === undefined ? type : `every ${cycleDuration.count} ${cycleDuration.unit}`;

type Described = Pick<Product, "catalogProductId" | "siteId" | "billingInfo"> & { countryCode?: string };

/** `product 1111… (DE, site 2222…, every 1 YEAR)` */
export const describeProduct = ({
  catalogProductId,
  countryCode,
  siteId,
  billingInfo,
}: Described): string => {
  const facts = [
    countryCode,
    siteId === undefined ? undefined : `site ${siteId}`,
    billingInfo && billingInWords(billingInfo),
  ].filter(fact => fact !== undefined);
  return `product ${catalogProductId}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`;
};

/** As {@link describeProduct}, with id and status. */
export const describeInstance = (instance: PackageInstance): string =>
  `instance ${instance.instanceId}, ${instance.status}: ${describeProduct(instance)}`;

/** Usable; prose of Wix's calls it `ACTIVE`. */
export const isEnabled = ({ status }: { status: string }): boolean =>
  status === "ENABLED" || status === "ACTIVE";

/** Whether an instance is what a declaration asks for; what the declaration leaves open, and Wix does not tell, fits. */
export const fits = (product: Product, instance: PackageInstance): boolean =>
  product.catalogProductId === instance.catalogProductId &&
  (instance.countryCode === undefined || product.countryCode === instance.countryCode.toUpperCase()) &&
  (product.siteId === undefined || product.siteId === instance.siteId) &&
  (product.billingInfo === undefined ||
    instance.billingInfo === undefined ||
    sameBilling(product.billingInfo, instance.billingInfo));

/** @returns the live instances of the declared products, in their order; undefined where the package has others */
export const instancesOf = (
  { products }: Pick<PackageInputs, "products">,
  { productInstances }: WirePackage,
): string[] | undefined => {
  const live = productInstances.filter(({ status }) => status !== "CANCELED");
  const places = live.length === products.length ? matching(products, live, fits) : undefined;
  return places?.flatMap(place => live[place]?.instanceId ?? []);
};
