/* Judges a program in Pulumi's YAML by the plugin's schema, without running it. */
import { Ajv, type ErrorObject } from "ajv";
import { parse } from "yaml";
import type { EnumSpec, ObjectSpec, PackageSpec, PropertySpec, TypeSpec } from "../../scripts/schema/spec.ts";

/** An interpolation can be anything. */
const LATER = { type: "string", pattern: "^\\$\\{.*\\}$" };

const TYPES = "#/types/";

const typed = ({ type, $ref, items, additionalProperties, oneOf }: TypeSpec): object => {
  // What else there is to refer to is Pulumi's `Any`.
  if ($ref?.startsWith(TYPES) === false) return {};
  if ($ref !== undefined)
    return { anyOf: [{ $ref: `#/$defs/${encodeURIComponent($ref.slice(TYPES.length))}` }, LATER] };
  if (oneOf !== undefined) return { anyOf: [...oneOf.map(typed), LATER] };
  const shape = {
    type,
    ...(items && { items: typed(items) }),
    ...(additionalProperties && { additionalProperties: typed(additionalProperties) }),
  };
  return { anyOf: [shape, LATER] };
};

const objectOf = (
  properties: Record<string, PropertySpec> = {},
  required: readonly string[] = [],
): object => ({
  type: "object",
  additionalProperties: false,
  required,
  properties: Object.fromEntries(Object.entries(properties).map(([name, spec]) => [name, typed(spec)])),
});

const defined = (spec: ObjectSpec | EnumSpec): object =>
  "enum" in spec ? { enum: spec.enum.map(({ value }) => value) } : objectOf(spec.properties, spec.required);

interface Program {
  readonly resources?: Readonly<Record<string, { readonly type: string; readonly properties?: object }>>;
  readonly variables?: Readonly<
    Record<string, { readonly "fn::invoke": { readonly function: string; readonly arguments?: object } }>
  >;
}

const tokenOf = (type: string): string => type.replace(/^wix:(?=\w+$)/, "wix:index:");

/** @returns a judge of programs, which says what does not fit */
export const yamlJudge = (schema: PackageSpec): ((text: string) => string[]) => {
  const $defs = Object.fromEntries(
    Object.entries(schema.types).map(([token, spec]) => [token, defined(spec)]),
  );
  const ajv = new Ajv({ allErrors: true, strict: false });
  const faults = (what: string, known: object | undefined, given: object): string[] => {
    if (known === undefined) return [`there is no ${what}`];
    const judge = ajv.compile({ ...known, $defs });
    if (judge(given)) return [];
    return (judge.errors ?? []).map(
      ({ instancePath, message = "", params }: ErrorObject) =>
        `${what}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  return text => {
    const { resources = {}, variables = {} } = parse(text) as Program;
    return [
      ...Object.values(resources).flatMap(({ type, properties = {} }) => {
        const known = schema.resources[tokenOf(type)];
        return faults(type, known && objectOf(known.inputProperties, known.requiredInputs), properties);
      }),
      ...Object.values(variables).flatMap(({ "fn::invoke": { function: called, arguments: given = {} } }) => {
        const known = schema.functions[tokenOf(called)]?.inputs;
        return faults(called, known && objectOf(known.properties, known.required), given);
      }),
    ];
  };
};
