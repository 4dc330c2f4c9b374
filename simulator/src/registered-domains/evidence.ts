import { type EvidenceRow } from "../http/family";

export const registeredDomainEvidence: readonly EvidenceRow[] = [
  { behaviour: "Missing or wrong key: 401 UNAUTHENTICATED", evidence: "documented" },
  {
    behaviour: "Account of somebody else, or missing permission: 403 PERMISSION_DENIED",
    evidence: "documented",
  },
  { behaviour: "Contacts: lengths, characters, subdivision in 40 countries (400)", evidence: "documented" },
  { behaviour: "Names: blanks, dots, hyphens and apostrophes count as alphanumeric", evidence: "inferred" },
  { behaviour: "No domain: 400 INVALID_DOMAIN", evidence: "documented" },
  { behaviour: "Not a root domain: 400 SUBDOMAIN_NOT_SUPPORTED", evidence: "documented" },
  {
    behaviour: "3 to 63 characters before the TLD, else 400 DOMAIN_TOO_SHORT or DOMAIN_TOO_LONG",
    evidence: "documented",
  },
  { behaviour: "TLD that Wix does not sell: 400 TLD_NOT_SUPPORTED", evidence: "documented" },
  { behaviour: "Registered by this account: 400 REGISTERED_DOMAIN_ALREADY_EXISTS", evidence: "documented" },
  { behaviour: "Held by anybody else, or connected: 400 DOMAIN_ALREADY_TAKEN", evidence: "documented" },
  { behaviour: "Unknown product instance: 400 PRODUCT_INSTANCE_NOT_FOUND", evidence: "documented" },
  {
    behaviour: "Instance PENDING, or new (setting activationMs): 400 AWAITING_PRODUCT_ACTIVATION",
    evidence: "documented",
  },
  {
    behaviour: "Instance canceled, failed or awaiting action: 400 PRODUCT_INSTANCE_NOT_ACTIVE",
    evidence: "documented",
  },
  {
    behaviour: "Instance on a site, no domain product, or used already: 400 INVALID_PRODUCT_INSTANCE",
    evidence: "inferred",
  },
  { behaviour: "Product covers another TLD: 400 INVALID_TLD", evidence: "documented" },
  { behaviour: "Cycle other than 1, 2 or 3 years: 400 INVALID_BILLING_CYCLE", evidence: "documented" },
  { behaviour: "Site without Premium plan: 400 CANNOT_ASSIGN_DOMAIN_TO_FREE_SITE", evidence: "documented" },
  { behaviour: "Site of somebody else: 403 PERMISSION_DENIED", evidence: "inferred" },
  { behaviour: "assignmentType and wix-site-id come together (400)", evidence: "documented" },
  {
    behaviour: "PENDING_REGISTRATION with its latest attempt, then ACTIVE or FAILED_REGISTRATION",
    evidence: "documented",
  },
  {
    behaviour: "Contacts that the registrar refuses (domainMarket.contactRules): FAILED_REGISTRATION later",
    evidence: "documented",
  },
  { behaviour: "A failed registration leaves its site, and can be created again", evidence: "documented" },
  { behaviour: "ACTIVE brings expirationDate, zone and propagation", evidence: "inferred" },
  {
    behaviour: "The zone is there while the registration is pending (setting registeredZoneFrom)",
    evidence: "documented",
  },
  { behaviour: "A failed registration has no zone", evidence: "inferred" },
  { behaviour: "ICANN: PENDING for 15 days, then EXPIRED unless all confirmed", evidence: "inferred" },
  { behaviour: "Unknown domain: 400 REGISTERED_DOMAIN_NOT_FOUND", evidence: "documented" },
  { behaviour: "Another account's domain: 403 PERMISSION_DENIED", evidence: "inferred" },
  {
    behaviour: "Redeem: between the expiry and 30 days later, one year more; else 428",
    evidence: "inferred",
  },
];
