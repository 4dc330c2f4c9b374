import type { Account, Left } from "./account";
import { Resources, type Declared } from "./declared";
import { declareDomains } from "./domains";
import { declarePackages } from "./packages";
import { Sites, type NamedSite } from "./site-names";

export interface Program {
  resources: readonly Declared[];
  sites: readonly NamedSite[];
  left: readonly Left[];
  /** Registered domains that are declared. */
  withContacts: readonly string[];
  sets: { declared: number; wixs: number };
}

/** What a program declares of an account. The same for the same account. @param now ms since the epoch */
export const programOf = (account: Account, now: number): Program => {
  const sites = new Sites(account);
  const resources = new Resources(account.accountId);
  const packages = declarePackages(account, resources, sites);
  const domains = declareDomains(account, { resources, sites, packages, now });
  return {
    resources: resources.all,
    sites: sites.used(),
    left: [...account.unread, ...packages.left, ...domains.left],
    withContacts: domains.withContacts,
    sets: domains.sets,
  };
};
