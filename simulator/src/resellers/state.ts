import { z } from "zod";
import { billingInfoSchema, outcomeSchema, productSchema } from "./product";

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
  createdDate: z.iso.datetime(),
  updatedDate: z.iso.datetime(),
  /** What a `PENDING` instance is on its way to, and whether it can be used meanwhile. */
  settling: z.strictObject({ at: z.iso.datetime(), into: outcomeSchema, usable: z.boolean() }).optional(),
});

export type ProductInstance = z.output<typeof instanceSchema>;

const packageSchema = z.strictObject({
  id: z.guid(),
  accountId: z.guid(),
  externalId: z.string().max(100).optional(),
  productInstances: z.array(instanceSchema).min(1),
  createdDate: z.iso.datetime(),
  updatedDate: z.iso.datetime(),
});

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

export const resellersSchema = z
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
