/**
 * One sentence on what to do, for the codes that docs/wix knows more about than Wix's own text says.
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
  INVALID_DOMAIN: "Wix does not sell this name: its TLD is not supported, or it is not for sale.",
  DOMAIN_TOO_LONG: "The name without its TLD has more than 63 characters.",
  DOMAIN_TOO_SHORT: "The name without its TLD has fewer than 3 characters.",
  INVALID_TLD:
    "The product instance covers another TLD. Use a product for this one, or adjust the product instance in its package.",
  TLD_NOT_SUPPORTED: "Wix does not sell domains of this TLD.",
  DOMAINS_UNSUPPORTED_TLD: "Wix does not sell domains of this TLD.",
  SUBDOMAIN_NOT_SUPPORTED: "Only root domains can be registered.",
  DOMAIN_ALREADY_TAKEN: "Somebody has registered the name. `suggestDomains` finds names that are free.",
  REGISTERED_DOMAIN_ALREADY_EXISTS:
    "Wix has a registration of this name already, but does not show it to this account. Check accountId.",
  CANNOT_ASSIGN_DOMAIN_TO_FREE_SITE:
    "A domain needs a Premium plan on its site: let this resource depend on the package with the plan.",
  NON_PREMIUM_SITE:
    "A domain needs a Premium plan on its site: let this resource depend on the package with the plan.",
  PRODUCT_INSTANCE_NOT_FOUND:
    "Wix does not know the product instance. Check productInstanceId and accountId.",
  INVALID_PRODUCT_INSTANCE:
    "The product instance cannot pay for a domain: it has to be a domain product that is on no site and not used yet.",
  PRODUCT_INSTANCE_NOT_ACTIVE: "The product instance is not active. Look at its status in the package.",
  AWAITING_PRODUCT_ACTIVATION: "The product instance is being activated, which takes a couple of minutes.",
  INVALID_BILLING_CYCLE:
    "The billing cycle is none that Wix allows here. Declare one of the product's own in billingInfo; a domain product's is 1, 2 or 3 years.",
  SKU_NOT_FOUND: "Wix has no product for this name. Ask Wix.",
  "Invalid domain":
    "The name is not registered anywhere, or Wix does not allow it. Register it first: `RegisteredDomain` does that through Wix.",
  "Invalid connection type":
    'Root domains are connected by "NAMESERVERS" or "POINTING"; subdomains have no connection type.',
  DOMAINS_ALREADY_EXISTS: "The domain is connected already, with other settings or to another account.",
  DOMAINS_GUID_NOT_VALID: "Check accountId and siteId.",
  DOMAINS_GUID_NOT_FOUND: "Wix does not know the account or the site. Check accountId and siteId.",
  INVALID_DOMAINS_PREVIEW_RECORDS: "Wix cannot compute records for this domain. Ask Wix.",
  PRODUCT_NOT_FOUND: "Check catalogProductId: Wix tells a partner which products it may sell.",
  ACCOUNT_NOT_FOUND: "Wix does not know the account. Check accountId, wix:accountId or WIX_ACCOUNT_ID.",
  SITE_NOT_FOUND: "The site does not exist, or is not in the account. Check the site's and the account's id.",
  PRODUCT_LIMIT_EXCEEDED: "The account has as many of this product as it may. Cancel one, or ask Wix.",
  PRODUCT_SETTINGS_NOT_FOUND: "Wix has not configured this product for the contract. Ask Wix.",
  MISSING_BILLING_CYCLE: "The product has several billing cycles: declare one in billingInfo.",
  INCOMPATIBLE_BILLING_CYCLE: "The product has no such billing cycle: declare one of its own in billingInfo.",
  INVALID_PRODUCTS:
    "Wix does not sell one of the products under this contract. Check catalogProductId, or ask Wix.",
  MULTIPLE_PRODUCT_ASSIGNMENTS:
    "These products do not go together on one site: give them other sites, or take one out.",
  PRODUCT_TYPE_ALREADY_ASSIGNED:
    "The site has a product of this type already. Take that one off the site first, or adjust it in place of a new one.",
  PRODUCT_NOT_SUPPORTED_ON_SITE:
    "The site lacks a product that this one needs, such as a Premium plan: put that one on the site in a Package of its own, and let this resource depend on it.",
  INCOMPATIBLE_PRODUCT_INSTANCE_STATUS:
    "The instance's status does not allow it. Look at productInstances: what is cancelled or failed cannot be changed any more.",
  INCOMPATIBLE_PRODUCT:
    "A product can change only within its type. Declare a second Package with the other product, and take this one out when it is no longer needed.",
  MISSING_PRODUCT_DETAILS: "Declare catalogProductId and billingInfo with its cycle in full.",
  TARGET_ACCOUNT_ID_NOT_FOUND: "Wix does not know the target account. Check targetAccountId.",
  SITE_TRANSFER_NOT_ALLOWED:
    "Wix has not approved transfers between these accounts. The target has to be the account of the API key or one of its sub-accounts; ask Wix to approve the source.",
  SITE_TRANSFER_NOT_SUPPORTED:
    "The site has paid services. Cancel their packages first, which disconnects its domain, transfer it, then buy them anew.",
  SITE_LIST_READ_FORBIDDEN: "The API key lacks the permission to read sites (SITE_LIST.READ).",
  META_SITE_NOT_FOUND: "The site is not in the account of the API key. Check siteId and accountId.",
};

const BY_STATUS: Readonly<Record<number, string>> = {
  401: "Check wix:apiKey (or WIX_API_KEY): it may be revoked, lack a permission, or belong to another account.",
  403: "The API key may not do this. Check its permissions and accountId.",
  429: "Wix throttles this account. Lower wix:requestsPerMinute, or let fewer pipelines run at once.",
};

export const remediation = (status: number, code: string | undefined): string | undefined =>
  (code === undefined ? undefined : BY_CODE[code]) ?? BY_STATUS[status];
