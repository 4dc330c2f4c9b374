import * as z from "zod";
import { didYouMean } from "../core/closest";
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

/**
 * The id by which something is to be imported or looked up.
 * @param what whose GUID it has to be, and where that is found
 * @throws Error where it is no GUID: Wix is not asked then
 */
export const guidToRead = (id: string, what: string): string => {
  const { success, data } = guid.safeParse(id);
  if (!success) throw new Error(`the id ${JSON.stringify(id)} is no GUID. Write that of ${what}.`);
  return data;
};

/** One of a few words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(
  ...words: Words
): z.ZodType<Words[number]> =>
  z.enum(words, `allowed: ${words.map(word => JSON.stringify(word)).join(", ")}`);

const ALLOWED = "allowed: ";

/** An object of these properties, and of no others. @param such what to say of anything else */
export const strict = <Shape extends z.core.$ZodLooseShape>(shape: Shape, such: string) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? ALLOWED + Object.keys(shape).join(", ") : such),
  });

const named = (given: unknown): string => {
  if (typeof given === "string" || typeof given === "number" || typeof given === "boolean")
    return `is ${JSON.stringify(given)}`;
  if (Array.isArray(given)) return given.length === 0 ? "is an empty list" : "is a list";
  return `is ${typeof given === "object" ? "an object" : `a ${typeof given}`}`;
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

/** What to say of what is not there. @param message what it would have to be */
const missing = (message: string): string => `is missing; ${message.replace(/^not (?=an? )/, "write ")}`;

const reasonOf = (issue: z.core.$ZodIssue, secret: boolean): string => {
  const { input, message } = issue;
  if (input === undefined || input === null) return missing(message);
  if (secret) return `is not accepted: ${message}`;
  // A message may say by itself how what was given looks.
  if (message.startsWith("is ")) return message;
  const words = issue.code === "invalid_value" ? issue.values.map(String) : [];
  return `${named(input)}: ${message}${didYouMean(input, words, JSON.stringify)}`;
};

/** Of a name that nothing reads. @param allowed the names that something reads */
const unknownName = (property: string, name: string, allowed: readonly string[]): Failure => ({
  property,
  reason: `is not known here${didYouMean(name, allowed)}${allowed.length > 0 ? `; ${ALLOWED}${allowed.join(", ")}` : ""}`,
});

const failuresOf = (issue: z.core.$ZodIssue, secret: boolean): Failure[] => {
  if (issue.code !== "unrecognized_keys")
    return [{ property: propertyPath(issue.path), reason: reasonOf(issue, secret) }];
  const { message, path } = issue;
  const allowed = message.startsWith(ALLOWED) ? message.slice(ALLOWED.length).split(", ") : [];
  return issue.keys.map(key => unknownName(propertyPath([...path, key]), key, allowed));
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
      failures.push(...failuresOf({ ...issue, path: [field, ...issue.path] }, secret.includes(field)));
  }
  for (const field of Object.keys(news))
    if (!(field in shape) && news[field] !== undefined) failures.push(unknownName(field, field, allowed));
  return { inputs: inputs as { [Field in keyof Shape]: z.infer<Shape[Field]> }, failures };
};
