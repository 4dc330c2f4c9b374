import * as z from "zod";
import type { Open } from "../core/open";
import { present } from "../core/present";
import type { Wix } from "./client";
import { isNotFoundByAnyCode, unlessAbsent } from "./absence";
import { allPages, PAGE, Paging, wholeList, type Listing } from "./paging";

/** Whether Wix charges again and again. */
export type BillingType =
  /** Once a cycle. */
  | "RECURRING"
  /** Once. */
  | "ONE_TIME";

/** What the cycles of a product are counted in. */
export type CycleUnit = "DAY" | "WEEK" | "MONTH" | "YEAR";

/** How long a cycle is. */
export interface CycleDuration {
  /** `DAY`, `WEEK`, `MONTH` or `YEAR`. */
  unit: Open<CycleUnit>;
  /** At least 1. */
  count: number;
}

/** When Wix charges: once, or every `cycleDuration.count` `cycleDuration.unit`s. */
export interface BillingInfo {
  /** `RECURRING` or `ONE_TIME`. */
  type: Open<BillingType>;
  /** Only where recurring. */
  cycleDuration?: CycleDuration;
}

/** What has become of a product instance (docs/wix/resellers.md#statuses-of-an-instance). Wix may add words. */
export type ProductInstanceStatus = Open<
  /** The customer cannot use it yet. */
  | "PENDING"
  /** It is usable. */
  | "ENABLED"
  /** It is no longer available. */
  | "CANCELED"
  /** It could not be delivered, and never was available. */
  | "FAILED"
  /** It is not available until an outside provider or the customer acts. */
  | "AWAITING_ACTION"
>;

/** Why Wix could not deliver a product (docs/wix/resellers.md#failures-of-an-instance). Wix may add words. */
export type InstanceFailureCode = Open<
  /** Delivery went past its deadline. */
  | "DELIVERY_TIMEOUT"
  /** An outside process failed. */
  | "EXTERNAL_FAILURE"
  /** Wix does not say. */
  | "UNKNOWN"
>;

/** Why Wix could not deliver a product. */
export interface InstanceFailure {
  /** `DELIVERY_TIMEOUT`, `EXTERNAL_FAILURE`, `UNKNOWN`, or one that Wix added later. */
  code: InstanceFailureCode;
  /** As Wix words it. */
  message: string;
}

/** One bought product as Wix shows it (docs/wix/resellers.md#object-productinstance). */
export interface PackageInstance {
  /** GUID. */
  instanceId: string;
  /** GUID in Wix's catalog. */
  catalogProductId: string;
  /** Absent: the instance floats, assigned to no site. */
  siteId?: string;
  /** `PENDING`, `ENABLED`, `CANCELED`, `FAILED`, `AWAITING_ACTION`, or one that came later. */
  status: ProductInstanceStatus;
  /** Only of a `FAILED` instance. */
  failure?: InstanceFailure;
  /** How often Wix charges for it. */
  billingInfo?: BillingInfo;
  /** ISO 3166-1 alpha-2. */
  countryCode?: string;
  /** When it ends, ISO 8601; only of an instance that does not renew itself. */
  expirationDate?: string;
  /** ISO 8601, UTC; when Wix last changed it. */
  updatedDate?: string;
}

/** What was bought in one purchase (docs/wix/resellers.md#object-package). */
export interface WirePackage {
  id: string;
  accountId?: string;
  externalId?: string;
  productInstances: PackageInstance[];
  createdDate?: string;
}

const id = z.string().toLowerCase();
const text = z.string().optional().catch(undefined);
/** Wix leaves out what is not set, or sends it empty. */
const optionalId = id.nullish().transform(value => (value === "" ? undefined : (value ?? undefined)));

const ReadBilling = z
  .looseObject({
    type: z.string().default("UNKNOWN"),
    cycleDuration: z.looseObject({ unit: z.string(), count: z.number() }).optional().catch(undefined),
  })
  .transform(({ type, cycleDuration }): BillingInfo =>
    present({
      type,
      cycleDuration: cycleDuration && { unit: cycleDuration.unit, count: cycleDuration.count },
    }),
  )
  .optional()
  .catch(undefined);

const ReadFailure = z
  .looseObject({ code: z.string().default("UNKNOWN"), message: z.string().default("") })
  .transform(({ code, message }) => ({ code, message }))
  .optional()
  .catch(undefined);

