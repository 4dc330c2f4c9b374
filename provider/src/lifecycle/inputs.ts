import * as z from "zod";
import type { Failure } from "../core/failure";
import { UNKNOWN, type Unknown } from "../core/unknown";

/** Accepts what the schema accepts, and a value that is not known yet. */
export const orUnknown = <Value>(schema: z.ZodType<Value>): z.ZodType<Value | Unknown> =>
  z.unknown().transform((value, context): Value | Unknown => {
    if (value === UNKNOWN) return UNKNOWN;
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) return parsed.data;
    context.issues.push(...(parsed.error.issues as z.core.$ZodRawIssue[]));
    return z.NEVER;
  });

/** As {@link orUnknown}, and may be left out. */
export const optional = <Value>(schema: z.ZodType<Value>): z.ZodType<Value | Unknown | undefined> =>
  orUnknown(schema)
    .nullish()
    .transform(value => value ?? undefined);

/** A Wix id in canonical form. */
export const guid = z
  .string("not a GUID such as 11111111-2222-4333-8444-555555555555")
  .trim()
  .toLowerCase()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    "not a GUID such as 11111111-2222-4333-8444-555555555555",
  );

/** One of a few words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(
  ...words: Words
): z.ZodType<Words[number]> =>
  z.enum(words, `allowed: ${words.map(word => JSON.stringify(word)).join(", ")}`);

const named = (given: unknown): string => {
  if (given === undefined || given === null) return "is missing";
  if (typeof given === "string" || typeof given === "number" || typeof given === "boolean")
    return `is ${JSON.stringify(given)}`;
  return `is ${Array.isArray(given) ? "a list" : typeof given === "object" ? "an object" : `a ${typeof given}`}`;
};

/** `records[3].values[0]`, `contacts.registrant.phone`, `records["MX example.com"].ttl`. */
export const propertyPath = (path: readonly PropertyKey[]): string =>
  path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      const name = String(step);
      if (!/^[A-Za-z_]\w*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");

const reasonOf = (issue: z.core.$ZodIssue, secret: boolean): string => {
  const missing = issue.input === undefined || issue.input === null;
  if (missing || secret) return `${missing ? "is missing" : "is not accepted"}: ${issue.message}`;
  return `${named(issue.input)}: ${issue.message}`;
};

const failuresOf = (issue: z.core.$ZodIssue, allowed: readonly string[], secret: boolean): Failure[] => {
  if (issue.code !== "unrecognized_keys")
    return [{ property: propertyPath(issue.path), reason: reasonOf(issue, secret) }];
  return issue.keys.map(key => ({
    property: propertyPath([...issue.path, key]),
    reason: `is not known here${issue.path.length === 0 ? `; allowed: ${allowed.join(", ")}` : ""}`,
  }));
};

/** What was read of the inputs: field by field, so that one wrong field hides no other. */
export interface ReadInputs<Inputs> {
  /** Wrong fields are left as they were typed. */
  inputs: Inputs;
  failures: Failure[];
}

/**
 * Reads inputs field by field; all failures at once.
 * @param secret fields whose content is never repeated in a failure
 */
export const readInputs = <Shape extends Record<string, z.ZodType>>(
  shape: Shape,
  news: Record<string, unknown>,
  secret: readonly string[] = [],
): ReadInputs<{ [Field in keyof Shape]: z.infer<Shape[Field]> }> => {
  const failures: Failure[] = [];
  const inputs: Record<string, unknown> = {};
  const allowed = Object.keys(shape);
  for (const [field, schema] of Object.entries(shape)) {
    const parsed = schema.safeParse(news[field], { reportInput: true });
    const value = parsed.success ? parsed.data : news[field];
    if (value !== undefined) inputs[field] = value;
    for (const issue of parsed.error?.issues ?? [])
      failures.push(
        ...failuresOf({ ...issue, path: [field, ...issue.path] }, allowed, secret.includes(field)),
      );
  }
  for (const field of Object.keys(news))
    if (!(field in shape) && news[field] !== undefined)
      failures.push({ property: field, reason: `is not known here; allowed: ${allowed.join(", ")}` });
  return { inputs: inputs as { [Field in keyof Shape]: z.infer<Shape[Field]> }, failures };
};
