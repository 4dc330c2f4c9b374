import { posix } from "node:path";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import type { Repository } from "./repository.ts";

/** A link of a page that leads to a file beside it. */
interface Relative {
  readonly url: string;
  readonly from: number;
  readonly to: number;
}

const isRelative = (url: string): boolean => !/^([a-z]+:|#|\/\/)/i.test(url);

/** @returns links in the page's order, of reference definitions and images too */
export function relativeLinks(page: string): Relative[] {
  const links: Relative[] = [];
  visit(unified().use(remarkParse).parse(page), node => {
    if (!("url" in node) || typeof node.url !== "string" || !isRelative(node.url)) return;
    const end = node.position?.end.offset ?? 0;
    // What is shown stands before the address, and may be the same words.
    const from = page.lastIndexOf(node.url, end);
    links.push({ url: node.url, from, to: from + node.url.length });
  });
  return links;
}

/** Attributes of HTML in a page that lead to a file beside it: they are not rewritten. */
export function relativeAttributes(page: string): string[] {
  const found: string[] = [];
  visit(unified().use(remarkParse).parse(page), "html", ({ value }) => {
    for (const [, url = ""] of value.matchAll(/\b(?:href|src)\s*=\s*["']?([^"'\s>]+)/gi))
      if (isRelative(url)) found.push(url);
  });
  return found;
}

/**
 * A README as it reads away from the repository, on npm: what led to a file beside it leads to that file of the release.
 *
 * @param directory of the README, below the repository
 */
export function withAbsoluteLinks(page: string, directory: string, { url }: Repository, tag: string): string {
  return relativeLinks(page).reduceRight(
    (text, link) =>
      `${text.slice(0, link.from)}${url}/blob/${tag}/${posix.join(directory, link.url)}${text.slice(link.to)}`,
    page,
  );
}
