import * as ts from "typescript";

/** What a doc comment says, for people who write in any language. */
export interface Docs {
  /** Ready to be spread into a spec; empty where nothing is said. */
  told: { description?: string };
  isSecret: boolean;
  /** The argument that has the same shape, so that the one can be given as the other. */
  fits: string | undefined;
}

/** Of a comment: without its marks, and without what is said to readers of the code. */
export const plainText = (comment: string): string =>
  comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/\n\s*\*\s?/g, "\n")
    .replace(/\{@link ([\w.]+)\}/g, "`$1`")
    .replace(/ \(docs\/wix\/[^)]*\)/g, "")
    .trim();

const textOf = (comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string =>
  plainText(ts.getTextOfJSDocComment(comment) ?? "");

const isLiteral = (text: string): boolean => /^(["{[\d]|(true|false)$)/.test(text);

/** Only of a comment's own text: examples are TypeScript, and each language has its own. */
const sentence = (tag: ts.JSDocTag): string | undefined => {
  const text = textOf(tag.comment);
  if (tag.tagName.text === "default")
    return `Default: ${isLiteral(text) ? `\`${text.replace(/^"(.*)"$/, "$1")}\`` : text}.`;
  // Its first word is taken for a name in the code.
  if (tag.tagName.text === "see")
    return tag
      .getText()
      .replace(/\n\s*\*\s*/g, " ")
      .replace("@see", "See")
      .trim();
  if (tag.tagName.text === "throws") return `Fails with ${text}.`;
  return undefined;
};

/** @throws Error where a place that users see is not documented */
export const docsOf = (node: ts.Node, isRequired = false): Docs => {
  // A constant's comment stands at its statement.
  const place = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const comments = ts.getJSDocCommentsAndTags(place).filter(ts.isJSDoc);
  const tags = ts.getJSDocTags(place);
  const body = comments.map(({ comment }) => textOf(comment)).join("\n\n");
  const description = [body, ...tags.map(sentence)].filter(Boolean).join("\n\n");
  if (isRequired && description === "") throw new Error(`${node.getText().slice(0, 80)} has no doc comment`);
  const fits = tags.find(({ tagName }) => tagName.text === "fits");
  return {
    told: description === "" ? {} : { description },
    isSecret: tags.some(({ tagName }) => tagName.text === "secret"),
    fits: fits && textOf(fits.comment),
  };
};
