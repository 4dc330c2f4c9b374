import type { Account } from "./account";
import { Reference } from "./code";
import { byAge, camel, kebab, Names } from "./names";

export interface NamedSite {
  id: string;
  /** As people call it; may be anything. */
  title: string;
  /** `bakery`, for files and resources. */
  slug: string;
  /** Field of `sites`. */
  variable: string;
}

/** Names of an account's sites, and which of them a program speaks of. */
export class Sites {
  readonly #sites = new Map<string, NamedSite>();
  readonly #used = new Set<string>();

  constructor({ sites }: Pick<Account, "sites">) {
    const [slugs, variables] = [new Names(), new Names("")];
    for (const { id, name } of byAge(sites))
      this.#sites.set(id, {
        id,
        title: name,
        slug: slugs.take(kebab(name) || "site"),
        variable: variables.take(camel(name, "site")),
      });
  }

  /** Its constant; the GUID where the account shows no such site. */
  reference(siteId: string): Reference | string {
    const id = siteId.toLowerCase();
    const site = this.#sites.get(id);
    if (site === undefined) return id;
    this.#used.add(id);
    return new Reference(`sites.${site.variable}`, "sites", "sites", id);
  }

  slug(siteId: string): string {
    return this.#sites.get(siteId.toLowerCase())?.slug ?? `site-${siteId.slice(0, 8).toLowerCase()}`;
  }

  used(): NamedSite[] {
    return [...this.#sites.values()].filter(({ id }) => this.#used.has(id));
  }
}
