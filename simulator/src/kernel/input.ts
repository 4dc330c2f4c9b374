import { z } from "zod";
import { type Breach, type FieldViolation, Refusal, ruleError, validationError } from "./refusal";

/** @throws {Refusal} 400 with every bad field of a query or a body. */
export const parseInput = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap(violationsOf);
  throw validationError(issues, ...issues.map(breachOf));
};

/** @throws {Refusal} 400 for text that is no JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const envelope = { message: "Invalid JSON", details: {} };
    throw new Refusal(400, envelope, [{ kind: "malformed-json", detail }]);
  }
};

const violationsOf = (issue: z.core.$ZodIssue): FieldViolation[] => {
  const field = fieldPath(issue.path);
  const description = issue.message;
  if (issue.code === "unrecognized_keys") return issue.keys.map(key => unknownField([...issue.path, key]));
  if (issue.code === "too_big")
    return [{ field, description, violatedRule: "MAX", data: { threshold: Number(issue.maximum) } }];
  if (issue.code === "too_small")
    return [{ field, description, violatedRule: "MIN", data: { threshold: Number(issue.minimum) } }];
  return [{ field, description, violatedRule: issue.input === undefined ? "REQUIRED" : "FORMAT" }];
};

const unknownField = (path: readonly PropertyKey[]): FieldViolation => ({
  field: fieldPath(path),
  description: "is not a field of this request",
  violatedRule: "CUSTOM",
  ruleName: "UNKNOWN_FIELD",
});

const breachOf = ({ field, description, violatedRule, ruleName }: FieldViolation): Breach => {
  const detail = `${field}: ${description}`;
  if (ruleName === "UNKNOWN_FIELD") return { kind: "unknown-field", detail };
  return { kind: violatedRule === "MAX" ? "limit-exceeded" : "invalid-field", detail };
};

const fieldPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");

/** Fields that a client sends along with the whole object, and that say nothing. */
export const readOnly = <const Name extends string>(
  ...names: Name[]
): Record<Name, z.ZodOptional<z.ZodUnknown>> =>
  Object.fromEntries(names.map(name => [name, z.unknown().optional()])) as Record<
    Name,
    z.ZodOptional<z.ZodUnknown>
  >;

/** A query parameter that is given as often as it has values: absent, once, or many times. */
export const repeated = <Item extends z.ZodType>(item: Item, maximum = Infinity) =>
  z.preprocess(given => (given === undefined ? [] : [given].flat()), z.array(item).max(maximum));

/** Query parameters of a list; without a limit, or with 0, a page is as long as it can be. */
export const pagingQuery = (maximum: number) => ({
  "paging.limit": z.coerce.number().int().nonnegative().max(maximum).default(0),
  "paging.cursor": z.string().optional(),
});

interface PagingQuery {
  readonly "paging.limit": number;
  readonly "paging.cursor"?: string | undefined;
}

/** What stands in place of a cursor that leads nowhere: Wix was seen to send `null`, and nothing. */
export type EmptyCursors = "null" | "absent";

export interface Cursors {
  readonly next?: string | null;
  readonly prev?: string | null;
}

export const cursorsOf = (next: string | null, prev: string | null, empty: EmptyCursors): Cursors =>
  empty === "null" ? { next, prev } : { ...(next !== null && { next }), ...(prev !== null && { prev }) };

interface Page<T> {
  readonly items: readonly T[];
  readonly pagingMetadata: {
    readonly count: number;
    readonly cursors: Cursors;
    readonly hasNext: boolean;
  };
}

/** @throws {Refusal} 400 for a cursor that no answer held */
export const pageOf = <T>(
  all: readonly T[],
  query: PagingQuery,
  longest: number,
  { emptyCursors }: { readonly emptyCursors: EmptyCursors },
): Page<T> => {
  const limit = query["paging.limit"] === 0 ? longest : query["paging.limit"];
  const start = query["paging.cursor"] === undefined ? 0 : offsetIn(query["paging.cursor"]);
  const items = all.slice(start, start + limit);
  const hasNext = start + limit < all.length;
  const next = hasNext ? cursorTo(start + limit) : null;
  const prev = start > 0 ? cursorTo(Math.max(0, start - limit)) : null;
  const cursors = cursorsOf(next, prev, emptyCursors);
  return { items, pagingMetadata: { count: items.length, cursors, hasNext } };
};

const cursorTo = (offset: number): string => Buffer.from(`offset:${offset}`).toString("base64url");

const offsetIn = (cursor: string): number => {
  const [, digits] = /^offset:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (digits === undefined) throw ruleError("paging.cursor", "INVALID_CURSOR", "is no cursor of an answer");
  return Number(digits);
};
