import { z } from "zod";

/** Of the product types only this one has a meaning of its own: it makes a site premium. */
export const PREMIUM_PLAN = "premium-plan";

export const cycleUnitSchema = z.enum(["DAY", "WEEK", "MONTH", "YEAR"]);

export const billingInfoSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ONE_TIME") }),
  z.strictObject({
    type: z.literal("RECURRING"),
    cycleDuration: z.strictObject({ unit: cycleUnitSchema, count: z.int().positive() }),
  }),
]);

/** How often the reseller pays Wix for an instance. */
export type BillingInfo = z.output<typeof billingInfoSchema>;

/** Wix knows the codes `UNKNOWN`, `DELIVERY_TIMEOUT` and `EXTERNAL_FAILURE`. */
const failureSchema = z.strictObject({ code: z.string(), message: z.string() });

export const outcomeSchema = z.strictObject({
  /** Any text, since clients meet statuses that nobody has heard of; `PENDING` hangs for good. */
  status: z.string().min(1),
  failure: failureSchema.optional(),
});

/** What an instance becomes when it settles. */
export type Outcome = z.output<typeof outcomeSchema>;

const cycleSchema = z.strictObject({
  billingInfo: billingInfoSchema,
  /** Of one cycle, in no particular currency. */
  price: z.number().nonnegative(),
});

export type Cycle = z.output<typeof cycleSchema>;

export const productSchema = z.strictObject({
  id: z.guid(),
  name: z.string(),
  /** Such as `premium-plan`, `domain`, `privacy` or `business-email`. */
  type: z.string(),
  cycles: z.array(cycleSchema).min(1),
  /** A site must have an instance of this type before it can hold this product. */
  prerequisiteType: z.string().optional(),
  /** Of a domain product: the endings of names that it can register, without the dot. */
  tlds: z.array(z.string()).default([]),
  sellable: z.boolean().default(true),
  cancellationConfigured: z.boolean().default(true),
  /** How many instances of this product's type a site can hold. */
  maxPerSite: z.int().positive().default(1),
  /** How many live instances of this product an account can have; absent: any number. */
  maxPerAccount: z.int().positive().optional(),
  /** What instances settle as, each time that they do. */
  outcome: outcomeSchema.default({ status: "ENABLED" }),
  /** Comes before `outcome`: one entry for each of the next instances to settle. */
  nextOutcomes: z.array(outcomeSchema).default([]),
});

/** An entry of the catalog that Wix mails to its resellers. */
export type Product = z.output<typeof productSchema>;
