import { type EvidenceRow } from "../http/family";

export const dnsZoneEvidence: readonly EvidenceRow[] = [
  { behaviour: "Missing or wrong key: 404 USER_ID_NOT_FOUND", evidence: "documented" },
  { behaviour: "Missing or unknown account: 404 TARGET_ACCOUNT_NOT_FOUND", evidence: "documented" },
  { behaviour: "Missing permission: 403 DOMAINS_PERMISSION_DENIED", evidence: "seen in a client" },
  { behaviour: "Key made by a co-owner: 428 DOMAIN_NOT_PERMITTED", evidence: "seen in a client" },
  {
    behaviour: "Domain of another account, or not covered by a plan: 428 DOMAIN_NOT_PERMITTED",
    evidence: "documented",
  },
  { behaviour: "A domain connected by POINTING has no zone", evidence: "documented" },
  { behaviour: "Missing zone: 404 DNS_ZONE_NOT_FOUND", evidence: "seen in a client" },
  {
    behaviour: "Preview answers computed A, www CNAME, NS and SOA, for a domain of nobody too",
    evidence: "documented",
  },
  { behaviour: "Create replaces an existing zone (setting createOnExistingZone)", evidence: "documented" },
  {
    behaviour: "Create refuses an existing zone: 428 DOMAIN_ALREADY_EXISTS (setting)",
    evidence: "documented",
  },
  { behaviour: "Create needs NS and SOA of the zone itself", evidence: "documented" },
  { behaviour: "At most 10 additions, 10 deletions, 50 values, 5000 record sets", evidence: "documented" },
  {
    behaviour: "One record set for each type and host name; a second is 428 DOMAIN_DUPLICATE_RECORDS",
    evidence: "seen in a client",
  },
  {
    behaviour: "The same under DOMAIN_MX_RECORD_VALUE_INVALID (setting duplicateRecordsCode)",
    evidence: "documented",
  },
  {
    behaviour: "Deletions name type, host name and all values; the ttl must match when sent",
    evidence: "inferred",
  },
  { behaviour: "A deletion that matches nothing is 400", evidence: "inferred" },
  { behaviour: "Update succeeds or fails as a whole", evidence: "inferred" },
  { behaviour: "NS and SOA by Update: 428 INVALID_NS_RECORD", evidence: "seen in a client" },
  { behaviour: "Nothing to update: 428 DOMAIN_UPDATE_EMPTY_UPDATE_REQUEST", evidence: "seen in a client" },
  { behaviour: "No values: 428 DOMAIN_DNS_EMPTY_RECORD_VALUE", evidence: "documented" },
  { behaviour: "MX without preference: 428 DOMAIN_MX_RECORD_VALUE_INVALID", evidence: "documented" },
  {
    behaviour: "CNAME at the apex or outside the zone: 428 DOMAIN_CNAME_RECORD_HOSTNAME_INVALID",
    evidence: "documented",
  },
  { behaviour: "Other host outside the zone: 400", evidence: "seen in a client" },
  { behaviour: "A CNAME has exactly one value (400)", evidence: "documented" },
  { behaviour: "A CNAME stands alone at its host name (400)", evidence: "inferred" },
  {
    behaviour: "A, AAAA, CNAME, NS, PTR and SRV values must have their type's form (400)",
    evidence: "inferred",
  },
  { behaviour: "A value that stands twice in a record set: 400", evidence: "inferred" },
  {
    behaviour: "Trailing dots are refused, in host names and in values that name a host",
    evidence: "inferred",
  },
  { behaviour: "Host names are accepted in upper case and kept in lower case", evidence: "inferred" },
  { behaviour: "TXT values are kept and answered verbatim, quotes included", evidence: "seen in a client" },
  { behaviour: "Absent ttl: 3600 seconds", evidence: "inferred" },
  {
    behaviour: "Record sets and values are answered in no order (shuffled by the seed)",
    evidence: "inferred",
  },
  { behaviour: "With DNSSEC on, dnssecInfo holds key tag and digest", evidence: "documented" },
];
