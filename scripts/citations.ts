/** The name and anchor of a page of the contract with Wix, as comments cite it. */
const CITATION = /docs\/wix\/(?<page>[\w-]+\.md)(?:#(?<anchor>[\w-]*))?/g;
/** How comments cited before the pages were in the repository; a comment may break its line in between. */
const UNKEPT = /\bfact[\s*/]+sheet/gi;

export interface Fault {
  /** First line: 1. */
  line: number;
  text: string;
}

/**
 * What a text cites that is not there.
 *
 * @param anchorsOf - the anchors of a page in `docs/wix/`; undefined where there is no such page
 */
export function faultyCitations(
  text: string,
  anchorsOf: (page: string) => ReadonlySet<string> | undefined,
): Fault[] {
  const lineOf = (index: number) => text.slice(0, index).split("\n").length;
  const wrong = [...text.matchAll(CITATION)].flatMap(({ index, groups = {} }) => {
    const { page = "", anchor } = groups;
    const anchors = anchorsOf(page);
    if (anchors === undefined) return { line: lineOf(index), text: `docs/wix/${page} does not exist` };
    if (anchor === undefined || anchors.has(anchor)) return [];
    return { line: lineOf(index), text: `docs/wix/${page} has no heading #${anchor}` };
  });
  const unkept = [...text.matchAll(UNKEPT)].map(({ index }) => ({
    line: lineOf(index),
    text: "cites a fact sheet: cite docs/wix/<page>.md#<heading>",
  }));
  return [...wrong, ...unkept].sort((one, other) => one.line - other.line);
}
