import { type World } from "../account/world";
import { watchConnected } from "../dns-propagation/progress";
import { computedZone } from "../dns-zones/computed-zone";
import { assign } from "../domain-assignments/roles";
import { type ConnectedDomain } from "../domains/domain";
import { type SiteRequest } from "../domains/site-request";

type Connection = Pick<ConnectedDomain, "accountId" | "connectionType" | "suppressNotifications">;

/** Name servers at Wix hold a zone; it waits there for the registrar to delegate to them. */
export function connect(
  world: World,
  name: string,
  connection: Connection,
  site: SiteRequest | undefined,
): void {
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
  if (isNameServers) state.dnsZones[name] = computedZone(name);
  watchConnected(world, name, isNameServers, at);
}
