/* Every block of code that users read: of the pages of the repository, and of the reference that the site makes of the code. */
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { examplesOf, type Example } from "../../scripts/docs/reference/examples.ts";
import { lookupExamples } from "../../scripts/docs/reference/lookup-examples.ts";
import { kebab } from "../../scripts/docs/reference/text.ts";
import type { PackageSpec } from "../../scripts/schema/spec.ts";
import { blocksOf, type Block } from "./blocks";

const ROOT = resolve(__dirname, "../..");
const PROVIDER = join(ROOT, "provider");

export interface PageBlock extends Block {
  /** The page, or what it is an example of. */
  readonly file: string;
}

/** Pages with code, but for `docs/messages.md`, which a test of its own writes. */
export const PAGES: readonly string[] = globSync(
  [
    "*.md",
    "docs/**/*.md",
    "{provider,provider/plugin,simulator,policy,sdk,engine}/README.md",
    "examples/**/README.md",
  ],
  { cwd: ROOT, exclude: ["**/node_modules/**", "docs/messages.md"] },
).sort();

export const schema = JSON.parse(readFileSync(join(PROVIDER, "schema.json"), "utf8")) as PackageSpec;

const examples = (label: string, all: readonly Example[]): PageBlock[] =>
  all.map(({ block }) => {
    const [, language = "", text = ""] = /^```(\w+)\n([^]*?)```$/.exec(block) ?? [];
    return { file: `example of ${label}`, language, mark: "", text };
  });

const nameIn = (token: string): string => token.split(":").at(-1) ?? "";

const ofResources = Object.entries(schema.resources).flatMap(([token, { description = "" }]) => {
  const name = nameIn(token);
  const file = join(PROVIDER, "src", "resources", kebab(name), "index.ts");
  return examples(name, examplesOf(file, name, description));
});
const ofLookups = Object.entries(schema.functions).flatMap(([token, spec]) =>
  examples(nameIn(token), lookupExamples(nameIn(token), spec, schema)),
);

/** All of them. */
export const pageBlocks: readonly PageBlock[] = [
  ...PAGES.flatMap(file => blocksOf(file).map(block => ({ file, ...block }))),
  ...ofResources,
  ...ofLookups,
];

/** Those of a language that stand by themselves. */
export const blocksIn = (...languages: readonly string[]): PageBlock[] =>
  pageBlocks.filter(({ language, mark }) => languages.includes(language) && mark !== "fragment");

/** A command with something in place of what a reader fills in. */
export const filledIn = (command: string): string => command.replace(/<([\w ]+)>/g, "x");
