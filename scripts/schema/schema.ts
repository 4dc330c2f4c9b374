import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { docsOf } from "./docs.ts";
import type { FunctionSpec, ObjectSpec, PackageSpec, PropertySpec, ResourceSpec } from "./spec.ts";
import { configurationOf } from "./configuration.ts";
import { Types } from "./types.ts";

const provider = join(import.meta.dirname, "..", "..", "provider");

const tokenOf = (name: string): string => `wix:index:${name}`;

/** Readers of a list give it a name: a result in Pulumi is always an object. */
const LIST = "items";

interface Source {
  checker: ts.TypeChecker;
  /** What the package exports. */
  exported: ts.Symbol[];
  configuration: Record<string, PropertySpec>;
}

const read = (): Source => {
  const config = join(provider, "tsconfig.json");
  const { config: json } = ts.readConfigFile(config, path => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, provider);
  const program = ts.createProgram([join(provider, "src", "index.ts")], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(join(provider, "src", "index.ts"));
  const symbol = index && checker.getSymbolAtLocation(index);
  if (symbol === undefined) throw new Error("the package exports nothing");
  const exported = checker
    .getExportsOfModule(symbol)
    .map(one => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one));
  const settings = program.getSourceFile(join(provider, "src", "wix", "settings.ts"));
  if (settings === undefined) throw new Error("the package has no settings");
  return { checker, exported, configuration: configurationOf(settings) };
};

const declarationOf = (symbol: ts.Symbol): ts.Declaration => {
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined) throw new Error(`${symbol.name} is declared nowhere`);
  return declaration;
};

const isResource = (node: ts.Declaration): node is ts.ClassDeclaration =>
  ts.isClassDeclaration(node) &&
  (node.heritageClauses ?? []).some(({ types }) =>
    types.some(type => type.getText() === "pulumi.CustomResource"),
  );

/** Which arguments make another thing where they change: the table beside the class says so. */
const replacing = (node: ts.ClassDeclaration): Set<string> => {
  const table = readFileSync(join(node.getSourceFile().fileName, "..", "fields.ts"), "utf8");
  return new Set([...table.matchAll(/\b(\w+): replaces\b/g)].map(([, name = ""]) => name));
};

const argumentsOf = (node: ts.ClassDeclaration, { checker }: Source): ts.InterfaceDeclaration => {
  const constructor = node.members.find(ts.isConstructorDeclaration);
  const type = constructor?.parameters[1]?.type;
  const symbol = type && checker.getTypeFromTypeNode(type).getSymbol();
  const declaration = symbol && declarationOf(symbol);
  if (!declaration || !ts.isInterfaceDeclaration(declaration))
    throw new Error(`${node.name?.text ?? ""} takes no interface of arguments`);
  return declaration;
};

const resourceOf = (node: ts.ClassDeclaration, source: Source, types: Types): ResourceSpec => {
  const name = node.name?.text ?? "";
  const replaced = replacing(node);
  const args = types.properties(argumentsOf(node, source), name);
  const inputProperties = Object.fromEntries(
    Object.entries(args.properties).map(([key, spec]): [string, PropertySpec] => [
      key,
      { ...spec, ...(replaced.has(key) && { willReplaceOnChanges: true }) },
    ]),
  );
  const members = node.members.filter(ts.isPropertyDeclaration);
  const isOptional = (member: ts.PropertyDeclaration): boolean =>
    /\bundefined>$/.test(member.type?.getText() ?? "");
  const properties = Object.fromEntries(
    members.map((member): [string, PropertySpec] => {
      const key = member.name.getText();
      const spec = types.property(member, `${name}${key.charAt(0).toUpperCase()}${key.slice(1)}`);
      const told = args.properties[key];
      return [
        key,
        {
          ...spec,
          ...(spec.description === undefined && told?.description && { description: told.description }),
          ...(told?.secret && { secret: true }),
        },
      ];
    }),
  );
  return {
    ...docsOf(node, true).told,
    properties,
    required: members
      .filter(member => !isOptional(member))
      .map(member => member.name.getText())
      .sort(),
    inputProperties,
    requiredInputs: args.required ?? [],
    aliases: [{ type: `pulumi-nodejs:dynamic/wix:${name}` }],
  };
};

