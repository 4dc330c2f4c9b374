import { type Refusal, validationError } from "../http/refusal";
import { type Filters, matcher, valuesAt } from "./filter";
import { type Cursor, cursorSchema, type Query, type Sort } from "./schema";

/** How a list can be queried. */
export interface Queryable {
  readonly filters: Filters;
  readonly sortable: readonly string[];
  readonly defaultSort: Sort;
  /** The most items on a page, whatever limit is asked for. */
  readonly perPage: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly offset: number;
  readonly total: number;
  readonly cursors: { readonly next: string | null; readonly prev: string | null };
}

/** @throws {Refusal} 400 for a query that mixes ways of paging, repeats itself, or names fields that do not fit */
export function pageOf<Item extends object>(
  items: readonly Item[],
  query: Query,
  queryable: Queryable,
): Page<Item> {
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
    cursors: {
      next: end < found.length ? cursorAt(end) : null,
      prev: offset > 0 ? cursorAt(Math.max(0, offset - queryable.perPage)) : null,
    },
  };
}

function positionOf(query: Query, { defaultSort }: Queryable): Cursor {
  const { filter, sort, paging, cursorPaging } = query;
  if (paging !== undefined && cursorPaging !== undefined)
    throw refusal("query", "ONE_WAY_OF_PAGING", "holds both paging and cursorPaging");
  const cursor = cursorPaging?.cursor ?? undefined;
  if (cursor === undefined)
    return { filter: filter ?? {}, sort: sort ?? [defaultSort], offset: paging?.offset ?? 0 };
  if (filter !== undefined || sort !== undefined)
    throw refusal("query.cursorPaging.cursor", "INVALID_CURSOR", "stands beside filter or sort");
  return decode(cursor);
}

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function decode(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw refusal("query.cursorPaging.cursor", "INVALID_CURSOR", "is no cursor of this list");
  }
}

/** Values here are ISO 8601 instants and names, which sort as text. */
function inOrder(sort: readonly Sort[]): (a: object, b: object) => number {
  return (a, b) => {
    for (const { fieldName, order } of sort) {
      const left = textAt(a, fieldName);
      const right = textAt(b, fieldName);
      const direction = order === "ASC" ? 1 : -1;
      if (left !== right) return left < right ? -direction : direction;
    }
    return 0;
  };
}

function textAt(item: object, path: string): string {
  const [value] = valuesAt(item, path);
  return typeof value === "string" ? value : "";
}

function refusal(field: string, ruleName: string, description: string): Refusal {
  return validationError([{ field, description, violatedRule: "CUSTOM", ruleName }], {
    kind: "invalid-field",
    detail: `${field}: ${description}`,
  });
}
