import { guid } from "../lifecycle/inputs";
import { querySites, type SiteFilter, type WireSite } from "../wix/sites";
import { programConnection } from "./connection";
import { NotFoundError, SeveralSitesError } from "./errors";

/** What is left out does not restrict the answer. */
export interface GetSitesArgs {
  premium?: boolean;
  published?: boolean;
  domainConnected?: boolean;
  /** A phrase of the name, the display name or a domain. */
  name?: string;
  /** E.g. `WIX`, `HEADLESS`. @default both */
  namespaces?: string[];
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

export type Site = WireSite;

export const getSites = ({ accountId, ...filter }: GetSitesArgs = {}): Promise<Site[]> =>
  querySites(programConnection(), filter satisfies SiteFilter, accountId);

/** Exactly one of `siteId` and `name`. */
export interface GetSiteArgs {
  /** GUID. */
  siteId?: string;
  /** The whole name of the site or its whole display name, letter for letter. */
  name?: string;
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

const isWanted = ({ siteId, name }: GetSiteArgs): ((site: Site) => boolean) => {
  if ((siteId === undefined) === (name === undefined))
    throw new Error("getSite takes either a siteId or a name.");
  if (siteId === undefined) return site => site.name === name || site.displayName === name;
  const id = guid.safeParse(siteId);
  if (!id.success) throw new Error(`siteId: ${id.error.issues[0]?.message ?? ""}`);
  return site => site.id === id.data;
};

const noSite = (sought: string, trashed: readonly Site[]): NotFoundError =>
  new NotFoundError(
    "site",
    sought,
    trashed.length === 0
      ? `The account has no site "${sought}". Check it and accountId; a name has to be the whole one, letter for letter.`
      : `Site "${sought}" is in the trash (${trashed.map(({ id }) => id).join(", ")}). Restore it in Wix, or take another.`,
  );

/** Goes through the whole list: Wix has no call that reads one site (docs/wix/sites.md#there-is-no-get-site). */
export const getSite = async (args: GetSiteArgs): Promise<Site> => {
  const sought = args.siteId ?? args.name ?? "";
  const wanted = isWanted(args);
  const found = (await querySites(programConnection(), {}, args.accountId)).filter(wanted);
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
