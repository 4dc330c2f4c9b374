import type { PolicyConfigSchema } from "@pulumi/policy";

/** JSON schema of one setting of a rule. */
export type Setting = PolicyConfigSchema["properties"][string];

export const listOf = (description: string): Setting => ({
  type: "array",
  items: { type: "string" },
  description,
});

export const limit = (description: string, byDefault?: number): Setting => ({
  type: "integer",
  minimum: 0,
  description,
  ...(byDefault !== undefined && { default: byDefault }),
});

export const limitOfEach = (description: string): Setting => ({
  type: "object",
  additionalProperties: { type: "integer", minimum: 0 },
  description,
});

/** Resources that a rule leaves alone: names, or URNs where several have one name. */
export interface Exceptions {
  readonly except?: readonly string[];
}

export const except = listOf("Names, or URNs, of resources that the rule leaves alone.");

export function isExcepted(
  { name, urn }: { readonly name: string; readonly urn: string },
  { except: exceptions = [] }: Exceptions,
): boolean {
  return exceptions.includes(name) || exceptions.includes(urn);
}
