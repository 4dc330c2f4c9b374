import * as ts from "typescript";
import { docsOf } from "./docs.ts";
import { commonBase, declarationOf, type Source } from "./source.ts";
import type { FunctionSpec, ObjectSpec } from "./spec.ts";
import type { Types } from "./types.ts";

/** Readers of a list give it a name: a result in Pulumi is always an object. */
const LIST = "items";

export const isLookup = (symbol: ts.Symbol, { checker }: Source): boolean => {
  const declaration = declarationOf(symbol);
  if (!ts.isVariableDeclaration(declaration) || symbol.name.endsWith("Output")) return false;
  const result = checker.getTypeOfSymbol(symbol).getCallSignatures()[0]?.getReturnType();
  return result?.getSymbol()?.name === "Promise";
};

const objectOf = (type: ts.Type, lookup: ts.Symbol, types: Types, { checker }: Source): ObjectSpec => {
  const [element] = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  const symbol = (element ?? type).getSymbol();
  const declaration = commonBase(type, checker) ?? (symbol && declarationOf(symbol));
  if (!declaration || !ts.isInterfaceDeclaration(declaration))
    throw new Error(`${lookup.name}: ${checker.typeToString(type)} has no place in a schema`);
  if (element === undefined) return types.properties(declaration, declaration.name.text);
  const { description = "" } = docsOf(declarationOf(lookup), true).told;
  const [what = ""] = description.split("\n\n");
  const list = { type: "array" as const, items: types.interface(declaration), description: what };
  return { type: "object", properties: { [LIST]: list }, required: [LIST] };
};

export const functionOf = (symbol: ts.Symbol, source: Source, types: Types): FunctionSpec => {
  const { checker } = source;
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  const [parameter] = signature?.getParameters() ?? [];
  const [result] = checker.getTypeArguments(signature?.getReturnType() as ts.TypeReference);
  if (parameter === undefined || result === undefined)
    throw new Error(`${symbol.name} takes or gives nothing`);
  // Loaded late, they take their arguments as a rest parameter.
  const all = checker.getTypeOfSymbol(parameter);
  const first = checker.isTupleType(all) ? checker.getTypeArguments(all as ts.TypeReference)[0] : all;
  const given = checker.getNonNullableType(first ?? all);
  return {
    ...docsOf(declarationOf(symbol), true).told,
    inputs: objectOf(given, symbol, types, source),
    outputs: objectOf(result, symbol, types, source),
  };
};
