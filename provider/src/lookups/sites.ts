import * as z from "zod";
import { guid, optional } from "../lifecycle/inputs";
import type { Wix } from "../wix/client";
import { querySites, type Site, type SiteNamespace } from "../wix/sites";
import { ACCOUNT, exactlyOne, readArguments } from "./arguments";
import { NotFoundError, SeveralSitesError } from "./errors";

/** What is left out does not restrict the answer. */
export interface GetSitesArgs {
  /** Whether it has a paid plan. @default both */
  premium?: boolean;
  /** Whether it is online. @default both */
  published?: boolean;
  /** Whether a domain of its own is connected. @default both */
  domainConnected?: boolean;
  /** A phrase of the name, the display name or a domain. */
  name?: string;
  /** Kinds of sites, e.g. `WIX`, `HEADLESS`. @default both of these */
  namespaces?: SiteNamespace[];
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

const flag = optional(z.boolean("write true or false"));

const text = z.string("not a text").min(1, "is empty; leave it out to find all");

/** Wix may come to know more namespaces, so none is refused (docs/wix/sites.md#object-site). */
const namespaces = z
  .array(text, 'not a list such as ["WIX", "HEADLESS"]')
  .min(1, "names none; leave it out for WIX and HEADLESS");

const SITES = {
  premium: flag,
  published: flag,
  domainConnected: flag,
  name: optional(text),
  namespaces: optional(namespaces),
  ...ACCOUNT,
};

export const getSites = async (wix: Wix, args: GetSitesArgs = {}): Promise<Site[]> => {
  const { accountId, ...filter } = readArguments("getSites", SITES, args);
  return querySites(wix, filter, accountId);
};

/** Exactly one of `siteId` and `name`. */
interface SiteSought {
  /** GUID. */
  siteId?: string;
  /** The whole name of the site or its whole display name, letter for letter. */
  name?: string;
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** Which site, by its id. */
export interface SiteById extends SiteSought {
  /** GUID. */
  siteId: string;
  /** Only without a `siteId`. */
  name?: never;
}

/** Which site, by its name. */
export interface SiteByName extends SiteSought {
  /** Only without a `name`. */
  siteId?: never;
  /** The whole name of the site or its whole display name, letter for letter. */
  name: string;
}

/** Exactly one of `siteId` and `name`. */
export type GetSiteArgs = SiteById | SiteByName;

const ONE_SITE = { siteId: optional(guid), name: optional(text), ...ACCOUNT };

const isWanted =
  ({ siteId, name }: SiteSought) =>
  (site: Site): boolean =>
    siteId === undefined ? site.name === name || site.displayName === name : site.id === siteId;

const noSite = (sought: string, trashed: readonly Site[]): NotFoundError =>
  new NotFoundError(
    "site",
    sought,
    trashed.length === 0
      ? `The account has no site "${sought}". Check it and accountId; a name has to be the whole one, letter for letter.`
      : `Site "${sought}" is in the trash (${trashed.map(({ id }) => id).join(", ")}). Restore it in Wix, or take another.`,
  );

/** Goes through the whole list: Wix has no call that reads one site (docs/wix/sites.md#there-is-no-get-site). */
export const getSite = async (wix: Wix, args: GetSiteArgs): Promise<Site> => {
  const read = readArguments("getSite", ONE_SITE, args, exactlyOne<SiteSought>("siteId", "name"));
  const sought = read.siteId ?? read.name ?? "";
  const found = (await querySites(wix, {}, read.accountId)).filter(isWanted(read));
  const usable = found.filter(({ trashedDate }) => trashedDate === undefined);
  const [site, ...others] = usable;
  if (site === undefined) throw noSite(sought, found);
  if (others.length > 0)
    throw new SeveralSitesError(
      sought,
      usable.map(({ id }) => id),
    );
  return site;
};
