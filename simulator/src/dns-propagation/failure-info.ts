import { type State } from "../account/state";
import { pointingRecords, subdomainRecords, wixNameServers } from "../connected-domains/records";
import { outsideDomain } from "../domain-search/market";
import { type Domain } from "../domains/domain";
import { rootOf } from "../domains/names";

/** What the world answers for a domain that is parked with its registrar. */
const PARKED = { address: "203.0.113.7", host: "parked.example-registrar.net" };

/** Which records the world sees in place of Wix's. */
export function failureInfo(state: State, name: string, domain: Domain): object {
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
}

function invalid(...types: ("A" | "CNAME" | "NS")[]): { invalidRecords: string[] } {
  return { invalidRecords: types.map(type => `INVALID_${type}_RECORD`) };
}

function seen(expectedDnsRecords: readonly string[], actualDnsRecords: readonly string[]): object {
  return { expectedDnsRecords, actualDnsRecords };
}
