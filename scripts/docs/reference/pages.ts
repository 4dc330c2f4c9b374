/* The reference: a page of each resource and lookup, made of the schema and of what the code says beside it. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { importBundled } from "../../bundled.ts";
import { quoted, sectionsOf, tablesIn } from "../../documented.ts";
import type { PackageSpec } from "../../schema/spec.ts";
import { withLinks, type Places } from "../links.ts";
import type { Page } from "../markdown.ts";
import { codesPage, configurationPage, lookupPage } from "./other-pages.ts";
import type * as facts from "./facts.ts";
import { refusalsOf } from "./refusals.ts";
import { resourcePage } from "./resource-page.ts";
import { kebab } from "./text.ts";

type Facts = typeof facts;

export interface Reference {
  readonly resources: readonly Page[];
  readonly lookups: readonly Page[];
  readonly others: readonly Page[];
}

const bare = (token: string): string => token.split(":").at(-1) ?? token;

const routeOf = (name: string): string => `reference/${kebab(name)}`;

/** What people wrote of a resource is part of its page. */
export const routesOfNotes = (repository: string): [file: string, route: string][] =>
  globSync("docs/reference/[A-Z]*[a-z].md", {
    cwd: repository,
    exclude: name => name.endsWith("README.md"),
  }).map(file => [file, routeOf(basename(file, ".md"))]);

/** From the table of the native plugin, which says it for every class. */
const importIds = (readme: string): Map<string, { id: string; note: string }> => {
  const rows = sectionsOf("provider/README.md", readme)
    .flatMap(({ text }) => tablesIn(text.replace(/^ +\|/gm, "|")))
    .flat()
    .filter(row => row.class !== undefined && row.id !== undefined);
  return new Map(
    rows.flatMap(({ class: names = "", id = "", note = "" }) =>
      quoted(names).map(name => [name, { id, note }]),
    ),
  );
};

/** @param repository the folder of the project */
export const referencePages = async (repository: string, places: Places): Promise<Reference> => {
  const provider = join(repository, "provider");
  const read = (...path: string[]): string => readFileSync(join(repository, ...path), "utf8");
  const schema = JSON.parse(read("provider", "schema.json")) as PackageSpec;
  const { factsOf, PERMISSIONS, WAYS_OUT } = await importBundled<Facts>(
    join(import.meta.dirname, "facts.ts"),
  );
  const ids = importIds(read("provider", "README.md"));

  const resource = async (token: string): Promise<Page> => {
    const name = bare(token);
    const spec = schema.resources[token];
    const importId = ids.get(name);
    const notes = join(repository, "docs", "reference", `${name}.md`);
    if (spec === undefined || importId === undefined) throw new Error(`nothing says how ${name} is imported`);
    if (!existsSync(notes)) throw new Error(`${notes} is missing: what ${name} costs, and what its end does`);
    return resourcePage(name, spec, {
      schema,
      facts: await factsOf(name),
      refusals: refusalsOf(provider, kebab(name)),
      permission: PERMISSIONS.get(name),
      importId,
      notes: withLinks(
        readFileSync(notes, "utf8").replace(/^# .+\n+/, ""),
        `docs/reference/${name}.md`,
        routeOf(name),
        places,
      ),
      file: join(provider, "src", "resources", kebab(name), "index.ts"),
    });
  };
  return {
    resources: await Promise.all(Object.keys(schema.resources).map(resource)),
    lookups: Object.entries(schema.functions).map(([token, spec]) =>
      lookupPage(bare(token), spec, PERMISSIONS.get(bare(token)), schema),
    ),
    others: [configurationPage(schema), codesPage(WAYS_OUT)],
  };
};
