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

/** By family: what a second writer can change there. */
export interface Edits {
  "dns-zones": ZoneEdit;
  "registered-domains": RegistrationEdit;
  "connected-domains": ConnectionEdit;
  "dns-propagation": PropagationEdit;
  "domain-assignments": AssignmentEdit;
  /** The subject is the id of an instance, of a package or of a product. */
  resellers: ResellerEdit;
  sites: SiteEdit;
}
