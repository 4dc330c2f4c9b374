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

function relativeLinks(page: string): Relative[] {
  const links: Relative[] = [];
  visit(unified().use(remarkParse).parse(page), node => {
    if (!("url" in node) || typeof node.url !== "string" || /^([a-z]+:|#|\/\/)/i.test(node.url)) return;
    const end = node.position?.end.offset ?? 0;
    // What is shown stands before the address, and may be the same words.
    const from = page.lastIndexOf(node.url, end);
    links.push({ url: node.url, from, to: from + node.url.length });
  });
  return links;
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
