import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

export const folder = join(__dirname, "../../../examples/gitops/kubernetes");
export const read = (name: string): string => readFileSync(join(folder, name), "utf8");

const OPEN = "x-kubernetes-preserve-unknown-fields";

/** The same schema, which refuses all fields that it does not name, as `kubectl apply --validate=strict` does. */
const sealed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(sealed);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, sealed(part)]));
  return "properties" in schema && !(OPEN in schema) ? { ...parts, additionalProperties: false } : parts;
};

const ajv = new Ajv({ allErrors: true, formats: { int32: true, int64: true, "date-time": true } });
ajv.addKeyword(OPEN);
const { Stack } = JSON.parse(read("schema/operator-v2-fields.json")) as { Stack: object };
const validate: ValidateFunction = ajv.compile(sealed(Stack) as object);

/** What is wrong with a `Stack` object; empty: nothing that its fields' names, types and presence show. */
export const faultsOf = (manifest: unknown): string[] =>
  validate(manifest)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = "", params }) =>
        [instancePath, message, params.additionalProperty].filter(part => part !== undefined).join(" "),
      );
