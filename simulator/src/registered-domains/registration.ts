import { watchRegistered } from "../dns-propagation/progress";
import { assign, unassign } from "../domain-assignments/roles";
import type { SiteRequest } from "../domain-assignments/site-request";
import { contactFault, emailAddresses } from "../domains/contacts";
import { registeredDomain } from "../domains/holding";
import { outcomeOf, type RegisteredDomain } from "../domains/state";
import { newHostedZone } from "../domains/wix-records";
import { after, yearsAfter } from "../kernel/clock";
import { applicationError } from "../kernel/refusal";
import { clearTimers, isRunning, setTimer, type Task } from "../kernel/schedule";
import type { RegistrationRequest, State, World } from "./state";

/** Each change is a new revision. @throws {Error} when there is no such registered domain */
export const changeDomain = (
  { state }: World,
  name: string,
  at: Date,
  change: (domain: RegisteredDomain) => Partial<RegisteredDomain>,
): void => {
  const domain = registeredDomain(state, name);
  if (domain === undefined) throw new Error(`no registered domain ${name}`);
  const revision = domain.revision + 1;
  state.domains[name] = { ...domain, ...change(domain), revision, updatedDate: at.toISOString() };
};

const DEADLINE_MS = 15 * 24 * 60 * 60 * 1000;

/** Asks the contacts to confirm; who never does is shut off at the deadline. */
const beginConfirmation = (world: World, name: string, at: Date): RegisteredDomain["icann"] => {
  const deadline = after(at, DEADLINE_MS);
  const isIgnored = outcomeOf(world.state, name).icann === "PENDING";
  const answered = after(at, world.state.settings.icannConfirmationMs);
  setTimer(world, "registered-domains.icann", name, isIgnored ? deadline : answered);
  return { status: "PENDING", expirationDate: deadline.toISOString() };
};

export const endConfirmation: Task<State> = (world, name, at) => {
  if (registeredDomain(world.state, name) === undefined) return;
  const { icann } = outcomeOf(world.state, name);
  const status = icann === "PENDING" ? "EXPIRED" : icann;
  changeDomain(world, name, at, domain => ({ icann: { ...domain.icann, status } }));
};

/** The fields of a registered domain that speak of it. */
export const confirmationFields = ({ icann, contacts }: RegisteredDomain): object => {
  const { status, expirationDate } = icann;
  const notConfirmedBy = contacts === undefined ? [] : emailAddresses(contacts);
  const details: Readonly<Record<string, object>> = {
    PENDING: { pending: { expirationDate, notConfirmedBy } },
    EXPIRED: { expired: { notConfirmedBy } },
  };
  const icannConfirmationStatusInfo = details[status];
  return {
    icannConfirmationStatus: status,
    ...(icannConfirmationStatusInfo && { icannConfirmationStatusInfo }),
  };
};

/** Takes what was asked for to the registrar, for the first time. */
export const beginRegistration = (
  world: World,
  accountId: string,
  { domain: name, productInstanceId, contacts }: RegistrationRequest,
  years: number,
  site: SiteRequest | undefined,
): void => {
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
    redemptions: 0,
    latestAttempt: { number: 1, timestamp: now },
    icann: beginConfirmation(world, name, at),
    revision: 1,
    createdDate: now,
    updatedDate: now,
  };
  if (state.settings.registeredZoneFrom === "PENDING_REGISTRATION")
    state.dnsZones[name] ??= newHostedZone(name, world);
  if (site !== undefined) assign(state, name, site.siteId, site.assignmentType, at);
  awaitStep(world, name, at);
};

export const takeStep: Task<State> = (world, name, at) => {
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
export const enterStatus = (
  world: World,
  name: string,
  status: string,
  at: Date,
  upcoming: string[] = [],
): void => {
  const { state } = world;
  if (status === "FAILED_REGISTRATION") {
    fail(world, name, outcomeOf(state, name).failure, at);
    return;
  }
  changeDomain(world, name, at, domain => ({ status, upcoming, ...progressIn(domain, status, at) }));
  if (status !== "ACTIVE") return;
  state.dnsZones[name] ??= newHostedZone(name, world);
  if (!(name in state.dnsPropagations)) watchRegistered(world, name, at);
};

const progressIn = (domain: RegisteredDomain, status: string, at: Date): Partial<RegisteredDomain> => {
  if (status === "PENDING_REGISTRATION") {
    const number = (domain.latestAttempt?.number ?? 0) + 1;
    return { latestAttempt: { number, timestamp: at.toISOString() } };
  }
  if (status !== "ACTIVE") return {};
  return { expirationDate: domain.expirationDate ?? yearsAfter(at, domain.years).toISOString() };
};

const fail = (world: World, name: string, failure: RegisteredDomain["failure"], at: Date): void => {
  changeDomain(world, name, at, () => ({ status: "FAILED_REGISTRATION", upcoming: [], failure }));
  Reflect.deleteProperty(world.state.dnsZones, name);
  unassign(world.state, name);
  clearTimers(world, name);
};

const awaitStep = (world: World, name: string, at: Date): void => {
  const { upcoming = [] } = registeredDomain(world.state, name) ?? {};
  if (upcoming.length === 0) return;
  setTimer(world, "registered-domains.registration", name, after(at, world.state.settings.registrationMs));
};

/** What registries usually grant after the expiry. */
const PERIOD_MS = 30 * 24 * 60 * 60 * 1000;

/** @throws {Refusal} 428 before the expiry, after the redemption period, and while it is under way */
export const beginRedemption = (world: World, name: string, domain: RegisteredDomain): void => {
  const { settings } = world.state;
  const { expirationDate } = domain;
  const now = world.clock.now();
  const expiry = expirationDate === undefined ? undefined : new Date(expirationDate);
  const isRedeemable = expiry !== undefined && now > expiry && now < after(expiry, PERIOD_MS);
  const isUnderWay = isRunning(world, "registered-domains.redemption", name);
  if (!isRedeemable || (isUnderWay && settings.repeatedRedemption === "refused"))
    throw applicationError(428, "FAILED_PRECONDITION", `${name} is not in its redemption period`);
  world.state.domains[name] = { ...domain, redemptions: domain.redemptions + 1 };
  if (isUnderWay) return;
  setTimer(world, "registered-domains.redemption", name, after(now, settings.redemptionMs));
};

export const endRedemption: Task<State> = (world, name, at) => {
  if (registeredDomain(world.state, name) === undefined) return;
  changeDomain(world, name, at, ({ expirationDate }) => ({
    status: "ACTIVE",
    expirationDate: yearsAfter(new Date(expirationDate ?? at), 1).toISOString(),
  }));
};
