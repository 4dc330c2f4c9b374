/*
 * Lists that come in pages (docs/wix/README.md#paging). Wix promises nothing of a list that changes while it is read, and
 * does not say what its cursors are made of: an entry may then come twice, or slip from a page that was not read yet to one
 * that was. So entries are told apart by their name, and a list of several pages counts once it was read twice alike.
 */
import * as z from "zod";
import { TransportError } from "./errors";

/** Absent, null, empty and `{}` all mean that nothing follows. */
const Cursor = z
  .union([z.string(), z.looseObject({})])
  .nullish()
  .transform(cursor => (typeof cursor === "string" && cursor !== "" ? cursor : undefined));

/** What an answer says of its place in a list, under whichever name (docs/wix/README.md#where-an-answer-keeps-its-cursors). */
export const Paging = z
  .looseObject({
    cursors: z.looseObject({ next: Cursor }).nullish(),
    hasNext: z.boolean().nullish().catch(undefined),
  })
  .nullish()
  .transform((paging): PlaceInList => ({
    next: paging?.cursors?.next,
    hasNext: paging?.hasNext ?? undefined,
  }));

export interface PlaceInList {
  /** Cursor of the page that follows; undefined at the end. */
  next: string | undefined;
  /** Undefined where Wix does not say. */
  hasNext: boolean | undefined;
}

export interface Page<Item> extends PlaceInList {
  items: readonly Item[];
}

/** How to read a list. */
export interface Listing<Item> {
  /** The object of "could not", e.g. `list the connected domains`. */
  what: string;
  /** @param cursor undefined: the first page */
  read: (cursor: string | undefined) => Promise<Page<Item>>;
  /** What tells an entry from the others. */
  nameOf: (item: Item) => string;
}

/** The most that a page holds (docs/wix/README.md#lists). */
export const PAGE = 100;
/** Pages without anything new in a row, after which a list is taken to go round in circles. */
const IDLE_PAGES = 3;
/** How often a list is read until two times agree. */
const PASSES = 6;

/** Pages of a list that cannot all be right: no usable answer, which another run may get. */
class PagesContradict extends TransportError {
  constructor(what: string, reason: string) {
    super({ what, requestId: undefined }, `the list has no certain end, since Wix ${reason}`);
  }
}

interface Pass<Item> {
  items: Item[];
  pages: number;
}

const pass = async <Item>({ what, read, nameOf }: Listing<Item>): Promise<Pass<Item>> => {
  const found = new Map<string, Item>();
  const cursors = new Set<string>();
  let idle = 0;
  for (let cursor: string | undefined, pages = 1; ; pages++) {
    const { items, next, hasNext } = await read(cursor);
    const before = found.size;
    for (const item of items) found.set(nameOf(item), item);
    idle = found.size > before ? 0 : idle + 1;
    const isOver = next === undefined || (hasNext === false && cursors.has(next));
    if (isOver && hasNext !== true) return { items: [...found.values()], pages };
    if (next === undefined) throw new PagesContradict(what, "says that a page follows, and names none");
    if (cursors.has(next) || idle === IDLE_PAGES)
      throw new PagesContradict(what, "answers with pages that it gave before");
    cursors.add(next);
    cursor = next;
  }
};

/**
 * All entries, read once: for a list that a filter makes short, or of which one look more is made anyway.
 * @throws TransportError where the list has no end
 */
export const allPages = async <Item>(listing: Listing<Item>): Promise<Item[]> => (await pass(listing)).items;

const namesOf = <Item>(items: readonly Item[], nameOf: (item: Item) => string): string =>
  JSON.stringify(items.map(nameOf).sort());

/**
 * All entries, none lost to a change in between: a list of several pages is read until two times in a row agree.
 * @throws TransportError where they never do
 */
export const wholeList = async <Item>(listing: Listing<Item>): Promise<Item[]> => {
  let before: string | undefined;
  let contradiction: PagesContradict | undefined;
  for (let passes = 0; passes < PASSES; passes++) {
    try {
      const { items, pages } = await pass(listing);
      const names = namesOf(items, listing.nameOf);
      if (pages === 1 || names === before) return items;
      before = names;
    } catch (error) {
      if (!(error instanceof PagesContradict)) throw error;
      contradiction = error;
      before = undefined;
    }
  }
  throw contradiction ?? new PagesContradict(listing.what, `answers otherwise each of ${PASSES} times`);
};

/** An entry of a list, which has to say whose it is. */
export const named = <Entry extends { domain: string | undefined }>(
  schema: z.ZodType<Entry>,
): z.ZodType<Entry & { domain: string }> =>
  schema.transform((entry, context) => {
    const { domain } = entry;
    if (domain !== undefined && domain !== "") return { ...entry, domain };
    context.issues.push({ code: "custom", message: "names no domain", input: entry });
    return z.NEVER;
  });
