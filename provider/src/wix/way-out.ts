/**
 * One sentence on what to do, for the codes that the fact sheet knows more about than Wix's own text says.
 * Codes are opaque strings; some Wix APIs use blanks and mixed case in them.
 */
const BY_CODE: Readonly<Record<string, string>> = {
  USER_ID_NOT_FOUND:
    "Wix did not recognise the API key. Check wix:apiKey (or WIX_API_KEY): the whole key, without a scheme word.",
  TARGET_ACCOUNT_NOT_FOUND:
    "Wix does not know the account. Check accountId, wix:accountId or WIX_ACCOUNT_ID: it is shown beside the API keys in Wix's account settings.",
  DOMAIN_NOT_PERMITTED:
    "The domain is not of this account, or no Premium plan covers it, or the API key was made by a co-owner: the owner of the site has to create it, with the permission Manage Domains.",
  DOMAINS_DOMAIN_NOT_PERMITTED: "The domain belongs to another Wix account. Check accountId.",
  DOMAINS_PERMISSION_DENIED:
    "The API key lacks the permission for domains (Manage Domains), or may not act for this account. Some accounts cannot grant it: ask Wix then.",
  DNS_ZONE_NOT_FOUND:
    "Wix hosts no zone of this name: only domains registered through Wix or connected by NAMESERVERS have one.",
  DOMAIN_DUPLICATE_RECORDS:
    "There is a record set of this type and host name already; the zone has changed meanwhile. Run again to compare with the zone as it is now.",
  INVALID_NS_RECORD: "NS records belong to Wix and cannot be changed.",
  SITE_LIST_READ_FORBIDDEN: "The API key lacks the permission to read sites (SITE_LIST.READ).",
  META_SITE_NOT_FOUND: "The site is not in the account of the API key. Check siteId and accountId.",
};

const BY_STATUS: Readonly<Record<number, string>> = {
  401: "Check wix:apiKey (or WIX_API_KEY): it may be revoked, lack a permission, or belong to another account.",
  403: "The API key may not do this. Check its permissions and accountId.",
  429: "Wix throttles this account. Lower wix:requestsPerMinute, or let fewer pipelines run at once.",
};

export const wayOut = (status: number, code: string | undefined): string | undefined =>
  (code === undefined ? undefined : BY_CODE[code]) ?? BY_STATUS[status];
