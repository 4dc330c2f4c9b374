/* An example in each language: that of the class, for dynamic resources, and those of the schema, for the native plugin. */
import { readFileSync } from "node:fs";
import * as ts from "typescript";

export interface Example {
  readonly label: string;
  /** With its fences. */
  readonly block: string;
}

const LABELS: Readonly<Record<string, string>> = {
  typescript: "TypeScript, native",
  python: "Python",
  go: "Go",
  yaml: "YAML",
};

const IMPORT = 'import * as wix from "pulumi-wix";\n\n';

/** The `@example` of a class's own comment. */
const exampleOfClass = (file: string, name: string): string | undefined => {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const declared = source.statements.find(
    (one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === name,
  );
  const tag = declared && ts.getJSDocTags(declared).find(({ tagName }) => tagName.text === "example");
  return /```ts\n([^]*?)```/.exec(ts.getTextOfJSDocComment(tag?.comment) ?? "")?.[1];
};

/** @param description with Pulumi's markup for examples, in which a class's is */
export const examplesIn = (description: string): Example[] =>
  [...description.matchAll(/```(\w+)\n[^]*?```/g)].map(([block, language = ""]) => ({
    label: LABELS[language] ?? language,
    block,
  }));

export const examplesOf = (file: string, name: string, description: string): Example[] => {
  const dynamic = exampleOfClass(file, name);
  if (dynamic === undefined) throw new Error(`${name} has no example`);
  return [{ label: "TypeScript", block: `\`\`\`ts\n${IMPORT}${dynamic}\`\`\`` }, ...examplesIn(description)];
};

/** Stands at the top of a page that has some. */
export const TABS = 'import { Tabs, TabItem } from "@astrojs/starlight/components";';

export const tabs = (examples: readonly Example[]): string =>
  [
    '<Tabs syncKey="language">',
    ...examples.map(({ label, block }) => `<TabItem label="${label}">\n\n${block}\n\n</TabItem>`),
    "</Tabs>",
  ].join("\n");
