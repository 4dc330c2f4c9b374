/* Links between files of the repository, as links between pages of the site. */
import { posix } from "node:path";
import type { Link, Root } from "mdast";
import { toString } from "mdast-util-to-string";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

/** Where the files of the repository are in the site, and where those are that it does not hold. */
export interface Places {
  /** Routes by files. */
  readonly routes: ReadonlyMap<string, string>;
  /** E.g. `https://github.com/<owner>/<name>`; where it is not known, such a link becomes its text. */
  readonly repository: string | undefined;
}

export const parse = (markdown: string): Root => unified().use(remarkParse).parse(markdown);

/** Relative, so that it holds below whatever path the site is published. */
export const between = (from: string, to: string): string => {
  const path = posix.relative(`/${from}`, `/${to}`);
  return path === "" ? "./" : `${path}/`;
};

const isElsewhere = (url: string): boolean => /^(?:[a-z]+:|#|\/\/)/i.test(url);

const targetOf = (url: string, file: string, route: string, { routes, repository }: Places) => {
  const [path = "", anchor] = url.split("#");
  const target = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, "");
  const known = routes.get(target) ?? routes.get(`${target}/README.md`);
  const fragment = anchor === undefined ? "" : `#${anchor}`;
  if (known !== undefined) return `${between(route, known)}${fragment}`;
  if (repository === undefined) return undefined;
  return `${repository}/blob/HEAD/${target}${fragment}`;
};

/** @param file where the text stands in the repository @param route and in the site */
export const withLinks = (markdown: string, file: string, route: string, places: Places): string => {
  const changes: { start: number; end: number; text: string }[] = [];
  visit(parse(markdown), "link", (link: Link) => {
    const { start, end } = link.position ?? {};
    if (isElsewhere(link.url) || start?.offset === undefined || end?.offset === undefined) return;
    const target = targetOf(link.url, file, route, places);
    const text = markdown.slice(start.offset, end.offset);
    const shown = text.slice(1, text.lastIndexOf("]("));
    changes.push({
      start: start.offset,
      end: end.offset,
      text: target === undefined ? shown || toString(link) : `[${shown}](${target})`,
    });
  });
  return changes
    .sort((a, b) => b.start - a.start)
    .reduce((text, change) => text.slice(0, change.start) + change.text + text.slice(change.end), markdown);
};
