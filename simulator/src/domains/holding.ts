import { type State } from "../account/state";
import { type World } from "../account/world";
import { unassign } from "../domain-assignments/roles";
import { outsideDomain } from "../domain-search/market";
import { after } from "./dates";
import { type ConnectedDomain, type Domain, type RegisteredDomain } from "./domain";
import { rootOf } from "./names";
import { clearTimers } from "./timers";

export function registeredDomain(state: State, name: string): RegisteredDomain | undefined {
  const domain = state.domains[name];
  return domain?.kind === "registered" ? domain : undefined;
}

export function connectedDomain(state: State, name: string): ConnectedDomain | undefined {
  const domain = state.domains[name];
  return domain?.kind === "connected" ? domain : undefined;
}

/** The account's domains of one kind, the newest first, as those see them who read. */
export function heldBy<Kind extends Domain["kind"]>(
  world: World,
  accountId: string,
  kind: Kind,
): { name: string; domain: Extract<Domain, { kind: Kind }> }[] {
  const isSought = (domain: Domain): domain is Extract<Domain, { kind: Kind }> =>
    domain.kind === kind && domain.accountId === accountId && isVisible(world, domain);
  return Object.entries(world.state.domains)
    .flatMap(([name, domain]) => (isSought(domain) ? [{ name, domain }] : []))
    .toSorted((a, b) => Date.parse(b.domain.createdDate) - Date.parse(a.domain.createdDate));
}

/** Whether Wix, or Wix's registrar, has the name: not so after a failure, and not any more once it is canceled. */
export function isLive({ status }: RegisteredDomain): boolean {
  return status !== "FAILED_REGISTRATION" && status !== "CANCELED";
}

/** The root domains that cannot be bought. */
export function takenRoots({ domains, domainMarket }: State): Set<string> {
  const held = Object.entries(domains).filter(([, domain]) => domain.kind === "connected" || isLive(domain));
  return new Set([...Object.keys(domainMarket.outside), ...held.map(([name]) => rootOf(name))]);
}

/** Not yet to those who read, for so long as the settings say. */
export function isVisible({ state, clock }: World, { createdDate }: { createdDate: string }): boolean {
  return clock.now() >= after(new Date(createdDate), state.settings.readLagMs);
}

/** With the zone and all that it holds. The registration elsewhere stays. */
export function disconnect(world: World, name: string): void {
  const { state } = world;
  const root = rootOf(name);
  state.domainMarket.outside[root] = outsideDomain(state.domainMarket, root);
  unassign(state, name);
  clearTimers(world, name);
  state.domains = without(state.domains, name);
  state.dnsZones = without(state.dnsZones, name);
  state.dnsPropagations = without(state.dnsPropagations, name);
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
