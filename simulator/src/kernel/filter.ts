import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type Refusal, validationError } from "./refusal";

/** Each compares the values at a path with what the request gives. */
const OPERATORS = {
  $eq: ([value], operand) => isDeepStrictEqual(value, operand),
  $ne: ([value], operand) => !isDeepStrictEqual(value, operand),
  $in: ([value], operand) => listOf(operand).some(item => isDeepStrictEqual(value, item)),
  $exists: (values, operand) => values.length > 0 === operand,
  $gt: ([value], operand) => instantOf(value) > instantOf(operand),
  $gte: ([value], operand) => instantOf(value) >= instantOf(operand),
  $lt: ([value], operand) => instantOf(value) < instantOf(operand),
  $lte: ([value], operand) => instantOf(value) <= instantOf(operand),
  $hasSome: (values, operand) => listOf(operand).some(item => includes(values, item)),
  $hasAll: (values, operand) => listOf(operand).every(item => includes(values, item)),
  $phrase: ([value], operand) => String(value).toLowerCase().includes(String(operand).toLowerCase()),
} satisfies Record<string, (values: readonly unknown[], operand: unknown) => boolean>;

type Operator = keyof typeof OPERATORS;

/** By the path of a field: the operators it takes. The first one is meant when only a value is given. */
export type Filters = Readonly<Record<string, readonly [Operator, ...Operator[]]>>;

/** @throws {Refusal} 400 for a field that cannot be filtered, or not in this way */
export const matcher = (filter: Filter, filters: Filters): Matcher => {
  const matchers = Object.entries(filter).map(([name, condition]) =>
    name === "$and" || name === "$or"
      ? compound(name, condition, filters)
      : simple(conditionsOf(name, condition, filters)),
  );
  return item => matchers.every(matches => matches(item));
};

type Matcher = (item: object) => boolean;

const simple =
  (conditions: readonly Condition[]): Matcher =>
  item =>
    conditions.every(({ path, operator, operand }) => OPERATORS[operator](valuesAt(item, path), operand));

const compound = (name: "$and" | "$or", given: unknown, filters: Filters): Matcher => {
  const parts = z.array(filterSchema).min(1).safeParse(given);
  if (!parts.success) throw unsupported(name, "takes a list of filters");
  const matchers = parts.data.map(part => matcher(part, filters));
  return item =>
    name === "$and" ? matchers.every(matches => matches(item)) : matchers.some(matches => matches(item));
};

interface Condition {
  readonly path: string;
  readonly operator: Operator;
  readonly operand: unknown;
}

const conditionsOf = (path: string, condition: unknown, filters: Filters): Condition[] => {
  const operators = Object.hasOwn(filters, path) ? filters[path] : undefined;
  if (operators === undefined) throw unsupported(path, "cannot be filtered");
  if (!hasOperators(condition)) return [checked({ path, operator: operators[0], operand: condition })];
  return Object.entries(condition).map(([name, operand]) => {
    const operator = operators.find(known => known === name);
    if (operator === undefined) throw unsupported(path, `does not take ${name}`);
    return checked({ path, operator, operand });
  });
};

const checked = (condition: Condition): Condition => {
  const { path, operator, operand } = condition;
  const takesList = operator === "$in" || operator === "$hasSome" || operator === "$hasAll";
  if (takesList && !Array.isArray(operand)) throw unsupported(path, `${operator} takes a list`);
  if (operator === "$exists" && typeof operand !== "boolean")
    throw unsupported(path, "$exists takes true or false");
  return condition;
};

const hasOperators = (condition: unknown): condition is Record<string, unknown> =>
  typeof condition === "object" &&
  condition !== null &&
  Object.keys(condition).some(name => name.startsWith("$"));

/** What stands at a path such as `productInstances.failure.code`: of lists, the values of all their items. */
export const valuesAt = (item: object, path: string): unknown[] =>
  path
    .split(".")
    .reduce<unknown[]>(
      (values, step) =>
        values
          .flatMap(value => (value as Record<string, unknown> | undefined)?.[step])
          .filter(value => value !== undefined),
      [item],
    );

const unsupported = (path: string, description: string): Refusal => {
  const field = `query.filter.${path}`;
  return validationError([{ field, description, violatedRule: "CUSTOM", ruleName: "UNSUPPORTED_FILTER" }], {
    kind: "invalid-field",
    detail: `${field}: ${description}`,
  });
};

const includes = (values: readonly unknown[], item: unknown): boolean =>
  values.some(value => isDeepStrictEqual(value, item));

const listOf = (operand: unknown): readonly unknown[] => operand as readonly unknown[];

const instantOf = (value: unknown): number => Date.parse(String(value));

/** Fields by path, each with a value or with operators. */
export const filterSchema = z.record(z.string(), z.unknown());

export type Filter = z.output<typeof filterSchema>;
