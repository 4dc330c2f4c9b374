/*
 * One sentence or two on what to do about a refusal, for the codes of docs/wix. Codes are opaque strings; some Wix APIs
 * use blanks and mixed case in them (docs/wix/README.md#codes-are-opaque-strings).
 */

const ASK_FOR_PLAN =
  "A domain needs an active Premium plan on its site: put one there with a Package, and let this resource depend on the package.";
const NOT_SOLD =
  "Wix does not sell domains of this TLD. Choose another one; `checkDomainAvailability` tells which names it sells.";
const NO_ACCOUNT =
  "Wix does not know the account. Check accountId, wix:accountId or WIX_ACCOUNT_ID: it is shown beside the API keys in Wix's account settings.";

/** Who calls, and for whom. */
const OF_THE_CALLER: Readonly<Record<string, string>> = {
  USER_ID_NOT_FOUND:
    "Wix did not recognise the API key. Check wix:apiKey (or WIX_API_KEY): the whole key, without a scheme word.",
  TARGET_ACCOUNT_NOT_FOUND: NO_ACCOUNT,
  ACCOUNT_NOT_FOUND: NO_ACCOUNT,
  PERMISSION_DENIED:
    "The API key may not do this for the account, or what it names is of another one. Check the name and accountId, and the key's permissions in Wix's account settings.",
  DOMAINS_PERMISSION_DENIED:
    "The API key lacks the permission for domains (Manage Domains), or may not act for this account. Some accounts cannot grant it: ask Wix then.",
  SITE_LIST_READ_FORBIDDEN:
    "The API key may not read sites. Give it the permission Read Site Data (SITE_LIST.READ) in Wix's account settings.",
  META_SITE_NOT_FOUND:
    "The site is not in the account of the API key. Check siteId, and whether the key was made in that account.",
  DOMAINS_GUID_NOT_VALID:
    "Check accountId, wix:accountId and siteId: each is a GUID, as in the address of the site's dashboard.",
  DOMAINS_GUID_NOT_FOUND:
    "Wix does not know the account or the site. Check accountId and siteId, and that the site is not in the trash.",
  DOMAINS_SITE_NOT_PERMITTED: "The site belongs to another Wix account. Check siteId and accountId.",
  DOMAINS_NO_THROTTLER_KEY:
    "Wix could not tell for whom to count the request. Check accountId and wix:accountId; if both are right, ask Wix with the request id.",
};

/** Domains that are registered or connected, and the search for them. */
const OF_DOMAINS: Readonly<Record<string, string>> = {
  INVALID_DOMAIN:
    "Wix does not sell this name: its TLD is not supported, or it is not for sale. `suggestDomains` finds names that are.",
  DOMAIN_TOO_LONG: "Choose a name of 63 characters at most.",
  DOMAIN_TOO_SHORT: "Choose a name of 3 characters or more before its TLD.",
  INVALID_TLD:
    "The product instance covers another TLD. Use a product for this one, or adjust the product instance in its package.",
  TLD_NOT_SUPPORTED: NOT_SOLD,
  DOMAINS_UNSUPPORTED_TLD: NOT_SOLD,
  INVALID_QUERY: "Write the query in letters, digits, blanks, dots and hyphens only.",
  INVALID_TLD_FORMAT: 'Write each of tlds without its dot, such as "com".',
  SUBDOMAIN_NOT_SUPPORTED:
    "Only root domains can be registered. Register the root domain, and declare the name below it in DnsZoneRecords.",
  DOMAIN_ALREADY_TAKEN: "Somebody has registered the name. `suggestDomains` finds names that are free.",
  REGISTERED_DOMAIN_ALREADY_EXISTS:
    "Wix has a registration of this name already, but does not show it to this account. Check accountId.",
  REGISTERED_DOMAIN_NOT_FOUND:
    "The domain is not registered through this account. Check domain and accountId; one registered elsewhere is a ConnectedDomain.",
  CANNOT_ASSIGN_DOMAIN_TO_FREE_SITE: ASK_FOR_PLAN,
  NON_PREMIUM_SITE: ASK_FOR_PLAN,
  INVALID_PRODUCT_INSTANCE:
    "The product instance cannot pay for a domain: it has to be a domain product that is on no site and not used yet. Check productInstanceId.",
  PRODUCT_INSTANCE_NOT_ACTIVE:
    "The product instance is not active. Look at its status in the package: what failed or was cancelled needs a new package.",
  AWAITING_PRODUCT_ACTIVATION:
    "The product instance is being activated, which takes a couple of minutes. Run again then.",
  SKU_NOT_FOUND:
    "Wix has not set up the product for this name. Ask Wix (bizdev@wix.com), with the product's id and the request id.",
  NOT_FOUND: "This account has none of that name. Check the name and accountId.",
  DOMAINS_DOMAIN_NOT_PERMITTED:
    "The domain belongs to another Wix account. Check accountId, or have it disconnected there first.",
  "Invalid domain":
    "The name is not registered anywhere, or Wix does not allow it. Register it first: `RegisteredDomain` does that through Wix.",
  "Invalid connection type":
    'Root domains are connected by "NAMESERVERS" or "POINTING"; leave connectionType out for a subdomain.',
  DOMAINS_ALREADY_EXISTS:
    "The domain is connected already, with other settings or to another account. Declare it as it is, or disconnect it in Wix first.",
  INVALID_DOMAINS_PREVIEW_RECORDS:
    "Wix could not compute the records of this domain. Check its spelling and that it is registered; otherwise ask Wix with the request id.",
  DOMAINS_MISSING_SITE_ID_FOR_ASSIGN_AS:
    "A role needs a site. Declare siteId beside assignmentType, or leave both out.",
};

