import { z } from "zod";
import { querySchema } from "../query/schema";
import { cycleUnitSchema } from "./product";

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
  countryCode: z.string().regex(/^[A-Z]{2}$/, "is no ISO 3166-1 alpha-2 code in upper case"),
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
