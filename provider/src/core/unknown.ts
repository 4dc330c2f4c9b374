/** Stands in checked inputs for a value that is only known once something else has been applied. */
export const UNKNOWN: unique symbol = Symbol("unknown until applied");
export type Unknown = typeof UNKNOWN;

/** Of an object, the same with any of its properties perhaps not known yet. */
export type Partly<Whole> = { [Field in keyof Whole]: Whole[Field] | Unknown };

/** The same without what is not known yet, at any depth. */
export type Known<Value> = Value extends Unknown
  ? never
  : Value extends object
    ? { [Field in keyof Value]: Known<Value[Field]> }
    : Value;

const entriesOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;

/** Whether anything in the value is not known yet. */
export const hasUnknown = (value: unknown): boolean =>
  value === UNKNOWN || Object.values(entriesOf(value) ?? {}).some(hasUnknown);

/** Whether two values differ whatever their unknown parts turn out to be. */
export const surelyDiffer = (a: unknown, b: unknown): boolean => {
  if (a === UNKNOWN || b === UNKNOWN) return false;
  const [left, right] = [entriesOf(a), entriesOf(b)];
  if (left === undefined || right === undefined) return a !== b;
  return Object.keys({ ...left, ...right }).some(key => surelyDiffer(left[key], right[key]));
};
