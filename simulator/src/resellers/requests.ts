import { z } from "zod";
import { countryCodeSchema } from "../kernel/country";
import type { Filters } from "../kernel/filter";
import { type Queryable, querySchema } from "../kernel/query";
import { cycleUnitSchema, type State } from "./state";

const idempotencyKey = z.string().min(1).max(100).optional();

const writtenBillingSchema = z.strictObject({
  type: z.enum(["ONE_TIME", "RECURRING"]),
  cycleDuration: z
    .strictObject({ unit: cycleUnitSchema.optional(), count: z.int().positive().optional() })
    .optional(),
});

/** Billing as a request names it, complete or not. */
export type WrittenBilling = z.output<typeof writtenBillingSchema>;

const orderSchema = z.strictObject({
  catalogProductId: z.guid(),
  countryCode: countryCodeSchema,
  siteId: z.guid().optional(),
  billingInfo: writtenBillingSchema.optional(),
  discountCode: z.string().max(25).optional(),
  referenceProductInstanceId: z.guid().optional(),
});

/** One instance to be bought. */
export type Order = z.output<typeof orderSchema>;

export const externalIdSchema = z.string().min(1).max(100);

export const createPackageSchema = z.strictObject({
  products: z.array(orderSchema).min(1).max(1000),
  externalId: externalIdSchema.optional(),
  idempotencyKey,
});

export const adjustSchema = z.strictObject({
  catalogProductId: z.guid().optional(),
  billingInfo: writtenBillingSchema.optional(),
  discountCode: z.string().max(25).optional(),
  idempotencyKey,
});

export type Adjustment = z.output<typeof adjustSchema>;

/** Of the calls that may come without a body. */
export const keyOnlySchema = z.strictObject({ idempotencyKey }).optional();

/** Wix's own SDK sends the key of a DELETE in the query; its reference has it in the body. */
export const keyInQuerySchema = z.strictObject({ idempotencyKey });

export const noContentSchema = z.strictObject({}).optional();

export const queryPackagesSchema = z.strictObject({ query: querySchema });

const IDENTITY = ["$eq", "$ne", "$in", "$exists"] as const;
const INSTANT = ["$eq", "$ne", "$gt", "$lt", "$gte", "$lte"] as const;
const OF_INSTANCES = ["$hasSome", "$hasAll"] as const;

const INSTANCE_FIELDS = [
  "instanceId",
  "siteId",
  "catalogProductId",
  "status",
  "failure",
  "failure.code",
  "failure.message",
  "billingInfo",
  "billingInfo.type",
  "billingInfo.cycleDuration",
  "billingInfo.cycleDuration.unit",
  "billingInfo.cycleDuration.count",
  "createdDate",
  "updatedDate",
  "countryCode",
];

const FILTERS: Filters = {
  id: IDENTITY,
  accountId: IDENTITY,
  externalId: IDENTITY,
  createdDate: INSTANT,
  updatedDate: INSTANT,
  productInstances: OF_INSTANCES,
  ...Object.fromEntries(INSTANCE_FIELDS.map(field => [`productInstances.${field}`, OF_INSTANCES])),
};

/** How packages are queried (Query Packages in Wix's reference). */
export const packageQueryable = ({ settings }: State): Queryable => ({
  filters: FILTERS,
  sortable: ["createdDate", "updatedDate"],
  defaultSort: { fieldName: "createdDate", order: "DESC" },
  perPage: settings.packagesPerPage,
});
