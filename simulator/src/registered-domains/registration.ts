import { type Task, type World } from "../account/world";
import { watchRegistered } from "../dns-propagation/progress";
import { computedZone } from "../dns-zones/computed-zone";
import { assign, unassign } from "../domain-assignments/roles";
import { after, yearsAfter } from "../domains/dates";
import { type RegisteredDomain } from "../domains/domain";
import { registeredDomain } from "../domains/holding";
import { outcomeOf } from "../domains/outcome";
import { type SiteRequest } from "../domains/site-request";
import { clearTimers, setTimer } from "../domains/timers";
import { changeDomain } from "./change";
import { contactFault } from "./contacts";
import { beginConfirmation } from "./icann";
import { type RegistrationRequest } from "./schema";

/** Takes what was asked for to the registrar, for the first time. */
export function beginRegistration(
  world: World,
  accountId: string,
  { domain: name, productInstanceId, contacts }: RegistrationRequest,
  years: number,
  site: SiteRequest | undefined,
): void {
  const { state } = world;
  const at = world.clock.now();
  const now = at.toISOString();
  state.domains[name] = {
    kind: "registered",
    accountId,
    productInstanceId,
    contacts,
    years,
    status: "PENDING_REGISTRATION",
    upcoming: outcomeOf(state, name).registration,
    latestAttempt: { number: 1, timestamp: now },
    icann: beginConfirmation(world, name, at),
    revision: 1,
    createdDate: now,
    updatedDate: now,
  };
  if (state.settings.registeredZoneFrom === "PENDING_REGISTRATION")
    state.dnsZones[name] ??= computedZone(name);
  if (site !== undefined) assign(state, name, site.siteId, site.assignmentType, at);
  awaitStep(world, name, at);
}

export const takeStep: Task = (world, name, at) => {
  const domain = registeredDomain(world.state, name);
  const [status, ...upcoming] = domain?.upcoming ?? [];
  if (domain === undefined || status === undefined) return;
  const { contactRules } = world.state.domainMarket;
  const fault = domain.contacts && contactFault(domain.contacts, contactRules);
  if (status === "ACTIVE" && fault !== undefined) {
    fail(world, name, { code: "OTHER", message: fault }, at);
    return;
  }
  enterStatus(world, name, status, at, upcoming);
  awaitStep(world, name, at);
};

/** @throws {Error} when there is no such registered domain */
export function enterStatus(
  world: World,
  name: string,
  status: string,
  at: Date,
  upcoming: string[] = [],
): void {
  const { state } = world;
  if (status === "FAILED_REGISTRATION") {
    fail(world, name, outcomeOf(state, name).failure, at);
    return;
  }
  changeDomain(world, name, at, domain => ({ status, upcoming, ...progressIn(domain, status, at) }));
  if (status !== "ACTIVE") return;
  state.dnsZones[name] ??= computedZone(name);
  if (!(name in state.dnsPropagations)) watchRegistered(world, name, at);
}

function progressIn(domain: RegisteredDomain, status: string, at: Date): Partial<RegisteredDomain> {
  if (status === "PENDING_REGISTRATION") {
    const number = (domain.latestAttempt?.number ?? 0) + 1;
    return { latestAttempt: { number, timestamp: at.toISOString() } };
  }
  if (status !== "ACTIVE") return {};
  return { expirationDate: domain.expirationDate ?? yearsAfter(at, domain.years).toISOString() };
}

function fail(world: World, name: string, failure: RegisteredDomain["failure"], at: Date): void {
  changeDomain(world, name, at, () => ({ status: "FAILED_REGISTRATION", upcoming: [], failure }));
  Reflect.deleteProperty(world.state.dnsZones, name);
  unassign(world.state, name);
  clearTimers(world, name);
}

function awaitStep(world: World, name: string, at: Date): void {
  const { upcoming = [] } = registeredDomain(world.state, name) ?? {};
  if (upcoming.length === 0) return;
  setTimer(world, "registered-domains.registration", name, after(at, world.state.settings.registrationMs));
}
