import * as z from "zod";
import type { Open } from "../core/open";
import { present } from "../core/present";
import type { Wix } from "./client";
import { allPages, PAGE, Paging, type Page } from "./paging";

/** A kind of site; `HEADLESS` are headless projects. Wix has many more (docs/wix/sites.md#object-site). */
export type SiteNamespace = Open<"WIX" | "HEADLESS">;

/** A site as Wix shows it (docs/wix/sites.md#object-site). */
export interface Site {
  /** GUID. */
  id: string;
  /** Its name in Wix's dashboard and addresses. */
  name: string;
  /** What visitors see as its name. */
  displayName: string;
  /** GUID. */
  ownerAccountId?: string;
  /** Whether it is online. */
  published: boolean;
  /** Whether it has a paid plan. */
  premium: boolean;
  /** Whether a domain of its own is connected. */
  domainConnected: boolean;
  /** Absent while unpublished. */
  viewUrl?: string;
  /** `WIX`, `HEADLESS`, … */
  namespace?: SiteNamespace;
  /** ISO 8601. */
  createdDate?: string;
  /** ISO 8601; only of a site in the trash. */
  trashedDate?: string;
}

const text = z
  .string()
  .optional()
  .catch(undefined)
  .transform(value => (value === "" ? undefined : value));
const flag = z.boolean().catch(false);

const ReadSite = z
  .looseObject({
    id: z.string().toLowerCase(),
    name: z.string().catch(""),
    displayName: z.string().catch(""),
    ownerAccountId: text,
    published: flag,
    premium: flag,
    domainConnected: flag,
    viewUrl: text,
    namespace: text,
    createdDate: text,
    trashedDate: text,
  })
  .transform(
    ({ id, name, displayName, ownerAccountId, published, premium, domainConnected, ...rest }): Site =>
      present({
        id,
        name,
        displayName,
        ownerAccountId: ownerAccountId?.toLowerCase(),
        published,
        premium,
        domainConnected,
        viewUrl: rest.viewUrl,
        namespace: rest.namespace,
        createdDate: rest.createdDate,
        trashedDate: rest.trashedDate,
      }),
  );

/** Samples of different years name the paging differently. */
const QueryAnswer = z
  .looseObject({ sites: z.array(ReadSite), metadata: Paging, cursorPaging: Paging, pagingMetadata: Paging })
  .transform(({ sites, metadata, cursorPaging, pagingMetadata }): Page<Site> => ({
    items: sites,
    next: metadata.next ?? cursorPaging.next ?? pagingMetadata.next,
    hasNext: undefined,
  }));

const TransferAnswer = z.looseObject({}).transform(() => ({}));

/** What to find sites by; a filter on the id is refused by Wix today (docs/wix/sites.md#there-is-no-get-site). */
export interface SiteFilter {
  premium?: boolean | undefined;
  published?: boolean | undefined;
  domainConnected?: boolean | undefined;
  /** Searches name, display name and domains. */
  name?: string | undefined;
  namespaces?: readonly string[] | undefined;
}

/** Wix shows sites of `WIX` alone unless others are named. */
const NAMESPACES: readonly string[] = ["WIX", "HEADLESS"];

/**
 * All sites of the account that fit, oldest first (docs/wix/sites.md#query-sites): new ones come at the end.
 * @throws TransportError where the list has no end
 */
export const querySites = (
  wix: Wix,
  { namespaces = NAMESPACES, ...filter }: SiteFilter,
  accountId: string | undefined,
): Promise<Site[]> => {
  const first = {
    filter: { namespace: { $in: namespaces }, ...present(filter) },
    sort: [{ fieldName: "createdDate", order: "ASC" }],
    cursorPaging: { limit: PAGE },
  };
  return allPages({
    what: "query sites",
    nameOf: ({ id }) => id,
    read: cursor =>
      wix.call({
        what: "query sites",
        method: "POST",
        path: "/site-list/v2/sites/query",
        body: { query: cursor === undefined ? first : { cursorPaging: { limit: PAGE, cursor } } },
        effect: "read",
        accountId,
        answer: QueryAnswer,
      }),
  });
};

/** One transfer; accounts are GUIDs. */
export interface Transfer {
  siteId: string;
  sourceAccountId: string;
  targetAccountId: string;
  enableNotifications: boolean;
}

/** The header names the target (docs/wix/sites.md#transfer-site). Fails when it is repeated. */
export const transferSite = async (
  wix: Wix,
  { siteId, sourceAccountId, targetAccountId, enableNotifications }: Transfer,
): Promise<void> => {
  await wix.call({
    what: `transfer site ${siteId} from account ${sourceAccountId} to account ${targetAccountId}`,
    method: "POST",
    path: "/b2b-site-management/v1/transfer-site",
    body: { siteTransfer: { siteId, sourceAccountId, enableNotifications } },
    effect: "write",
    accountId: targetAccountId,
    answer: TransferAnswer,
  });
};
