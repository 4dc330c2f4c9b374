import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { docsOf } from "./docs.ts";
import { exampleOf } from "./examples.ts";
import { declarationOf, type Source } from "./source.ts";
import type { ObjectSpec, PropertySpec, ResourceSpec } from "./spec.ts";
import { capitalized, type Types } from "./types.ts";

export const isResource = (node: ts.Declaration): node is ts.ClassDeclaration =>
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

const isOptional = (member: ts.PropertyDeclaration): boolean =>
  /\bundefined>$/.test(member.type?.getText() ?? "");

const AS_DECLARED = /^As declared: `\w+Args\.\w+`\.$/;

/** What is said of an argument holds for the output of the same name, unless that says otherwise. */
const outputOf = (member: ts.PropertyDeclaration, name: string, args: ObjectSpec, types: Types) => {
  const key = member.name.getText();
  const spec = types.property(member, `${name}${capitalized(key)}`);
  const told = args.properties[key];
  return {
    ...spec,
    ...(AS_DECLARED.test(spec.description ?? "") && told?.description && { description: told.description }),
    ...(told?.secret && { secret: true }),
  };
};

export const resourceOf = (node: ts.ClassDeclaration, source: Source, types: Types): ResourceSpec => {
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
  const properties = members.map((member): [string, PropertySpec] => [
    member.name.getText(),
    outputOf(member, name, args, types),
  ]);
  const required = members.filter(member => !isOptional(member)).map(member => member.name.getText());
  return {
    description: `${docsOf(node, true).told.description ?? ""}\n\n${exampleOf(name)}`,
    properties: Object.fromEntries(properties),
    required: required.sort(),
    inputProperties,
    requiredInputs: args.required ?? [],
    aliases: [{ type: `pulumi-nodejs:dynamic/wix:${name}` }],
  };
};