const ReadInstance = z
  .looseObject({
    instanceId: id,
    catalogProductId: id.default(""),
    siteId: optionalId,
    status: z.string().default("UNKNOWN"),
    failure: ReadFailure,
    billingInfo: ReadBilling,
    // Published samples of Get and Query use this older name.
    paymentInfo: ReadBilling,
    countryCode: text,
    expirationDate: text,
    updatedDate: text,
  })
  .transform(({ instanceId, catalogProductId, status, billingInfo, paymentInfo, ...rest }): PackageInstance =>
    present({
      instanceId,
      catalogProductId,
      status,
      siteId: rest.siteId,
      failure: rest.failure,
      countryCode: rest.countryCode,
      expirationDate: rest.expirationDate,
      updatedDate: rest.updatedDate,
      billingInfo: billingInfo ?? paymentInfo,
    }),
  );

const ReadPackage = z
  .looseObject({
    id,
    accountId: optionalId,
    externalId: text,
    productInstances: z.array(ReadInstance),
    createdDate: text,
  })
  .transform(({ id, accountId, externalId, productInstances, createdDate }): WirePackage =>
    present({ id, accountId, externalId, productInstances, createdDate }),
  );

const PackageAnswer = z.looseObject({ package: ReadPackage }).transform(answer => answer.package);

const UpdatedPackageAnswer = z.looseObject({}).transform(() => ({}));

const QueryAnswer = z
  .looseObject({ packages: z.array(ReadPackage), metadata: Paging, pagingMetadata: Paging })
  .transform(({ packages, metadata, pagingMetadata }) => ({
    items: packages,
    next: metadata.next ?? pagingMetadata.next,
    hasNext: metadata.hasNext ?? pagingMetadata.hasNext,
  }));

/** One product to buy. */
export interface ProductOrder {
  catalogProductId: string;
  countryCode: string;
  siteId?: string;
  billingInfo?: BillingInfo;
  discountCode?: string;
  referenceProductInstanceId?: string;
}

/** What an adjustment changes of an instance; at least one of product and billing. */
export interface Adjustment {
  /** Of the same product type. */
  catalogProductId?: string;
  billingInfo?: BillingInfo;
  /** Only heeded together with a new product. */
  discountCode?: string;
}

const PACKAGES = "/resellers/v1/packages";

const packagePath = (packageId: string): string => `${PACKAGES}/${encodeURIComponent(packageId)}`;
const instancePath = (instanceId: string): string =>
  `${PACKAGES}/product-instances/${encodeURIComponent(instanceId)}`;

/**
 * Always up to date, unlike a query.
 * @returns undefined where Wix knows no such package in the account (docs/wix/resellers.md#get-package)
 */
export const getPackage = (
  wix: Wix,
  packageId: string,
  accountId: string | undefined,
): Promise<WirePackage | undefined> =>
  unlessAbsent(
    wix.call({
      what: `read package ${packageId}`,
      method: "GET",
      path: packagePath(packageId),
      effect: "read",
      accountId,
      answer: PackageAnswer,
    }),
    isNotFoundByAnyCode,
  );

/** What to find packages by (docs/wix/resellers.md#query-packages). */
export type PackageFilter = { externalId: string } | { instanceId: string };

const filterOf = (filter: PackageFilter): object =>
  "externalId" in filter
    ? { externalId: { $eq: filter.externalId } }
    : { "productInstances.instanceId": { $hasSome: [filter.instanceId] } };

const listing = (wix: Wix, filter: object, accountId: string | undefined): Listing<WirePackage> => ({
  what: "query packages",
  read: cursor =>
    wix.call({
      what: "query packages",
      method: "POST",
      path: `${PACKAGES}/query`,
      body: {
        query:
          cursor === undefined
            ? { filter, cursorPaging: { limit: PAGE } }
            : { cursorPaging: { limit: PAGE, cursor } },
      },
      effect: "read",
      accountId,
      answer: QueryAnswer,
    }),
  nameOf: ({ id }) => id,
});

/**
 * All packages that fit, page by page, those of the account's children among them. Comes from a search index: what was
 * done just now may be missing, and what it shows may be old.
 */
export const queryPackages = (
  wix: Wix,
  filter: PackageFilter,
  accountId: string | undefined,
): Promise<WirePackage[]> => allPages(listing(wix, filterOf(filter), accountId));

/** What to list packages by; all that is given must fit (docs/wix/resellers.md#filters-of-query-packages). */
export interface PackageListFilter {
  /** The account that owns them. @default all accounts under the same parent */
  owner?: string | undefined;
  externalId?: string | undefined;
  /** Of one of its instances. */
  siteId?: string | undefined;
  /** Of one of its instances. */
  catalogProductId?: string | undefined;
}

