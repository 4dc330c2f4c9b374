import { type z } from "zod";
import { type Breach, type FieldViolation, Refusal, validationError } from "./refusal";

/** @throws {Refusal} 400 with every bad field of a query or a body. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap(violationsOf);
  throw validationError(issues, ...issues.map(breachOf));
}

/** @throws {Refusal} 400 for text that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const envelope = { message: "Invalid JSON", details: {} };
    throw new Refusal(400, envelope, [{ kind: "malformed-json", detail }]);
  }
}

function violationsOf(issue: z.core.$ZodIssue): FieldViolation[] {
  const field = fieldPath(issue.path);
  const description = issue.message;
  if (issue.code === "unrecognized_keys") return issue.keys.map(key => unknownField([...issue.path, key]));
  if (issue.code === "too_big")
    return [{ field, description, violatedRule: "MAX", data: { threshold: Number(issue.maximum) } }];
  if (issue.code === "too_small")
    return [{ field, description, violatedRule: "MIN", data: { threshold: Number(issue.minimum) } }];
  return [{ field, description, violatedRule: issue.input === undefined ? "REQUIRED" : "FORMAT" }];
}

function unknownField(path: readonly PropertyKey[]): FieldViolation {
  return {
    field: fieldPath(path),
    description: "is not a field of this request",
    violatedRule: "CUSTOM",
    ruleName: "UNKNOWN_FIELD",
  };
}

function breachOf({ field, description, violatedRule, ruleName }: FieldViolation): Breach {
  const detail = `${field}: ${description}`;
  if (ruleName === "UNKNOWN_FIELD") return { kind: "unknown-field", detail };
  return { kind: violatedRule === "MAX" ? "limit-exceeded" : "invalid-field", detail };
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}
