import { type EvidenceRow } from "../http/family";

export const connectedDomainEvidence: readonly EvidenceRow[] = [
  { behaviour: "Missing or wrong key: 401 UNAUTHENTICATED", evidence: "documented" },
  { behaviour: "Malformed account or site: 400 DOMAINS_GUID_NOT_VALID", evidence: "documented" },
  { behaviour: "Unknown account or site: 403 DOMAINS_GUID_NOT_FOUND", evidence: "documented" },
  {
    behaviour: "Account of somebody else, or missing permission: 403 DOMAINS_PERMISSION_DENIED",
    evidence: "documented",
  },
  { behaviour: "Domain of another account: 403 DOMAINS_DOMAIN_NOT_PERMITTED", evidence: "documented" },
  { behaviour: "Not registered by anybody, or restricted: 400 Invalid domain", evidence: "documented" },
  { behaviour: "Registered with Wix, or below such a domain: 400 Invalid domain", evidence: "inferred" },
  {
    behaviour:
      "connectionType of a root is NAMESERVERS or POINTING, a subdomain has none: 400 Invalid connection type",
    evidence: "documented",
  },
  { behaviour: "Site without Premium plan: 403 NON_PREMIUM_SITE", evidence: "documented" },
  { behaviour: "assignmentType and wix-site-id come together (400)", evidence: "inferred" },
  { behaviour: "Connected with other settings: 409 DOMAINS_ALREADY_EXISTS", evidence: "documented" },
  {
    behaviour: "Connected with equal settings: answered as it is (setting repeatedConnection)",
    evidence: "inferred",
  },
  { behaviour: "NAMESERVERS makes a zone, POINTING and subdomains have none", evidence: "documented" },
  { behaviour: "Unknown connected domain: 404 NOT_FOUND on Get", evidence: "documented" },
  { behaviour: "Unknown connected domain: 404 NOT_FOUND on Delete", evidence: "inferred" },
  { behaviour: "Delete takes the zone with all records, and the assignment", evidence: "documented" },
  {
    behaviour: "Setup info of what is not connected: 403 DOMAINS_DOMAIN_NOT_PERMITTED",
    evidence: "inferred",
  },
  { behaviour: "Setup info of a name-server connection holds nameserverRecord", evidence: "documented" },
  {
    behaviour: "The same holds pointingRecords, as Wix's guides read it (setting nameServerSetupInfo)",
    evidence: "documented",
  },
  { behaviour: "registrar.nameServers are Wix's own once the registrar is changed", evidence: "inferred" },
];
