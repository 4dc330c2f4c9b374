import { connectedDomains } from "./connected-domains";
import { dnsPropagation } from "./dns-propagation";
import { dnsZones } from "./dns-zones";
import { domainAssignments } from "./domain-assignments";
import { domainSearch } from "./domain-search";
import { type Family } from "./http/family";
import { registeredDomains } from "./registered-domains";
import { resellers } from "./resellers";
import { sites } from "./sites";
import { siteTransfer } from "./sites/transfer";

/** A new family is a folder like `dns-zones/`, a field of the state document, and a line here. */
export const FAMILIES: readonly Family[] = [
  dnsZones,
  registeredDomains,
  connectedDomains,
  dnsPropagation,
  domainAssignments,
  domainSearch,
  resellers,
  sites,
  siteTransfer,
];
