import { querySites, type SiteFilter, type WireSite } from "../wix/sites";
import { programConnection } from "./connection";

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
