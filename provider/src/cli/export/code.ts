/*
 * Prints object literals as Prettier would by its defaults (80 columns). A printer of our own, since all that is printed is
 * calls with literals: Prettier and TypeScript's own factory are several megabytes that each user of the package would
 * install for it. Tests hold what comes out against Prettier itself.
 */

import stringWidth from "string-width";

/** Another variable of the program. */
export class Reference {
  constructor(
    readonly code: string,
    /** The variable to import, and the file without ending that has it, as a path from the program's folder. */
    readonly variable: string,
    readonly file: string,
    /** What a check gets for it. */
    readonly known: unknown,
  ) {}
}

export type Value =
  string | number | boolean | Reference | readonly Value[] | { readonly [name: string]: Value };
export type Fields = Readonly<Record<string, Value>>;

const WIDTH = 80;
const STEP = 2;

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const isFields = (value: Value): value is Fields =>
  typeof value === "object" && !isList(value) && !(value instanceof Reference);

/** In the quotes that need fewer escapes, double ones where it makes no difference. */
export const quoted = (text: string): string => {
  const json = JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]|[\u202a-\u202e\u2066-\u2069]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const [doubles, singles] = [/"/g, /'/g].map(quote => text.match(quote)?.length ?? 0);
  if ((doubles ?? 0) <= (singles ?? 0)) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
};

const isName = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

/** In one line. */
const flat = (value: Value): string => {
  if (typeof value === "string") return quoted(value);
  if (value instanceof Reference) return value.code;
  if (isList(value)) return `[${value.map(flat).join(", ")}]`;
  if (!isFields(value)) return String(value);
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${flat(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
};

/** Prettier puts objects of several fields below each other, and their lists, whatever the room. */
const mustBreak = (value: Value): boolean => {
  if (isList(value)) {
    const several = (one: Value): boolean => isFields(one) && Object.keys(one).length > 1;
    return (value.length > 1 && value.every(several)) || value.some(mustBreak);
  }
  return isFields(value) && Object.values(value).some(mustBreak);
};

const block = (open: string, lines: readonly string[], close: string, indent: number): string =>
  [open, ...lines.map(line => `${" ".repeat(indent + STEP)}${line},`), `${" ".repeat(indent)}${close}`].join(
    "\n",
  );

/** @param used columns that are taken in the first line, and those that follow in the last */
const print = (value: Value, indent: number, used: number): string => {
  const line = flat(value);
  if (!mustBreak(value) && used + stringWidth(line) <= WIDTH) return line;
  const inner = indent + STEP;
  if (isList(value) && value.length > 0)
    return block(
      "[",
      value.map(one => print(one, inner, inner + 1)),
      "]",
      indent,
    );
  return isFields(value) ? printFields(value, indent) : line;
};

/** A line a field. @param indent of the line in which it begins */
const printFields = (fields: Fields, indent: number): string => {
  const inner = indent + STEP;
  const field = ([name, value]: [string, Value]): string => {
    const key = `${isName(name) ? name : quoted(name)}:`;
    const used = inner + key.length + 2;
    const text = print(value, inner, used);
    const isLong = typeof value === "string" && used + stringWidth(text) > WIDTH;
    return isLong ? `${key}\n${" ".repeat(inner + STEP)}${text}` : `${key} ${text}`;
  };
  return block("{", Object.entries(fields).map(field), "}", indent);
};

/** An object literal as a statement's value, a line a field. */
export const printObject = (fields: Fields): string => printFields(fields, 0);

/** `export const mail = new wix.DnsZoneRecords("mail", { … });` */
export const printResource = (
  variable: string,
  type: string,
  name: string,
  args: Fields,
  options: Fields | undefined,
): string => {
  const head = `export const ${variable} = new wix.${type}(`;
  if (options === undefined && stringWidth(`${head}${quoted(name)}, {`) <= WIDTH)
    return `${head}${quoted(name)}, ${printFields(args, 0)});`;
  const parts = [
    quoted(name),
    printFields(args, STEP),
    ...(options === undefined ? [] : [print(options, STEP, STEP + 1)]),
  ];
  return block(head, parts, ");", 0);
};

/** What references a value holds, at any depth. */
export const referencesIn = (value: Value): Reference[] => {
  if (value instanceof Reference) return [value];
  if (isList(value)) return value.flatMap(referencesIn);
  return isFields(value) ? Object.values(value).flatMap(referencesIn) : [];
};

/** As a check gets it. */
export const knownOf = (value: Value): unknown => {
  if (value instanceof Reference) return value.known;
  if (isList(value)) return value.map(knownOf);
  return isFields(value)
    ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, knownOf(field)]))
    : value;
};
