import { type EvidenceRow } from "../http/family";

export const domainSearchEvidence: readonly EvidenceRow[] = [
  { behaviour: "Answers without any credentials", evidence: "documented" },
  { behaviour: "Credentials without the permission: 403", evidence: "seen in a client" },
  { behaviour: "Available: held by no account and not listed in domainMarket.outside", evidence: "inferred" },
  { behaviour: "No root domain: 400 INVALID_DOMAIN", evidence: "documented" },
  { behaviour: "A subdomain is answered as its root", evidence: "inferred" },
  { behaviour: "TLD not sold: 400 DOMAINS_UNSUPPORTED_TLD", evidence: "seen in a client" },
  { behaviour: "premiumType is UNKNOWN_PREMIUM_TYPE", evidence: "seen in a client" },
  { behaviour: "Query with other characters: 400 INVALID_QUERY", evidence: "documented" },
  {
    behaviour: "TLD with a dot: 400 INVALID_TLD_FORMAT; not sold: 400 TLD_NOT_SUPPORTED",
    evidence: "documented",
  },
  {
    behaviour: "At most 20 suggestions a page, 10 TLDs; the deprecated limit is unknown",
    evidence: "documented",
  },
];
