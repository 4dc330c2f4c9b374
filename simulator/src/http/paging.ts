import { z } from "zod";
import { ruleError } from "./refusal";

/** Query parameters of a list; without a limit, or with 0, a page is as long as it can be. */
export const pagingQuery = (maximum: number) => ({
  "paging.limit": z.coerce.number().int().nonnegative().max(maximum).default(0),
  "paging.cursor": z.string().optional(),
});

interface PagingQuery {
  readonly "paging.limit": number;
  readonly "paging.cursor"?: string | undefined;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly pagingMetadata: {
    readonly count: number;
    readonly cursors: { readonly next: string | null; readonly prev: string | null };
    readonly hasNext: boolean;
  };
}

/** @throws {Refusal} 400 for a cursor that no answer held */
export function pageOf<T>(all: readonly T[], query: PagingQuery, longest: number): Page<T> {
  const limit = query["paging.limit"] === 0 ? longest : query["paging.limit"];
  const start = query["paging.cursor"] === undefined ? 0 : offsetIn(query["paging.cursor"]);
  const items = all.slice(start, start + limit);
  const hasNext = start + limit < all.length;
  const next = hasNext ? cursorTo(start + limit) : null;
  const prev = start > 0 ? cursorTo(Math.max(0, start - limit)) : null;
  return { items, pagingMetadata: { count: items.length, cursors: { next, prev }, hasNext } };
}

function cursorTo(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString("base64url");
}

function offsetIn(cursor: string): number {
  const [, digits] = /^offset:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (digits === undefined) throw ruleError("paging.cursor", "INVALID_CURSOR", "is no cursor of an answer");
  return Number(digits);
}
