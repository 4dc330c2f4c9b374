import type { State } from "../account/state";
import type { Domain } from "../domains/state";
import type { DomainView, ZoneView } from "./model";
import { waitsOf } from "./waits";

export const domainsOf = (state: State): DomainView[] =>
  Object.entries(state.domains)
    .map(([name, domain]) => domainView(state, name, domain))
    .sort((a, b) => a.name.localeCompare(b.name));

const CONNECTIONS = {
  NAMESERVERS: "name servers",
  POINTING: "pointing",
  UNKNOWN_CONNECTION_TYPE: "subdomain",
} as const;

const domainView = (state: State, name: string, domain: Domain): DomainView => {
  const propagation = state.dnsPropagations[name];
  return {
    name,
    via: domain.kind === "registered" ? "registered" : CONNECTIONS[domain.connectionType],
    accountId: domain.accountId,
    registration: domain.kind === "registered" ? registrationOf(domain) : null,
    covered: domain.kind === "registered" || domain.coveredByPlan,
    propagation: propagation
      ? { status: propagation.status, registrarChanged: propagation.registrarChanged }
      : null,
    site: servedSite(state, name),
    recordSets: state.dnsZones[name]?.records.length ?? null,
    waits: waitsOf(state, name, domain),
  };
};

const registrationOf = ({
  status,
  failure,
  icann,
  expirationDate,
}: Extract<Domain, { kind: "registered" }>): DomainView["registration"] => ({
  status,
  failure: failure ? `${failure.code}: ${failure.message}` : null,
  icann: icann.status,
  expires: expirationDate ?? null,
});

const servedSite = ({ domainAssignments, sites }: State, name: string): DomainView["site"] => {
  const assignment = domainAssignments[name];
  if (assignment === undefined) return null;
  const { siteId, assignmentType } = assignment;
  return { id: siteId, displayName: sites[siteId]?.displayName ?? siteId, role: assignmentType };
};

/** A zone may have 5000; nobody reads them all on one page. */
const MOST_RECORDS = 200;

export const zoneView = ({ dnsZones }: State, name: string): ZoneView | null => {
  const zone = dnsZones[name];
  if (zone === undefined) return null;
  const records = zone.records.toSorted(
    (a, b) =>
      fromApex(name, a.hostName).localeCompare(fromApex(name, b.hostName)) || a.type.localeCompare(b.type),
  );
  return {
    name,
    dnssecEnabled: zone.dnssecEnabled,
    records: records.slice(0, MOST_RECORDS),
    more: Math.max(0, records.length - MOST_RECORDS),
  };
};

/** The apex comes first. */
const fromApex = (zone: string, hostName: string): string => (hostName === zone ? "" : hostName);
