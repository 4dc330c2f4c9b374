/* Writes all pages of the site and its navigation into a folder, from which Astro builds it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { APPENDICES, CHAPTERS, HOME, REFERENCE, type Chapter, type Source } from "./contents.ts";
import type { Places } from "./links.ts";
import { descriptionOf, homeOf, pageOf, pageText, type Page } from "./markdown.ts";
import { referencePages, routesOfNotes, type Reference } from "./reference/pages.ts";

const linkTo = ({ route, title }: Page, label = title) => ({ label, slug: route });

const referenceOf = ({ resources, lookups, others }: Reference) => ({
  label: "Reference",
  items: [
    { label: "Resources", items: resources.map(page => linkTo(page)) },
    { label: "Lookups", collapsed: true, items: lookups.map(page => linkTo(page)) },
    ...others.map(page => linkTo(page)),
  ],
});

/**
 * @param repository the folder of the project
 * @param content where Starlight looks for pages; made anew
 * @param address of the repository on the web, for links to what the site does not hold
 * @returns how many pages there are
 */
export const gather = async (
  repository: string,
  content: string,
  address: string | undefined,
): Promise<number> => {
  const isThere = ({ file }: Source): boolean => existsSync(join(repository, file));
  const read = (file: string): string => readFileSync(join(repository, file), "utf8");
  const sources = [REFERENCE, ...[...CHAPTERS, ...APPENDICES].flatMap(({ pages }) => pages)].filter(isThere);
  const places: Places = {
    routes: new Map([
      ...[HOME, ...sources].map(({ file, route }) => [file, route] as const),
      ...routesOfNotes(repository),
    ]),
    repository: address,
  };
  const reference = await referencePages(repository, places);

  const chapter = ({ label, pages }: Chapter, collapsed = false) => ({
    label,
    collapsed,
    items: pages.filter(isThere).map(page => linkTo({ title: page.file, text: "", ...page }, page.label)),
  });
  const sidebar = [
    ...CHAPTERS.map(one => chapter(one)),
    referenceOf(reference),
    ...APPENDICES.map(one => chapter(one, true)),
  ];
  const pages = [
    homeOf(read(HOME.file), HOME.file, places),
    ...sources.map(({ file, route }) => pageOf(read(file), file, route, places)),
    ...reference.resources,
    ...reference.lookups,
    ...reference.others,
  ];

  rmSync(content, { recursive: true, force: true });
  for (const page of pages) {
    const file = join(content, "docs", `${page.route || "index"}.${page.kind ?? "md"}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, pageText(page, descriptionOf(page.text.replace(/^import .+\n+/, ""))));
  }
  writeFileSync(join(content, "navigation.json"), JSON.stringify({ sidebar, repository: address }));
  return pages.length;
};
