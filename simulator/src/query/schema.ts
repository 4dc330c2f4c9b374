import { z } from "zod";

const sortSchema = z.strictObject({
  fieldName: z.string(),
  order: z.enum(["ASC", "DESC"]).default("ASC"),
});

/** By which field a list is ordered, and in which direction. */
export type Sort = z.output<typeof sortSchema>;

/** Fields by path, each with a value or with operators. */
export const filterSchema = z.record(z.string(), z.unknown());

export type Filter = z.output<typeof filterSchema>;

/** Wix's query language ("About the Wix API Query Language"), as far as the Query endpoints here need it. */
export const querySchema = z.strictObject({
  filter: filterSchema.optional(),
  sort: z.array(sortSchema).optional(),
  paging: z
    .strictObject({ limit: z.int().min(0).max(100).optional(), offset: z.int().nonnegative().optional() })
    .optional(),
  cursorPaging: z
    .strictObject({ limit: z.int().min(1).max(100).optional(), cursor: z.string().nullable().optional() })
    .optional(),
});

export type Query = z.output<typeof querySchema>;

export const cursorSchema = z.strictObject({
  filter: filterSchema,
  sort: z.array(sortSchema),
  offset: z.int().nonnegative(),
});

/** Where a page begins, and in which list: a follow-up request says neither filter nor sort again. */
export type Cursor = z.output<typeof cursorSchema>;
