import { rootOf } from "../domains/holding";
import { type Domain, outsideDomain } from "../domains/state";
import { pointingRecords, subdomainRecords, wixNameServers } from "../domains/wix-records";
import type { Propagation, State } from "./progress";

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

export const toWire = (state: State, name: string, domain: Domain, propagation: Propagation): object => {
  const { status, revision, createdDate, updatedDate } = propagation;
  return {
    id: name,
    domain: name,
    status,
    dnsResolverIncludesWixNs: asksWix(state, name),
    ...(status === "FAILED" && { failureInfo: failureInfo(state, name, domain) }),
    revision: String(revision),
    createdDate,
    updatedDate,
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
const failureInfo = (state: State, name: string, domain: Domain): object => {
  if (domain.kind === "registered")
    return { ...invalid("NS"), invalidNsRecordInfo: seen(wixNameServers(name), []) };
  switch (domain.connectionType) {
    case "NAMESERVERS": {
      const { registrar } = outsideDomain(state.domainMarket, rootOf(name));
      return {
        ...invalid("NS"),
        invalidNsRecordInfo: seen(wixNameServers(name), registrar?.nameServers ?? []),
      };
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

const invalid = (...types: ("A" | "CNAME" | "NS")[]): { invalidRecords: string[] } => ({
  invalidRecords: types.map(type => `INVALID_${type}_RECORD`),
});

const seen = (expectedDnsRecords: readonly string[], actualDnsRecords: readonly string[]): object => ({
  expectedDnsRecords,
  actualDnsRecords,
});
