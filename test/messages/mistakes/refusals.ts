import { refusing, type Mistake, type Subject } from "../mistake.ts";

const records = 'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [mx] });';
const pack = 'new wix.Package("plan", { products: [plan] });';
const connected =
  'new wix.ConnectedDomain("bakery", { domain: "bakery.example", connectionType: "POINTING", siteId: premiumSite });';
const registered =
  'new wix.RegisteredDomain("bakery", { domain: "bakery-of-ann.com", productInstanceId: instance, contacts: { registrant } });';

const refused = (title: string, program: string, answer: NonNullable<Mistake["answer"]>): Mistake => ({
  title,
  program,
  command: "up",
  answer,
});

/** What the key, its owner or its account lack. */
export const PERMISSIONS: Subject = {
  title: "Keys and permissions",
  mistakes: {
    "key-wrong": {
      title: "The key is wrong, or was withdrawn",
      program: records,
      config: { apiKey: "withdrawn" },
      command: "up",
    },
    "permission-domains": refused(
      "The key lacks the permission for domains",
      records,
      refusing("GET", /dns-zones/, 403, "DOMAINS_PERMISSION_DENIED"),
    ),
    "permission-resellers": refused(
      "The key may not sell",
      pack,
      refusing("POST", /packages/, 403, "PERMISSION_DENIED"),
    ),
    "account-of-others": {
      title: "An account that the key does not belong to",
      program: records,
      config: { accountId: "00000000-0000-4000-8000-00000000ffff" },
      command: "up",
    },
    "zone-not-permitted": refused(
      "The domain is not the account's, or has no plan",
      records,
      refusing("PATCH", /dns-zones/, 403, "DOMAIN_NOT_PERMITTED"),
    ),
  },
};

export const REFUSALS: Subject = {
  title: "What Wix refuses",
  mistakes: {
    "wix-tld": refused(
      "A TLD that Wix does not sell",
      registered,
      refusing("POST", /registered-domains/, 400, "DOMAINS_UNSUPPORTED_TLD"),
    ),
    "wix-instance": refused(
      "The product instance pays for another domain already",
      registered,
      refusing("POST", /registered-domains/, 400, "INVALID_PRODUCT_INSTANCE"),
    ),
    "wix-domain-of-others": refused(
      "The domain is connected to another account",
      connected,
      refusing("POST", /connected-domains/, 403, "DOMAINS_DOMAIN_NOT_PERMITTED"),
    ),
    "wix-unregistered": refused(
      "The domain that is connected is not registered anywhere",
      connected,
      refusing("POST", /connected-domains/, 400, "Invalid domain"),
    ),
    "wix-unknown-code": refused(
      "Wix refuses in a way that is not known here",
      records,
      refusing("PATCH", /dns-zones/, 400, "SOMETHING_NEW", "the zone is being moved"),
    ),
  },
};
