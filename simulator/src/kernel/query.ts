import { z } from "zod";
import { type Filters, filterSchema, matcher, valuesAt } from "./filter";
import { type Cursors, cursorsOf, type EmptyCursors } from "./input";
import { type Refusal, validationError } from "./refusal";

const sortSchema = z.strictObject({
  fieldName: z.string(),
  order: z.enum(["ASC", "DESC"]).default("ASC"),
});

/** By which field a list is ordered, and in which direction. */
type Sort = z.output<typeof sortSchema>;

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
  /** Taken, and without effect: that answers are cut down to them was not seen. */
  fields: z.array(z.string()).optional(),
  fieldsets: z.array(z.string()).optional(),
});

type Query = z.output<typeof querySchema>;

const cursorSchema = z.strictObject({
  filter: filterSchema,
  sort: z.array(sortSchema),
  offset: z.int().nonnegative(),
});

/** Where a page begins, and in which list: a follow-up request says neither filter nor sort again. */
type Cursor = z.output<typeof cursorSchema>;

/** How a list can be queried. */
export interface Queryable {
  readonly filters: Filters;
  readonly sortable: readonly string[];
  readonly defaultSort: Sort;
  /** The most items on a page, whatever limit is asked for. */
  readonly perPage: number;
  readonly emptyCursors: EmptyCursors;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly offset: number;
  readonly total: number;
  readonly cursors: Cursors;
}

/** @throws {Refusal} 400 for a query that mixes ways of paging, repeats itself, or names fields that do not fit */
export const pageOf = <Item extends object>(
  items: readonly Item[],
  query: Query,
  queryable: Queryable,
): Page<Item> => {
  const { filter, sort, offset } = positionOf(query, queryable);
  for (const { fieldName } of sort)
    if (!queryable.sortable.includes(fieldName))
      throw refusal("query.sort", "UNSUPPORTED_SORT", `cannot sort by ${fieldName}`);
  const found = items.filter(matcher(filter, queryable.filters)).sort(inOrder(sort));
  const asked = query.cursorPaging?.limit ?? query.paging?.limit ?? queryable.perPage;
  const end = offset + Math.min(asked, queryable.perPage);
  const cursorAt = (start: number) => encode({ filter, sort, offset: start });
  return {
    items: found.slice(offset, end),
    offset,
    total: found.length,
    cursors: cursorsOf(
      end < found.length ? cursorAt(end) : null,
      offset > 0 ? cursorAt(Math.max(0, offset - queryable.perPage)) : null,
      queryable.emptyCursors,
    ),
  };
};

const positionOf = (query: Query, { defaultSort }: Queryable): Cursor => {
  const { filter, sort, paging, cursorPaging } = query;
  if (paging !== undefined && cursorPaging !== undefined)
    throw refusal("query", "ONE_WAY_OF_PAGING", "holds both paging and cursorPaging");
  const cursor = cursorPaging?.cursor ?? undefined;
  if (cursor === undefined)
    return { filter: filter ?? {}, sort: sort ?? [defaultSort], offset: paging?.offset ?? 0 };
  if (filter !== undefined || sort !== undefined)
    throw refusal("query.cursorPaging.cursor", "INVALID_CURSOR", "stands beside filter or sort");
  return decode(cursor);
};

const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");

const decode = (text: string): Cursor => {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw refusal("query.cursorPaging.cursor", "INVALID_CURSOR", "is no cursor of this list");
  }
};

/** Values here are ISO 8601 instants and names, which sort as text. */
const inOrder =
  (sort: readonly Sort[]): ((a: object, b: object) => number) =>
  (a, b) => {
    for (const { fieldName, order } of sort) {
      const left = textAt(a, fieldName);
      const right = textAt(b, fieldName);
      const direction = order === "ASC" ? 1 : -1;
      if (left !== right) return left < right ? -direction : direction;
    }
    return 0;
  };

const textAt = (item: object, path: string): string => {
  const [value] = valuesAt(item, path);
  return typeof value === "string" ? value : "";
};

const refusal = (field: string, ruleName: string, description: string): Refusal =>
  validationError([{ field, description, violatedRule: "CUSTOM", ruleName }], {
    kind: "invalid-field",
    detail: `${field}: ${description}`,
  });