const isLookup = (symbol: ts.Symbol, { checker }: Source): boolean => {
  const declaration = declarationOf(symbol);
  if (!ts.isVariableDeclaration(declaration) || symbol.name.endsWith("Output")) return false;
  const result = checker.getTypeOfSymbol(symbol).getCallSignatures()[0]?.getReturnType();
  return result?.getSymbol()?.name === "Promise";
};

const objectOf = (type: ts.Type, name: string, types: Types, { checker }: Source): ObjectSpec => {
  const [element] = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  const symbol = (element ?? type).getSymbol();
  const declaration = symbol && declarationOf(symbol);
  if (!declaration || !ts.isInterfaceDeclaration(declaration))
    throw new Error(`${name}: ${checker.typeToString(type)} has no place in a schema`);
  if (element === undefined) return types.properties(declaration, declaration.name.text);
  const list = {
    type: "array" as const,
    items: types.interface(declaration),
    ...docsOf(declaration, true).told,
  };
  return { type: "object", properties: { [LIST]: list }, required: [LIST] };
};

const functionOf = (symbol: ts.Symbol, source: Source, types: Types): FunctionSpec => {
  const { checker } = source;
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  const [parameter] = signature?.getParameters() ?? [];
  const [result] = checker.getTypeArguments(signature?.getReturnType() as ts.TypeReference);
  if (parameter === undefined || result === undefined)
    throw new Error(`${symbol.name} takes or gives nothing`);
  // Loaded late, they take their arguments as a rest parameter.
  const [all] = [checker.getTypeOfSymbol(parameter)];
  const first = checker.isTupleType(all) ? checker.getTypeArguments(all as ts.TypeReference)[0] : all;
  const given = checker.getNonNullableType(first ?? all);
  return {
    ...docsOf(declarationOf(symbol), true).told,
    inputs: objectOf(given, symbol.name, types, source),
    outputs: objectOf(result, symbol.name, types, source),
  };
};

/** The schema of the plugin, from the classes and lookups that the package exports and what their comments say. */
export const schema = (): PackageSpec => {
  const source = read();
  const types = new Types(source.checker, tokenOf, new Set(source.exported.map(({ name }) => name)));
  for (const declaration of source.exported.map(declarationOf))
    if (ts.isTypeAliasDeclaration(declaration)) types.callBy(declaration);
  const resources = source.exported
    .map(declarationOf)
    .filter(isResource)
    .map(node => [tokenOf(node.name?.text ?? ""), resourceOf(node, source, types)] as const);
  const functions = source.exported
    .filter(symbol => isLookup(symbol, source))
    .map(symbol => [tokenOf(symbol.name), functionOf(symbol, source, types)] as const);
  const made: PackageSpec = {
    name: "wix",
    description: "Wix: packages of paid services, domains and DNS records",
    keywords: ["pulumi", "wix", "dns", "domains", "category/infrastructure"],
    license: "Apache-2.0",
    attribution: "Not a product of Wix or of Pulumi.",
    meta: { moduleFormat: "(.*)(?:/[^/]*)" },
    config: { variables: source.configuration },
    provider: {
      description:
        "How Wix is reached, and as whom. What is not given here comes from the stack's configuration or the environment.",
      inputProperties: source.configuration,
    },
    types: sorted(types.named),
    resources: sorted(Object.fromEntries(resources)),
    functions: sorted(Object.fromEntries(functions)),
    language: {
      nodejs: { packageName: "pulumi-wix-native", respectSchemaVersion: true },
      python: { packageName: "pulumi_wix", respectSchemaVersion: true, pyproject: { enabled: true } },
      go: {
        importBasePath: "pulumi-wix/sdk/go/wix",
        respectSchemaVersion: true,
        generateResourceContainerTypes: true,
      },
    },
  };
  const silent = undocumented(made);
  if (silent.length > 0) throw new Error(`no doc comment: ${silent.join(", ")}`);
  return made;
};

/** Paths of the properties of which nothing is said. */
const undocumented = (spec: unknown, path: readonly string[] = []): string[] => {
  if (typeof spec !== "object" || spec === null) return [];
  return Object.entries(spec).flatMap(([key, value]: [string, unknown]) => {
    const isTable = /^(properties|inputProperties|variables)$/.test(path.at(-1) ?? "");
    const isSilent = isTable && typeof (value as PropertySpec).description !== "string";
    return [...(isSilent ? [[...path, key].join(".")] : []), ...undocumented(value, [...path, key])];
  });
};

const sorted = <Value>(record: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