/** Zones and record sets. */
const OF_ZONES: Readonly<Record<string, string>> = {
  DNS_ZONE_NOT_FOUND:
    "Wix hosts no zone of this name: only domains registered through Wix or connected by NAMESERVERS have one. Check domainName, or let the records depend on the domain.",
  DOMAIN_NOT_PERMITTED:
    "The domain is not of this account, or no Premium plan covers it, or the API key was made by a co-owner: the owner of the site has to create it, with the permission Manage Domains.",
  DOMAIN_ALREADY_EXISTS:
    "The zone exists already. Nothing has to be made: declare its records in DnsZoneRecords, which adopts what is there.",
  DOMAIN_DNS_EMPTY_RECORD_VALUE: "Give the record set at least one value, or take it out of records.",
  // Wix's table has the code a second time, for sets that stand there twice (docs/wix/dns.md#errors-of-dns-zones).
  DOMAIN_MX_RECORD_VALUE_INVALID:
    'Write each MX value as preference, blank and host, such as "10 mx1.example.net". If they are so written, the zone has a set of this type and host name that was not there when it was read: run again.',
  DOMAIN_CNAME_RECORD_HOSTNAME_INVALID:
    'Give the CNAME a host name below the zone, such as "www"; the zone itself takes A and AAAA records.',
  DOMAIN_DUPLICATE_RECORDS:
    "There is a record set of this type and host name already; the zone has changed meanwhile. Run again to compare with the zone as it is now.",
  DOMAIN_UPDATE_EMPTY_UPDATE_REQUEST:
    "The zone has changed meanwhile, and nothing was left to change. Run `pulumi refresh`, then again.",
  INVALID_NS_RECORD:
    "NS records belong to Wix and cannot be changed. Take them out of records; to delegate a name elsewhere, host the zone elsewhere.",
  ALREADY_EXISTS: "It exists already. Run `pulumi refresh`, then again, to compare with what is there now.",
};

