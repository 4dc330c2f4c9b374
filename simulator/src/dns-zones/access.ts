import { type State } from "../account/state";
import { applicationError, type Refusal } from "../http/refusal";
import { type Caller } from "../http/route";
import { type Zone } from "./zone";

export function zoneNotFound(zoneName: string): Refusal {
  return applicationError(404, "DNS_ZONE_NOT_FOUND", `no DNS zone ${zoneName}`);
}

/** A domain that no account holds may be looked at; another account's may not. @throws {Refusal} */
export function checkReadable(state: State, caller: Caller, domainName: string): void {
  const domain = state.domains[domainName];
  if (caller.key.createdBy === "co-owner" || (domain !== undefined && domain.accountId !== caller.accountId))
    throw notPermitted(domainName);
}

/** The account holds the domain, and a plan covers it when it was registered elsewhere. @throws {Refusal} */
export function checkWritable(state: State, caller: Caller, domainName: string): void {
  checkReadable(state, caller, domainName);
  const domain = state.domains[domainName];
  if (domain === undefined || (domain.kind === "connected" && !domain.coveredByPlan))
    throw notPermitted(domainName);
}

/** Wix hosts the DNS of what it registered and of what is delegated to its name servers. @throws {Refusal} */
export function checkHosted(state: State, domainName: string): void {
  const domain = state.domains[domainName];
  if (domain?.kind === "connected" && domain.connectionType !== "NAMESERVERS") throw notPermitted(domainName);
}

/** @throws {Refusal} 404 */
export function zoneOf(state: State, domainName: string): Zone {
  const zone = state.dnsZones[domainName];
  if (zone === undefined) throw zoneNotFound(domainName);
  return zone;
}

function notPermitted(domainName: string): Refusal {
  return applicationError(
    428,
    "DOMAIN_NOT_PERMITTED",
    `domain ${domainName} is not permitted to target account`,
  );
}
