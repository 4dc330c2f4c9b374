/* Sets of words: enums in a schema. */
import * as ts from "typescript";
import { plainText } from "./docs.ts";

/** A word, and what it means where its source says so. */
export interface Word {
  value: string;
  description?: string;
}

/** As constants are called: `Primary`, `OneTime`, `RemoveMx`; but types of DNS records are known in capitals. */
export const nameOf = (value: string, set: string): string =>
  set.endsWith("RecordType")
    ? value
    : value
        .split(/[-_]/)
        .map(part => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
        .join("");

const isWord = (node: ts.TypeNode): node is ts.LiteralTypeNode & { literal: ts.StringLiteral } =>
  ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal);

/** The comment between one word of a union and the next: before its bar. */
const commentFrom = (position: number, file: ts.SourceFile): string | undefined => {
  const [range] = ts.getLeadingCommentRanges(file.text, position) ?? [];
  return range && plainText(file.text.slice(range.pos, range.end));
};

const described = (value: string, description: string | undefined): Word => ({
  value,
  ...(description && { description }),
});

/** The words of a union as it is written, each after its comment; undefined where it is no union of words. */
export const wordsWritten = (parts: readonly ts.TypeNode[]): Word[] | undefined => {
  if (!parts.every(isWord)) return undefined;
  return parts.map((part, index) => {
    const before = parts[index - 1];
    const from = before ? before.getEnd() : part.parent.getFullStart();
    return described(part.literal.text, commentFrom(from, part.getSourceFile()));
  });
};

/** The texts of a table in the code, by its keys. */
const tableOf = (symbol: ts.Symbol | undefined): ReadonlyMap<string, string> => {
  const declaration = symbol?.declarations?.[0];
  const initializer =
    declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const object = initializer && ts.isAsExpression(initializer) ? initializer.expression : initializer;
  if (!object || !ts.isObjectLiteralExpression(object)) return new Map();
  return new Map(
    object.properties.flatMap(property =>
      ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer)
        ? [[property.name.getText().replaceAll('"', ""), property.initializer.text]]
        : [],
    ),
  );
};

const asSentence = (text: string | undefined): string | undefined =>
  text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** The words of a type that is computed, e.g. by `Exclude`; of `keyof typeof TABLE` with the texts of the table. */
export const wordsComputed = (node: ts.TypeNode, checker: ts.TypeChecker): Word[] | undefined => {
  const type = checker.getTypeFromTypeNode(node);
  const parts = type.isUnion() ? type.types : [type];
  if (!parts.every(part => part.isStringLiteral())) return undefined;
  const query = ts.isTypeOperatorNode(node) && ts.isTypeQueryNode(node.type) ? node.type : undefined;
  const texts = tableOf(query && checker.getSymbolAtLocation(query.exprName));
  return parts.map(({ value }) => described(value, asSentence(texts.get(value))));
};
