/* Checks that what comments and pages cite of the contract with Wix, `docs/wix/<page>.md#<heading>`, is there. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import GithubSlugger from "github-slugger";
import { toString } from "mdast-util-to-string";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { faultyCitations } from "./citations.ts";

const repository = join(import.meta.dirname, "..");
const sources = globSync(
  [
    "{provider,simulator,policy}/src/**/*.ts",
    "test/**/*.{ts,cjs}",
    "{docs,examples,engine,bench}/**/*.md",
    "{.,provider,simulator,policy}/*.md",
  ],
  { cwd: repository, exclude: ["**/node_modules/**"] },
);

const pages = new Map<string, ReadonlySet<string> | undefined>();
const anchorsOf = (page: string): ReadonlySet<string> | undefined => {
  if (!pages.has(page)) pages.set(page, readAnchors(join(repository, "docs", "wix", page)));
  return pages.get(page);
};

/** The anchors that GitHub gives to the headings of a page. */
function readAnchors(path: string): ReadonlySet<string> | undefined {
  if (!existsSync(path)) return undefined;
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  visit(unified().use(remarkParse).parse(readFileSync(path, "utf8")), "heading", heading => {
    anchors.add(slugger.slug(toString(heading)));
  });
  return anchors;
}

const faults = sources
  .sort()
  .flatMap(source =>
    faultyCitations(readFileSync(join(repository, source), "utf8"), anchorsOf).map(
      ({ line, text }) => `${source}:${line}: ${text}\n`,
    ),
  );
process.stderr.write(faults.join(""));
if (faults.length > 0) process.exitCode = 1;
