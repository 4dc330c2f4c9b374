/*
 * The records that make a connected domain work, from what Wix shows of it. Wix's reference and its guides differ in
 * what setup info shows for name servers; what it does not show there, Preview DNS Zone computes.
 */
import { canonicalName } from "../../dns/names";
import { canonicalContent } from "../../dns/values";
import type { WireRecordSet } from "../../dns/types";
import type { SetupInfo, SetupRecord } from "../../wix/connected-domains";
import type { ConnectedDomainInputs } from "./schema";

/** The type of a record that connects a domain. */
export type RequiredRecordType =
  /** Delegates the domain to Wix's name servers. */
  | "NS"
  /** Points the domain itself to Wix. */
  | "A"
  /** Points a subdomain to Wix. */
  | "CNAME";

/** A record to set at the outside registrar or DNS provider. */
export interface RequiredRecord {
  /** Of the record to set. */
  type: RequiredRecordType;
  /** Full host name. */
  name: string;
  /** Sorted. */
  values: string[];
  /** Seconds. */
  ttl?: number;
}

/**
 * A record set as `DnsZoneRecords` takes it.
 * @fits DnsRecordSetArgs
 */
export interface ZoneRecord {
  /** Of the record set. */
  type: "A" | "CNAME";
  /** Full host name. */
  hostName: string;
  /** Sorted. */
  values: string[];
}

export interface DomainRecords {
  requiredRecords: RequiredRecord[];
  zoneRecords: ZoneRecord[];
}

/** What Wix shows of a domain. */
export interface Shown {
  setupInfo: SetupInfo;
  /** The zone that Wix computes; only read where setup info leaves something out. */
  zone: readonly WireRecordSet[];
}

const required = (type: RequiredRecord["type"], record: SetupRecord | undefined): RequiredRecord[] =>
  record === undefined || record.values.length === 0
    ? []
    : [
        {
          type,
          name: canonicalName(record.hostName),
          values: canonicalContent(type, record.values).values,
          ...(record.ttl !== undefined && { ttl: record.ttl }),
        },
      ];

const inZone = (zone: readonly WireRecordSet[], type: string, hostName: string): SetupRecord | undefined => {
  const set = zone.find(one => one.type === type && canonicalName(one.hostName) === hostName);
  return set && { hostName, values: set.values, ...(set.ttl !== undefined && { ttl: set.ttl }) };
};

/** Whether setup info alone names all records of a domain. */
export const namesAll = (
  { connectionType }: Pick<ConnectedDomainInputs, "connectionType">,
  info: SetupInfo,
): boolean =>
  connectionType !== "NAMESERVERS" ||
  (info.nsRecord !== undefined && info.aRecord !== undefined && info.cnameRecord !== undefined);

const pointing = (domain: string, { setupInfo, zone }: Shown): RequiredRecord[] => [
  ...required("A", setupInfo.aRecord ?? inZone(zone, "A", domain)),
  ...required("CNAME", setupInfo.cnameRecord ?? inZone(zone, "CNAME", `www.${domain}`)),
];

const subdomain = ({ setupInfo }: Shown): RequiredRecord[] =>
  (setupInfo.cnameRecords ?? [])
    .flatMap(record => required("CNAME", record))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const inZoneForm = ({ type, name, values }: RequiredRecord): ZoneRecord => ({
  type: type as ZoneRecord["type"],
  hostName: name,
  values,
});

/** The records of a domain; lists are empty where Wix does not show them yet. */
export const recordsOf = (
  { domain, connectionType }: Pick<ConnectedDomainInputs, "domain" | "connectionType">,
  shown: Shown,
): DomainRecords => {
  if (connectionType === undefined) return { requiredRecords: subdomain(shown), zoneRecords: [] };
  if (connectionType === "POINTING") return { requiredRecords: pointing(domain, shown), zoneRecords: [] };
  return {
    requiredRecords: required("NS", shown.setupInfo.nsRecord ?? inZone(shown.zone, "NS", domain)),
    zoneRecords: pointing(domain, shown).map(inZoneForm),
  };
};

/** A line a record, as it is typed into a registrar's form. */
export const describeRequired = (records: readonly RequiredRecord[]): string =>
  records.map(({ type, name, values }) => `${type} ${name} ${values.join(", ")}`).join("; ");