/** Packages, their product instances, and sites. */
const OF_RESELLERS: Readonly<Record<string, string>> = {
  PRODUCT_NOT_FOUND:
    "Wix has no such product. Check catalogProductId against the list that Wix sent you: no API shows it.",
  SITE_NOT_FOUND: "The site does not exist, or is not in the account. Check the site's and the account's id.",
  PRODUCT_LIMIT_EXCEEDED:
    "The account has as many of this product as it may. Cancel one that is not needed, or ask Wix for more.",
  PRODUCT_SETTINGS_NOT_FOUND:
    "Wix has not set up how this product is cancelled, so it cannot be bought. Ask Wix (bizdev@wix.com).",
  MISSING_BILLING_CYCLE: "The product has several billing cycles: declare one in billingInfo.",
  INCOMPATIBLE_BILLING_CYCLE:
    "The product has no such billing cycle: declare one of its own in billingInfo, from the list that Wix sent you.",
  INVALID_BILLING_CYCLE:
    "The billing cycle is none that Wix allows here. Declare one of the product's own in billingInfo; a domain product's is 1, 2 or 3 years.",
  INVALID_PRODUCTS:
    "Wix does not sell one of the products under this contract. Check catalogProductId, or ask Wix.",
  MULTIPLE_PRODUCT_ASSIGNMENTS:
    "These products do not go together on one site: give them other sites, or take one out.",
  PRODUCT_TYPE_ALREADY_ASSIGNED:
    "The site has a product of this type already. Take that one off the site first, or adjust it in place of a new one.",
  PRODUCT_NOT_SUPPORTED_ON_SITE:
    "The site lacks a product that this one needs, such as a Premium plan: put that one on the site in a Package of its own, and let this resource depend on it.",
  PRODUCT_INSTANCE_NOT_FOUND:
    "Wix does not know the product instance. Check productInstanceId and accountId; if it was cancelled elsewhere, `pulumi refresh` finds that out.",
  INCOMPATIBLE_PRODUCT_INSTANCE_STATUS:
    "The instance's status does not allow it. Look at productInstances: wait for what is pending; what is cancelled or failed cannot be changed any more.",
  INCOMPATIBLE_PRODUCT:
    "A product can change only within its type. Declare a second Package with the other product, and take this one out when it is no longer needed.",
  MISSING_PRODUCT_DETAILS: "Declare catalogProductId and billingInfo with its cycle in full.",
  TARGET_ACCOUNT_ID_NOT_FOUND: "Wix does not know the target account. Check targetAccountId.",
  SITE_TRANSFER_NOT_ALLOWED:
    "Wix has not approved transfers between these accounts. The target has to be the account of the API key or one of its sub-accounts; ask Wix to approve the source.",
  SITE_TRANSFER_NOT_SUPPORTED:
    "The site has paid services. Cancel their packages first, which disconnects its domain, transfer it, then buy them anew.",
  PREMIUM_NOT_PERMITTED:
    "The site's plan cannot be taken off it. Assign the plan to another site first, or ask Wix.",
};

/** By Wix's code. */
export const BY_CODE: Readonly<Record<string, string>> = {
  ...OF_THE_CALLER,
  ...OF_DOMAINS,
  ...OF_ZONES,
  ...OF_RESELLERS,
};

/** Refusals that come without a code (docs/wix/README.md#refusals-outside-the-tables). */
const BY_TEXT: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /controller mapped to .*was not found/i,
    "Wix has no such path: the API may not be open to this account. Check wix:baseUrl (or WIX_BASE_URL), then ask Wix.",
  ],
  [
    /subject is missing/i,
    "Wix could not tell who calls. Check wix:apiKey (or WIX_API_KEY) and wix:accountId: both have to be set, and of one account.",
  ],
];

const NOT_IMPLEMENTED = 501;

/** Whoever answers, a proxy too (docs/wix/README.md#statuses-and-what-to-do). */
const byStatus = (status: number): string | undefined =>
  status >= 500 && status !== NOT_IMPLEMENTED
    ? "This may pass by itself. Run again in some minutes; what was done until then is found."
    : BY_STATUS[status];

const BY_STATUS: Readonly<Record<number, string>> = {
  401: "Check wix:apiKey (or WIX_API_KEY): it may be revoked, lack a permission, or belong to another account.",
  403: "The API key may not do this. Check its permissions and accountId.",
  429: "Wix throttles this account. Lower wix:requestsPerMinute, or let fewer pipelines run at once.",
};

/** Only where Wix itself says so. */
const BY_REFUSAL: Readonly<Record<number, string>> = {
  400: "Correct the fields that Wix names; where it names none, ask Wix with the request id.",
  404: "Wix has no such thing in this account. Check its name or id, and accountId.",
  409: "It exists already or was changed meanwhile. Run `pulumi refresh`, then again.",
  428: "The present state at Wix forbids it. Look there at what it depends on, such as plan, product and domain, then run again.",
  [NOT_IMPLEMENTED]: "Wix does not offer this to the account yet. Ask Wix with the request id.",
};

/**
 * What to do about an answer that is no success.
 * @param status HTTP
 * @param code Wix's own, if the answer holds one
 * @param refusal what Wix says, of a refusal that is proven to be Wix's
 */
export const remediation = (
  status: number,
  code: string | undefined,
  refusal?: { text: string },
): string | undefined =>
  (code === undefined ? undefined : BY_CODE[code]) ??
  BY_TEXT.find(([pattern]) => refusal !== undefined && pattern.test(refusal.text))?.[1] ??
  byStatus(status) ??
  (refusal && BY_REFUSAL[status]);
