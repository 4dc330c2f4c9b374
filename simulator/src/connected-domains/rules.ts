import { type State } from "../account/state";
import { domainNotPermitted } from "../domains/callers";
import { type ConnectedDomain } from "../domains/domain";
import { isLive, registeredDomain, takenRoots } from "../domains/holding";
import { type DomainName, parseDomainName } from "../domains/names";
import { type SiteRequest } from "../domains/site-request";
import { applicationError, type Refusal } from "../http/refusal";
import { type ConnectionRequest } from "./schema";

type ConnectionType = ConnectedDomain["connectionType"];

/** A root domain or a subdomain. @throws {Refusal} */
export function readName(name: string): DomainName {
  const parsed = parseDomainName(name);
  if (parsed === undefined) throw invalidDomain(`${name} is no domain`);
  return parsed;
}

/** Of a root domain it must be said, of a subdomain it must not. @throws {Refusal} */
export function readConnectionType({ isRoot }: DomainName, asked: string | undefined): ConnectionType {
  if (!isRoot && asked === undefined) return "UNKNOWN_CONNECTION_TYPE";
  if (isRoot && (asked === "NAMESERVERS" || asked === "POINTING")) return asked;
  throw applicationError(400, "Invalid connection type", `${asked ?? "none"} is not for this domain`);
}

/** Somebody registered the name, elsewhere than at Wix, and it can be connected. @throws {Refusal} */
export function checkExternal(state: State, { root }: DomainName, name: string, accountId: string): void {
  const holder = state.domains[name] ?? state.domains[root];
  if (holder !== undefined && holder.accountId !== accountId) throw domainNotPermitted(name);
  const registered = registeredDomain(state, root);
  if (registered !== undefined && isLive(registered)) throw invalidDomain(`${root} is registered with Wix`);
  if (state.domainMarket.restricted.includes(root)) throw invalidDomain(`${root} is restricted`);
  if (!takenRoots(state).has(root)) throw invalidDomain(`${root} is not registered, and can be bought`);
}

/** Whether the connection is as the request wants it; the first redirect of a site is its primary. */
export function isRepeated(
  state: State,
  name: string,
  existing: ConnectedDomain,
  type: ConnectionType,
  asked: ConnectionRequest,
  site: SiteRequest | undefined,
): boolean {
  const assignment = state.domainAssignments[name];
  const isPromotion = site?.assignmentType === "PRIMARY" && assignment?.assignmentType === "REDIRECT";
  return (
    existing.connectionType === type &&
    existing.suppressNotifications === asked.suppressNotifications &&
    assignment?.siteId === site?.siteId &&
    !isPromotion
  );
}

function invalidDomain(description: string): Refusal {
  return applicationError(400, "Invalid domain", description);
}
