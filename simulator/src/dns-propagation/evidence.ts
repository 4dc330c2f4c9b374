import { type EvidenceRow } from "../http/family";

export const dnsPropagationEvidence: readonly EvidenceRow[] = [
  {
    behaviour: "Nothing moves until the registrar is changed (edit, or registrarChangeMs)",
    evidence: "documented",
  },
  {
    behaviour: "A pointing or subdomain connection is UNKNOWN_STATUS until then",
    evidence: "seen in a client",
  },
  { behaviour: "A name-server connection is IN_PROGRESS from the start", evidence: "documented" },
  { behaviour: "A registered domain is in progress from ACTIVE on", evidence: "inferred" },
  { behaviour: "SUCCEEDED here is COMPLETED on the domain", evidence: "documented" },
  { behaviour: "FAILED comes with expected and actual records, and can heal", evidence: "inferred" },
  { behaviour: "Starts again when records of a zone at Wix change", evidence: "documented" },
  { behaviour: "dnsResolverIncludesWixNs of a subdomain is its root's", evidence: "documented" },
  { behaviour: "A domain that is not tracked: 404 NOT_FOUND", evidence: "seen in a client" },
  { behaviour: "Another account's domain: 403 DOMAINS_DOMAIN_NOT_PERMITTED", evidence: "inferred" },
];
