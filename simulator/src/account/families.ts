import { connectedDomains, type ConnectionEdit } from "../connected-domains";
import { dnsPropagation, type PropagationEdit } from "../dns-propagation";
import { dnsZones, type ZoneEdit } from "../dns-zones";
import { type AssignmentEdit, domainAssignments } from "../domain-assignments";
import { domainSearch } from "../domain-search";
import { domains } from "../domains";
import { registeredDomains, type RegistrationEdit } from "../registered-domains";
import { resellers } from "../resellers";
import type { ResellerEdit } from "../resellers/edit";
import { siteList } from "../site-list";
import { siteTransfer } from "../site-transfer";
import { sites } from "../sites";
import type { SiteEdit } from "../sites/state";
import { documented, type EvidenceRow, inferred, seen } from "../kernel/family";

/** All of the account. A new family is a folder like `dns-zones/`, and a line here. */
export const FAMILIES = [
  sites,
  domains,
  dnsZones,
  registeredDomains,
  connectedDomains,
  dnsPropagation,
  domainAssignments,
  domainSearch,
  resellers,
  siteList,
  siteTransfer,
] as const;

/** By what it is known how every family takes requests and answers them. */
const OF_ALL: readonly EvidenceRow[] = [
  documented("Every success is 200 with JSON, every refusal Wix's envelope, with x-wix-request-id"),
  seen("Without Accept: application/json a 403 is a page; any other answer comes with a warning"),
  documented("Parameters of the path may be repeated in bodies, and in the queries of GET and DELETE"),
  inferred("A repeated parameter that says something else than the path: 400"),
  documented("A JSON body and its content type on calls without content"),
  documented("Lists take dotted and repeated query parameters"),
  inferred("Unknown fields, query parameters and headers out of place: 400"),
  seen("Permissions that every key lacks, DOMAINS. where sites can be listed (setting deniedPermissions)"),
];

export const EVIDENCE = [{ name: "all", evidence: OF_ALL }, ...FAMILIES];

/** By family: what a second writer can change there. */
export interface Edits {
  /** The subject is the domain. */
  "dns-zones": ZoneEdit;
  /** The subject is the domain. */
  "registered-domains": RegistrationEdit;
  /** The subject is the domain. */
  "connected-domains": ConnectionEdit;
  /** The subject is the domain. */
  "dns-propagation": PropagationEdit;
  /** The subject is the domain. */
  "domain-assignments": AssignmentEdit;
  /** The subject is the id of an instance, of a package or of a product. */
  resellers: ResellerEdit;
  /** The subject is the id of the site. */
  sites: SiteEdit;
}
