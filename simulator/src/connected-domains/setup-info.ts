import { type State } from "../account/state";
import { outsideDomain } from "../domain-search/market";
import { type ConnectedDomain } from "../domains/domain";
import { rootOf } from "../domains/names";
import {
  hostedRecords,
  nameserverRecord,
  pointingRecords,
  subdomainRecords,
  wixNameServers,
} from "./records";

/** What is to be set at the outside registrar, and who that is. */
export function setupInfo(state: State, name: string, { connectionType }: ConnectedDomain): object {
  const registrar = registrarOf(state, name, connectionType);
  return {
    connectedDomainId: name,
    ...(registrar && { registrar }),
    ...recordsOf(state, name, connectionType),
  };
}

function recordsOf(state: State, name: string, type: ConnectedDomain["connectionType"]): object {
  switch (type) {
    case "NAMESERVERS":
      return hostedSetup(name, state.settings.nameServerSetupInfo);
    case "POINTING":
      return { pointingRecords: pointingRecords(name) };
    case "UNKNOWN_CONNECTION_TYPE":
      return { subdomainRecords: subdomainRecords(name) };
  }
}

function hostedSetup(name: string, shown: State["settings"]["nameServerSetupInfo"]): object {
  return {
    ...(shown !== "pointingRecords" && { nameserverRecord: nameserverRecord(name) }),
    ...(shown !== "nameserverRecord" && { pointingRecords: hostedRecords(name) }),
  };
}

/** The name servers are those delegated to at the time: once the registrar is changed, Wix's own. */
function registrarOf({ domainMarket, dnsPropagations }: State, name: string, type: string) {
  const { registrar } = outsideDomain(domainMarket, rootOf(name));
  const isDelegated = type === "NAMESERVERS" && dnsPropagations[name]?.registrarChanged === true;
  return registrar && isDelegated ? { ...registrar, nameServers: wixNameServers(name) } : registrar;
}
