/* Types of a schema, in words and as sections of the page that speaks of them. */
import type { EnumSpec, ObjectSpec, PackageSpec, PropertySpec, TypeSpec } from "../../schema/spec.ts";
import { cell, defaultIn } from "./text.ts";

const nameOf = (reference: string): string => reference.split(":").at(-1) ?? reference;
const isNamed = (reference: string): boolean => reference.startsWith("#/types/");

const plural = (words: string): string => (words === "string" ? "strings" : words);

/** E.g. list of [`Product`](#product). Words of a set are shown where it is used. */
export const typeInWords = (spec: TypeSpec, { types }: PackageSpec): string => {
  if (spec.$ref !== undefined) {
    if (!isNamed(spec.$ref)) return "any value";
    const named = types[spec.$ref.replace("#/types/", "")];
    const name = nameOf(spec.$ref);
    if (named !== undefined && "enum" in named)
      return named.enum.map(({ value }) => `\`${value}\``).join(", ");
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (spec.oneOf !== undefined)
    return spec.oneOf.map(one => typeInWords(one, { types } as PackageSpec)).join(", or ");
  if (spec.type === "array")
    return `list of ${plural(typeInWords(spec.items ?? {}, { types } as PackageSpec))}`;
  if (spec.type === "object")
    return `map of ${typeInWords(spec.additionalProperties ?? {}, { types } as PackageSpec)}`;
  return spec.type === "integer" ? "whole number" : (spec.type ?? "any value");
};

/** The set of words that a property takes, itself or in a list. */
export const wordsOf = (spec: TypeSpec, { types }: PackageSpec): EnumSpec | undefined => {
  const reference = spec.$ref ?? spec.items?.$ref;
  const named = reference === undefined ? undefined : types[reference.replace("#/types/", "")];
  return named !== undefined && "enum" in named ? named : undefined;
};

const inside = (spec: TypeSpec): string[] => [
  ...(spec.$ref !== undefined && isNamed(spec.$ref) ? [spec.$ref.replace("#/types/", "")] : []),
  ...[
    ...(spec.oneOf ?? []),
    ...[spec.items ?? {}, spec.additionalProperties ?? {}].filter(one => Object.keys(one).length > 0),
  ].flatMap(inside),
];

/** All objects that properties speak of, each once, in the order in which they come up. */
export const objectsIn = (
  properties: readonly PropertySpec[],
  { types }: PackageSpec,
): [string, ObjectSpec][] => {
  const found = new Map<string, ObjectSpec>();
  const look = (specs: readonly PropertySpec[]): void => {
    for (const token of specs.flatMap(inside)) {
      const named = types[token];
      if (named === undefined || "enum" in named || found.has(nameOf(token))) continue;
      found.set(nameOf(token), named);
      look(Object.values(named.properties));
    }
  };
  look(properties);
  return [...found];
};

/** The fields of an object as a table. */
export const tableOf = ({ properties, required = [] }: ObjectSpec, schema: PackageSpec): string => {
  const rows = Object.entries(properties).map(([name, spec]) => {
    const { text, value } = defaultIn(spec.description ?? "");
    const absent = value === undefined ? "" : ` Default: ${value}.`;
    return `| \`${name}\`${required.includes(name) ? "" : " (optional)"} | ${typeInWords(spec, schema)} | ${cell(`${text}${absent}`)} |`;
  });
  return ["| field | type | meaning |", "|---|---|---|", ...rows].join("\n");
};
