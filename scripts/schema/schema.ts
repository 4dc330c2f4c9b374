import { configurationOf } from "./configuration.ts";
import { functionOf, isLookup } from "./functions.ts";
import { LANGUAGES } from "./languages.ts";
import { isResource, resourceOf } from "./resources.ts";
import { declarationOf, readSource } from "./source.ts";
import type { PackageSpec, PropertySpec } from "./spec.ts";
import { Types } from "./types.ts";

const tokenOf = (name: string): string => `wix:index:${name}`;

/** The schema of the plugin, from the classes and lookups that the package exports and what their comments say. */
export const schema = (): PackageSpec => {
  const source = readSource();
  const types = new Types(source.checker, tokenOf, source.exported);
  const { variables, inputProperties } = configurationOf(source, types);
  const declarations = source.exported.map(declarationOf);
  const resources = declarations
    .filter(isResource)
    .map(node => [tokenOf(node.name?.text ?? ""), resourceOf(node, source, types)] as const);
  const functions = source.exported
    .filter(symbol => isLookup(symbol, source))
    .map(symbol => [tokenOf(symbol.name), functionOf(symbol, source, types)] as const);
  const made: PackageSpec = {
    name: "wix",
    displayName: "Wix",
    description: "Wix: packages of paid services, domains and DNS records",
    keywords: ["pulumi", "wix", "dns", "domains", "category/infrastructure", "kind/native"],
    license: "Apache-2.0",
    attribution: "Not a product of Wix or of Pulumi.",
    meta: { moduleFormat: "(.*)(?:/[^/]*)" },
    config: { variables },
    provider: {
      description:
        "How Wix is reached, and as whom. What is not given comes from the environment of the plugin; the stack's " +
        "configuration is that of the default provider.",
      inputProperties,
    },
    types: sorted(types.named),
    resources: sorted(Object.fromEntries(resources)),
    functions: sorted(Object.fromEntries(functions)),
    language: LANGUAGES,
  };
  const silent = undocumented(made);
  if (silent.length > 0) throw new Error(`no doc comment: ${silent.join(", ")}`);
  return made;
};

const DESCRIBED = /^(properties|inputProperties|variables|types|resources|functions)$/;

/** Paths of what nothing is said of. */
const undocumented = (spec: unknown, path: readonly string[] = []): string[] => {
  if (typeof spec !== "object" || spec === null) return [];
  return Object.entries(spec).flatMap(([key, value]: [string, unknown]) => {
    const isSilent =
      DESCRIBED.test(path.at(-1) ?? "") && typeof (value as PropertySpec).description !== "string";
    return [...(isSilent ? [[...path, key].join(".")] : []), ...undocumented(value, [...path, key])];
  });
};

const sorted = <Value>(record: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
