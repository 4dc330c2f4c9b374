/* What a resource may end with: the errors that the files beside it make, with what their comments say. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { plainText } from "../../schema/docs.ts";

/** An error, and the form of its message. */
export interface Refusal {
  /** When it comes. */
  readonly when: string;
  /** With `‹…›` for what differs from case to case. */
  readonly message: string;
}

const GAP = "‹…›";

/** The text that an expression makes; what is not written out is a gap. */
const textOf = (node: ts.Expression): string => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return (
      node.head.text +
      node.templateSpans.map(({ expression, literal }) => `${nameIn(expression)}${literal.text}`).join("")
    );
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(node.left) + textOf(node.right);
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  return GAP;
};

const nameIn = (node: ts.Expression): string => (ts.isIdentifier(node) ? `‹${node.text}›` : GAP);

/** The message of what a node makes: `new Error(…)`, or `super(…)` of an error's class. */
const messageIn = (node: ts.Node): string | undefined => {
  let message: string | undefined;
  const look = (child: ts.Node): void => {
    const [first] = ts.isCallExpression(child) || ts.isNewExpression(child) ? (child.arguments ?? []) : [];
    const makes =
      (ts.isNewExpression(child) && child.expression.getText() === "Error") ||
      (ts.isCallExpression(child) && child.expression.kind === ts.SyntaxKind.SuperKeyword);
    if (makes && first !== undefined) message ??= textOf(first);
    ts.forEachChild(child, look);
  };
  look(node);
  return message;
};

/** Every text that a file makes, as far as it is written out. */
export const messagesIn = (file: string): string[] => {
  const texts: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) || ts.isTemplateExpression(node) || ts.isStringLiteralLike(node))
      texts.push(textOf(node));
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true));
  return texts;
};

const commentOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => plainText(ts.getTextOfJSDocComment(comment) ?? ""))
    .join(" ");

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** Where nothing stands between the gaps, there is nothing to know a message by. */
const saysSomething = (message: string): boolean => message.replace(/‹[^›]*›/g, "").trim().length > 10;

/** Of a file of errors; none where there is no such file. */
export const refusalsIn = (file: string): Refusal[] => {
  if (!existsSync(file)) return [];
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  return source.statements.filter(isExported).flatMap(statement => {
    const message = messageIn(statement);
    if (message === undefined || !saysSomething(message)) return [];
    return [{ when: commentOf(statement), message: message.replaceAll(`${GAP}${GAP}`, GAP) }];
  });
};

/** Files whose errors a resource makes, beside those of its own folder. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  "connected-domain": ["domains/errors.ts"],
  "registered-domain": ["domains/errors.ts"],
  "domain-assignment": ["domains/errors.ts"],
};

/** @param folder of the resource, e.g. `dns-zone-records` */
export const refusalsOf = (provider: string, folder: string): Refusal[] =>
  [join("resources", folder, "errors.ts"), ...(SHARED[folder] ?? [])].flatMap(file =>
    refusalsIn(join(provider, "src", file)),
  );
