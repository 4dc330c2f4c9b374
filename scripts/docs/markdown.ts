/* A Markdown file of the repository as a page of the site. */
import type { List, Root } from "mdast";
import { toString } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { parse, withLinks, type Places } from "./links.ts";

/** A page as Starlight takes it. */
export interface Page {
  readonly route: string;
  readonly title: string;
  readonly text: string;
  /** What else stands in its front matter. */
  readonly more?: object;
  /** Of the file. @default "md" */
  readonly kind?: "md" | "mdx";
}

/** What search engines and previews of links show. */
const LONGEST_DESCRIPTION = 200;

export const pageText = ({ title, text, more }: Page, description: string): string =>
  `---\n${JSON.stringify({ title, description, ...more }, undefined, 2)}\n---\n\n${text.trim()}\n`;

const firstParagraph = (tree: Root): string => {
  const paragraph = tree.children.find(({ type }) => type === "paragraph");
  const text = paragraph === undefined ? "" : toString(paragraph).replace(/\s+/g, " ");
  const [sentence = ""] = text.split(/(?<=[.:]) /);
  return sentence.slice(0, LONGEST_DESCRIPTION);
};

export const descriptionOf = (text: string): string => firstParagraph(parse(text));

/** A list of the page's own headings: beside each page stands one already. */
const isContents = (list: List): boolean =>
  list.children.length > 1 &&
  list.children.every(item => {
    let links = 0;
    visit(item, "link", ({ url }) => {
      links += url.startsWith("#") ? 1 : Infinity;
    });
    return links === 1 && /^\[.*\]$/s.test(`[${toString(item)}]`);
  });

const withoutContents = (markdown: string): string => {
  const list = parse(markdown).children.find((node): node is List => node.type === "list");
  const { start, end } = list?.position ?? {};
  if (list === undefined || !isContents(list) || start?.offset === undefined || end?.offset === undefined)
    return markdown;
  return markdown.slice(0, start.offset) + markdown.slice(end.offset);
};

/** Words behind the language of a block, which say how it is tested, as its title; any other is the name of a file. */
const TITLES: Readonly<Record<string, string>> = {
  account: "needs an account or a stack of yours",
  refused: "is refused",
  "left-out": "",
  fragment: "",
  native: "",
};

const withTitles = (markdown: string): string =>
  markdown.replace(/^(\s*```\w+) (\S+)$/gm, (_, fence: string, mark: string) => {
    const title = TITLES[mark] ?? mark;
    return title === "" ? fence : `${fence} title="${title}"`;
  });

/** @throws Error where the file does not begin with its title */
export const pageOf = (markdown: string, file: string, route: string, places: Places): Page => {
  const [, title, body] = /^# (.+)\n([^]*)$/.exec(markdown) ?? [];
  if (title === undefined || body === undefined) throw new Error(`${file} does not begin with a title`);
  return {
    route,
    title: title.replaceAll("`", ""),
    text: withTitles(withLinks(withoutContents(body), file, route, places)),
  };
};

/** What the repository's front page says before it speaks of trying. */
export const homeOf = (readme: string, file: string, places: Places): Page => {
  const [, intro = ""] = /^# .+\n+([^]*?)\n## /.exec(readme) ?? [];
  const [first = "", ...others] = intro.split("\n\n");
  return {
    route: "",
    title: "pulumi-wix",
    text: withTitles(withLinks(others.join("\n\n"), file, "", places)),
    more: {
      tableOfContents: false,
      hero: {
        tagline: toString(parse(first)).replace(/\s+/g, " "),
        actions: [
          { text: "First steps", link: "./guides/first-steps/", icon: "right-arrow" },
          { text: "Reference", link: "./reference/dns-zone-records/", variant: "secondary" },
        ],
      },
    },
  };
};
