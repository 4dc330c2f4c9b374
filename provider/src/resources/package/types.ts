import type { Unknown } from "../../core/unknown";
import type { BillingInfo, InstanceFailure, ProductInstanceStatus } from "../../wix/packages";
import type { PackageInputs } from "./schema";

export type { PackageInputs } from "./schema";

/** One declared product in canonical form: GUIDs in lower case, the country in upper case. */
export type Product = PackageInputs["products"][number];

/** One bought product as programs see it. */
export interface ProductInstance {
  /** GUID. */
  instanceId: string;
  /** GUID in Wix's catalog. */
  catalogProductId: string;
  /** Absent: the instance floats, assigned to no site. */
  siteId?: string;
  /** `PENDING`, `ENABLED`, `CANCELED`, `FAILED`, `AWAITING_ACTION`, or one that Wix added later. */
  status: ProductInstanceStatus;
  /** Only of a `FAILED` instance. */
  failure?: InstanceFailure;
  /** How often Wix charges for it. */
  billingInfo?: BillingInfo;
  /** When it ends, ISO 8601; only of an instance that does not renew itself. */
  expirationDate?: string;
}

export interface PackageState extends PackageInputs {
  packageId: string;
  /** In the order of `products`. */
  productInstances: ProductInstance[];
  /** In the order of `products`. */
  productInstanceIds: string[];
  /** ISO 8601. */
  createdDate?: string;
  hidden: {
    /** The account that owns the package, whatever account is configured later. */
    owner: string;
    /** Bought by this resource, and not yet compared with what else was bought under the same external id. */
    bought?: boolean;
    /** Paid for, and not as declared: `products` are what Wix shows, in its order, and nothing is changed of them. */
    disputed?: boolean;
    /** What the last run declared, in the order of `productInstances`, where it is not what stands in `products`. */
    declared?: Product[];
  };
}

/** A product in which anything may not be known yet. */
export type PartlyKnownProduct = { [Field in keyof Product]: Product[Field] | Unknown };

/** Inputs in which anything may not be known yet, as they are typed: without an external id one is chosen. */
export interface PartlyKnown {
  products: Unknown | (Unknown | PartlyKnownProduct)[];
  externalId?: Unknown | string | undefined;
  accountId?: Unknown | string | undefined;
  onDestroy?: Unknown | "keep" | "cancel" | undefined;
}
