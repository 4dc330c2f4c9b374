import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";

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
const schema = JSON.parse(read("schema/operator-v2-fields.json")) as { Stack: object; Program: object };
const validators = {
  Stack: ajv.compile(sealed(schema.Stack) as object),
  Program: ajv.compile(sealed(schema.Program) as object),
};

/** What is wrong with a `Stack` or `Program` object; empty: nothing that its fields' names, types and presence show. */
export const faultsOf = (manifest: { readonly kind?: string }): string[] => {
  const validate = manifest.kind === "Program" ? validators.Program : validators.Stack;
  return validate(manifest)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = "", params }) =>
        [instancePath, message, params.additionalProperty].filter(part => part !== undefined).join(" "),
      );
};
