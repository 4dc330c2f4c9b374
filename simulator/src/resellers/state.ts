import { z } from "zod";
import type { Kept, SetBy, World as WorldOf } from "../kernel/world";
import type { State as SitesState } from "../sites/state";

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

/** What Wix leaves open about packages, or does now one way and now another. */
export const resellerSettings = {
  /** Milliseconds from `PENDING` to what an instance settles as. */
  settleMs: z.int().nonnegative().default(1000),
  /** Milliseconds for which Query Packages does not yet show a change. */
  queryLagMs: z.int().nonnegative().default(0),
  /** Whether a repeated `idempotencyKey` is answered as the first time, or the work is done again. */
  idempotencyKey: z.enum(["honoured", "ignored"]).default("honoured"),
  /** In which order answers hold the instances of a package. */
  instanceOrder: z.enum(["as-sent", "shuffled"]).default("as-sent"),
  /** What the answer to a cancel says; `PENDING` settles later. Published samples show both. */
  cancelAnswers: z.enum(["PENDING", "CANCELED"]).default("PENDING"),
  /** How Get and Query call `billingInfo`: samples of 2021 say `paymentInfo`. */
  billingField: z.enum(["billingInfo", "paymentInfo"]).default("billingInfo"),
  /** Where a move that is refused leaves the instance: Wix documents both. */
  refusedMove: z.enum(["stays", "floats"]).default("stays"),
  /** The most packages on one page of Query Packages, whatever limit is asked for. */
  packagesPerPage: z.int().min(1).max(100).default(100),
};

const instanceSchema = z.strictObject({
  instanceId: z.guid(),
  catalogProductId: z.guid(),
  /** Absent: floating. */
  siteId: z.guid().optional(),
  ...outcomeSchema.shape,
  billingInfo: billingInfoSchema,
  countryCode: z.string().length(2),
  discountCode: z.string().max(25).optional(),
  referenceProductInstanceId: z.guid().optional(),
  /** Of one that does not renew itself. */
  expirationDate: z.iso.datetime().optional(),
  createdDate: z.iso.datetime(),
  updatedDate: z.iso.datetime(),
  /** What a `PENDING` instance is on its way to, and whether it can be used meanwhile. */
  settling: z.strictObject({ at: z.iso.datetime(), into: outcomeSchema, usable: z.boolean() }).optional(),
});

/** One bought product, with what it is on its way to. */
export type ProductInstance = z.output<typeof instanceSchema>;

const packageSchema = z.strictObject({
  id: z.guid(),
  accountId: z.guid(),
  externalId: z.string().max(100).optional(),
  productInstances: z.array(instanceSchema).min(1),
  createdDate: z.iso.datetime(),
  updatedDate: z.iso.datetime(),
});

/** What was bought in one purchase. */
export type Package = z.output<typeof packageSchema>;

const chargeSchema = z.strictObject({
  at: z.iso.datetime(),
  reason: z.enum(["create", "adjust"]),
  accountId: z.guid(),
  packageId: z.guid(),
  instanceId: z.guid(),
  catalogProductId: z.guid(),
  billingInfo: billingInfoSchema,
  /** The price of one cycle, as in the catalog. */
  amount: z.number().nonnegative(),
});

/** What Wix bills the reseller. */
export type Charge = z.output<typeof chargeSchema>;

/** Until then Query Packages shows the package as it was; `null`: not at all. */
const staleSchema = z.strictObject({
  packageId: z.guid(),
  until: z.iso.datetime(),
  shows: packageSchema.nullable(),
});

const replySchema = z.strictObject({
  accountId: z.guid(),
  operation: z.string(),
  idempotencyKey: z.string(),
  answer: z.record(z.string(), z.unknown()),
});

const resellersSchema = z
  .strictObject({
    catalog: z.array(productSchema).default([]),
    packages: z.array(packageSchema).default([]),
    /** Every charge, oldest first. */
    ledger: z.array(chargeSchema).default([]),
    stale: z.array(staleSchema).default([]),
    replies: z.array(replySchema).default([]),
  })
  .superRefine(({ catalog, packages }, context) => {
    const known = new Set(catalog.map(({ id }) => id));
    packages.forEach(({ productInstances }, index) => {
      for (const { catalogProductId } of productInstances)
        if (!known.has(catalogProductId)) {
          const message = `product ${catalogProductId} is not in the catalog`;
          context.addIssue({ code: "custom", path: ["packages", index], message });
        }
    });
  });

export const resellerFields = { resellers: resellersSchema.prefault({}) };

export type State = SitesState & Kept<typeof resellerFields> & SetBy<typeof resellerSettings>;
export type World = WorldOf<State>;
