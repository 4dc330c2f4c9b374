import { rootOf } from "../domains/holding";
import { type Domain, outsideDomain } from "../domains/state";
import { pointingRecords, shapeOf, subdomainRecords } from "../domains/wix-records";
import type { Propagation, State, World } from "./progress";

/** Where connected and registered domains use another word than the propagation itself. */
const DOMAIN_WORDS: Readonly<Record<string, string>> = {
  UNKNOWN_STATUS: "UNKNOWN_DNS_PROPAGATION_STATUS",
  SUCCEEDED: "COMPLETED",
};

/** The field `dnsPropagationStatus` of a domain. */
export const dnsPropagationStatus = ({ dnsPropagations }: State, name: string): string => {
  const { status } = dnsPropagations[name] ?? { status: "UNKNOWN_STATUS" };
  return DOMAIN_WORDS[status] ?? status;
};

export const toWire = (world: World, name: string, domain: Domain, propagation: Propagation): object => {
  const { status, revision, createdDate, updatedDate } = propagation;
  const isAsked = asksWix(world.state, name);
  const failureInfo = failureInfoOf(world, name, domain);
  return {
    id: name,
    domain: name,
    status,
    dnsResolverIncludesWixNs: isAsked,
    ...(status === "FAILED" && { failureInfo }),
    ...(status === "IN_PROGRESS" && !isAsked && { failureInfo: withNothingSeen(failureInfo) }),
    revision: String(revision),
    createdDate,
    updatedDate,
  };
};

/** Of a name that no account holds, as Wix was seen to answer. */
export const ofNobody = (world: World, name: string): object => {
  const now = world.clock.now().toISOString();
  return {
    id: name,
    domain: name,
    status: "IN_PROGRESS",
    dnsResolverIncludesWixNs: false,
    failureInfo: { ...invalid("NS"), invalidNsRecordInfo: seen(shapeOf(world).nameServers, []) },
    revision: "1",
    createdDate: now,
    updatedDate: now,
  };
};

/** Whether the world sees Wix's name servers; for a subdomain, those of its root. */
const asksWix = ({ domains, dnsPropagations }: State, name: string): boolean => {
  const root = rootOf(name);
  const domain = domains[root];
  const isHosted = domain?.kind === "registered" || domain?.connectionType === "NAMESERVERS";
  return isHosted && dnsPropagations[root]?.status === "SUCCEEDED";
};

/** What the world answers for a domain that is parked with its registrar. */
const PARKED = { address: "203.0.113.7", host: "parked.example-registrar.net" };

/** Which records the world sees in place of Wix's. */
const failureInfoOf = (world: World, name: string, domain: Domain): FailureInfo => {
  const { nameServers } = shapeOf(world);
  if (domain.kind === "registered") return { ...invalid("NS"), invalidNsRecordInfo: seen(nameServers, []) };
  switch (domain.connectionType) {
    case "NAMESERVERS": {
      const { registrar } = outsideDomain(world.state.domainMarket, rootOf(name));
      return { ...invalid("NS"), invalidNsRecordInfo: seen(nameServers, registrar?.nameServers ?? []) };
    }
    case "POINTING": {
      const { aRecord, cnameRecord } = pointingRecords(name);
      return {
        ...invalid("A", "CNAME"),
        invalidARecordInfo: seen(aRecord.values, [PARKED.address]),
        invalidCnameRecordInfo: seen([cnameRecord.value], [PARKED.host]),
      };
    }
    case "UNKNOWN_CONNECTION_TYPE": {
      const expected = subdomainRecords(name).cnameRecords.map(({ value }) => value);
      return { ...invalid("CNAME"), invalidCnameRecordInfo: seen([...new Set(expected)], [PARKED.host]) };
    }
  }
};

/** Before the first look. */
const withNothingSeen = ({ invalidRecords, ...infos }: FailureInfo): FailureInfo => ({
  invalidRecords,
  ...Object.fromEntries(
    Object.entries(infos).map(([field, { expectedDnsRecords }]) => [field, seen(expectedDnsRecords, [])]),
  ),
});

interface RecordInfo {
  readonly expectedDnsRecords: readonly string[];
  readonly actualDnsRecords: readonly string[];
}

interface FailureInfo {
  readonly invalidRecords: readonly string[];
  readonly invalidNsRecordInfo?: RecordInfo;
  readonly invalidARecordInfo?: RecordInfo;
  readonly invalidCnameRecordInfo?: RecordInfo;
}

const invalid = (...types: ("A" | "CNAME" | "NS")[]): { invalidRecords: string[] } => ({
  invalidRecords: types.map(type => `INVALID_${type}_RECORD`),
});

const seen = (expectedDnsRecords: readonly string[], actualDnsRecords: readonly string[]): RecordInfo => ({
  expectedDnsRecords,
  actualDnsRecords,
});