/** All packages that fit, newest first, from the same index as {@link queryPackages}. */
export const listPackages = (
  wix: Wix,
  { owner, externalId, siteId, catalogProductId }: PackageListFilter,
  accountId: string | undefined,
): Promise<WirePackage[]> => {
  const filter = present({
    accountId: owner === undefined ? undefined : { $eq: owner },
    externalId: externalId === undefined ? undefined : { $eq: externalId },
    "productInstances.siteId": siteId === undefined ? undefined : { $hasSome: [siteId] },
    "productInstances.catalogProductId":
      catalogProductId === undefined ? undefined : { $hasSome: [catalogProductId] },
  });
  return wholeList(listing(wix, filter, accountId));
};

/** A call that changes a package, and how it names itself in case it is repeated. */
export interface PackageCall {
  accountId: string | undefined;
  /** At most 100 characters. Its meaning to Wix is not documented: never rely on it alone. */
  idempotencyKey: string;
}

/** Buys, and buys again when repeated (docs/wix/resellers.md#a-repeated-purchase-buys-again). */
export const createPackage = (
  wix: Wix,
  externalId: string,
  products: readonly ProductOrder[],
  { accountId, idempotencyKey }: PackageCall,
): Promise<WirePackage> =>
  wix.call({
    what: `buy package ${externalId}`,
    method: "POST",
    path: "/resellers/v2/packages",
    body: { idempotencyKey, externalId, products },
    effect: "write",
    accountId,
    answer: PackageAnswer,
  });

/** Cancels every instance for good (docs/wix/resellers.md#cancel-package). */
export const cancelPackage = (
  wix: Wix,
  packageId: string,
  { accountId, idempotencyKey }: PackageCall,
): Promise<WirePackage> =>
  wix.call({
    what: `cancel package ${packageId}`,
    method: "DELETE",
    path: packagePath(packageId),
    query: { idempotencyKey },
    body: { idempotencyKey },
    effect: "write",
    accountId,
    answer: PackageAnswer,
  });

/** Idempotent (docs/wix/resellers.md#update-package-external-id). */
export const updateExternalId = async (
  wix: Wix,
  packageId: string,
  externalId: string,
  accountId: string | undefined,
): Promise<void> => {
  await wix.call({
    what: `change the external id of package ${packageId}`,
    method: "PATCH",
    path: `${PACKAGES}/update/${encodeURIComponent(packageId)}/${encodeURIComponent(externalId)}`,
    body: {},
    effect: "write",
    accountId,
    answer: UpdatedPackageAnswer,
  });
};

const changeInstance = (
  wix: Wix,
  what: string,
  method: "PATCH" | "DELETE",
  path: string,
  { accountId, idempotencyKey }: PackageCall,
  specification: Adjustment = {},
): Promise<WirePackage> =>
  wix.call({
    what,
    method,
    path,
    // A body field by the documentation; Wix's own SDK sends DELETE's in the query.
    ...(method === "DELETE" && { query: { idempotencyKey } }),
    body: { idempotencyKey, ...specification },
    effect: "write",
    accountId,
    answer: PackageAnswer,
  });

/** May charge (docs/wix/resellers.md#adjust-product-instance-specifications). */
export const adjustInstance = (
  wix: Wix,
  instanceId: string,
  adjustment: Adjustment,
  call: PackageCall,
): Promise<WirePackage> =>
  changeInstance(
    wix,
    `adjust product instance ${instanceId}`,
    "PATCH",
    instancePath(instanceId),
    call,
    adjustment,
  );

/**
 * Also moves an instance that sits on another site. After a failure it may be on the old site or on none
 * (docs/wix/resellers.md#a-failed-move-leaves-the-place-unknown).
 */
export const assignInstance = (
  wix: Wix,
  instanceId: string,
  siteId: string,
  call: PackageCall,
): Promise<WirePackage> =>
  changeInstance(
    wix,
    `assign product instance ${instanceId} to site ${siteId}`,
    "PATCH",
    `${instancePath(instanceId)}/${encodeURIComponent(siteId)}`,
    call,
  );

/** Ends the site's access at once; billing goes on (docs/wix/resellers.md#unassign-product-instance-from-site). */
export const unassignInstance = (wix: Wix, instanceId: string, call: PackageCall): Promise<WirePackage> =>
  changeInstance(
    wix,
    `unassign product instance ${instanceId}`,
    "PATCH",
    `${instancePath(instanceId)}/unassign`,
    call,
  );

/** For good (docs/wix/resellers.md#cancel-product-instance). */
export const cancelInstance = (wix: Wix, instanceId: string, call: PackageCall): Promise<WirePackage> =>
  changeInstance(wix, `cancel product instance ${instanceId}`, "DELETE", instancePath(instanceId), call);
