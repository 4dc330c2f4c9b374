import { z } from "zod";
import { watchConnected } from "../dns-propagation/progress";
import type { State as ZonesState } from "../dns-zones/state";
import { assign, type State as AssignmentsState, unassign } from "../domain-assignments/roles";
import { siteInfoSchema, type SiteRequest } from "../domain-assignments/site-request";
import {
  type DomainName,
  domainNotPermitted,
  isLive,
  parseDomainName,
  registeredDomain,
  rootOf,
  takenRoots,
} from "../domains/holding";
import { type ConnectedDomain, outsideDomain } from "../domains/state";
import { newHostedZone } from "../domains/wix-records";
import { readOnly } from "../kernel/input";
import { applicationError, type Refusal } from "../kernel/refusal";
import { clearTimers } from "../kernel/schedule";
import type { SetBy, World as WorldOf } from "../kernel/world";

export const connectionSettings = {
  /** What setup info says of a name-server connection: Wix's reference and Wix's guides differ. */
  nameServerSetupInfo: z.enum(["nameserverRecord", "pointingRecords", "both"]).default("nameserverRecord"),
  /** What connecting a domain a second time with equal settings does. */
  repeatedConnection: z.enum(["answer", "refuse"]).default("answer"),
};

export type State = ZonesState & AssignmentsState & SetBy<typeof connectionSettings>;
export type World = WorldOf<State>;

export const createSchema = z.strictObject({
  connectedDomain: z.strictObject({
    domain: z.string().min(1).toLowerCase(),
    connectionType: z.enum(["NAMESERVERS", "POINTING", "UNKNOWN_CONNECTION_TYPE", "HIDDEN"]).optional(),
    siteInfo: siteInfoSchema.optional(),
    suppressNotifications: z.boolean().default(false),
    ...readOnly("id", "dnsPropagationStatus", "createdDate", "updatedDate"),
  }),
});

type ConnectionRequest = z.output<typeof createSchema>["connectedDomain"];
type ConnectionType = ConnectedDomain["connectionType"];

/** A root domain or a subdomain. @throws {Refusal} */
export const readName = (name: string): DomainName => {
  const parsed = parseDomainName(name);
  if (parsed === undefined) throw invalidDomain(`${name} is no domain`);
  return parsed;
};

/** Of a root domain it must be said, of a subdomain it must not. @throws {Refusal} */
export const readConnectionType = ({ isRoot }: DomainName, asked: string | undefined): ConnectionType => {
  if (!isRoot && asked === undefined) return "UNKNOWN_CONNECTION_TYPE";
  if (isRoot && (asked === "NAMESERVERS" || asked === "POINTING")) return asked;
  throw applicationError(400, "Invalid connection type", `${asked ?? "none"} is not for this domain`);
};

/** Somebody registered the name, elsewhere than at Wix, and it can be connected. @throws {Refusal} */
export const checkExternal = (state: State, { root }: DomainName, name: string, accountId: string): void => {
  const holder = state.domains[name] ?? state.domains[root];
  if (holder !== undefined && holder.accountId !== accountId) throw domainNotPermitted(name);
  const registered = registeredDomain(state, root);
  if (registered !== undefined && isLive(registered)) throw invalidDomain(`${root} is registered with Wix`);
  if (state.domainMarket.restricted.includes(root)) throw invalidDomain(`${root} is restricted`);
  if (!takenRoots(state).has(root)) throw invalidDomain(`${root} is not registered, and can be bought`);
};

/** Whether the connection is as the request wants it; the first redirect of a site is its primary. */
export const isRepeated = (
  state: State,
  name: string,
  existing: ConnectedDomain,
  type: ConnectionType,
  asked: ConnectionRequest,
  site: SiteRequest | undefined,
): boolean => {
  const assignment = state.domainAssignments[name];
  const isPromotion = site?.assignmentType === "PRIMARY" && assignment?.assignmentType === "REDIRECT";
  return (
    existing.connectionType === type &&
    existing.suppressNotifications === asked.suppressNotifications &&
    assignment?.siteId === site?.siteId &&
    !isPromotion
  );
};

const invalidDomain = (description: string): Refusal => applicationError(400, "Invalid domain", description);

type Connection = Pick<ConnectedDomain, "accountId" | "connectionType" | "suppressNotifications">;

/** Name servers at Wix hold a zone; it waits there for the registrar to delegate to them. */
export const connect = (
  world: World,
  name: string,
  connection: Connection,
  site: SiteRequest | undefined,
): void => {
  const { state } = world;
  const at = world.clock.now();
  const now = at.toISOString();
  const isNameServers = connection.connectionType === "NAMESERVERS";
  state.domains[name] = {
    kind: "connected",
    ...connection,
    coveredByPlan: true,
    createdDate: now,
    updatedDate: now,
  };
  if (site !== undefined) assign(state, name, site.siteId, site.assignmentType, at);
  if (isNameServers) state.dnsZones[name] = newHostedZone(name, world);
  watchConnected(world, name, isNameServers, at);
};

/** With the zone and all that it holds. The registration elsewhere stays. */
export const disconnect = (world: World, name: string): void => {
  const { state } = world;
  const root = rootOf(name);
  state.domainMarket.outside[root] = outsideDomain(state.domainMarket, root);
  unassign(state, name);
  clearTimers(world, name);
  state.domains = without(state.domains, name);
  state.dnsZones = without(state.dnsZones, name);
  state.dnsPropagations = without(state.dnsPropagations, name);
};

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
