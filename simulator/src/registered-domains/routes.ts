import { z } from "zod";
import { dnsPropagationStatus } from "../dns-propagation/wire";
import { siteInfoOf } from "../domain-assignments/roles";
import { readSiteRequest } from "../domain-assignments/site-request";
import { heldBy, isVisible, registeredDomain } from "../domains/holding";
import type { RegisteredDomain } from "../domains/state";
import { pageOf, pagingQuery } from "../kernel/input";
import { type Answer, applicationError, json } from "../kernel/refusal";
import { type Caller, routesOn } from "../kernel/route";
import { beginRedemption, beginRegistration, confirmationFields } from "./registration";
import { checkFree, checkProduct, readName } from "./rules";
import { createSchema, type State, type World } from "./state";

const toWire = (state: State, name: string, domain: RegisteredDomain): object => {
  const siteInfo = siteInfoOf(state, name);
  const { productInstanceId, contacts, status, revision, expirationDate, createdDate, updatedDate } = domain;
  return {
    id: name,
    domain: name,
    ...(productInstanceId !== undefined && { productInstanceId }),
    revision: String(revision),
    status,
    ...statusInfo(domain),
    ...(siteInfo && { siteInfo }),
    ...(contacts && { contacts }),
    ...confirmationFields(domain),
    dnsPropagationStatus: dnsPropagationStatus(state, name),
    ...(expirationDate !== undefined && { expirationDate }),
    createdDate,
    updatedDate,
  };
};

const statusInfo = ({ status, latestAttempt, failure }: RegisteredDomain): object => {
  if (status === "PENDING_REGISTRATION") return { pendingRegistrationInfo: { latestAttempt } };
  return status === "FAILED_REGISTRATION" ? { failedRegistrationInfo: failure } : {};
};

const READ = "DOMAINS.READ_REGISTERED_DOMAINS";
const MANAGE = "DOMAINS.MANAGE_REGISTERED_DOMAINS";
const DOMAINS = "/domains/v1/registered-domains";
const DOMAIN = `${DOMAINS}/{registeredDomainId}`;
const PAGE = 100;

const SITE_REFUSALS = {
  malformed: () => applicationError(403, "PERMISSION_DENIED", "wix-site-id is no GUID"),
  unknown: () => applicationError(403, "PERMISSION_DENIED", "the account has no such site"),
  free: () => applicationError(400, "CANNOT_ASSIGN_DOMAIN_TO_FREE_SITE", "the site has no Premium plan"),
};

const defineRoute = routesOn<State>();

const createDomain = defineRoute({
  method: "POST",
  template: DOMAINS,
  permission: MANAGE,
  site: "beside",
  body: createSchema,
  handle({ world, caller, body: { registeredDomain: asked } }) {
    const { state, clock } = world;
    const name = readName(asked.domain, state.domainMarket.tlds);
    checkFree(state, name.root, caller.accountId);
    const years = checkProduct(state, caller.accountId, asked.productInstanceId, name, clock.now());
    const site = readSiteRequest(state, caller, asked.siteInfo, SITE_REFUSALS);
    beginRegistration(world, caller.accountId, asked, years, site);
    return domainAnswer(world, name.root);
  },
});

const getDomain = defineRoute({
  method: "GET",
  template: DOMAIN,
  permission: READ,
  handle({ world, caller, parameters: { registeredDomainId: name } }) {
    ownDomain(world, caller, name);
    return domainAnswer(world, name);
  },
});

const listDomains = defineRoute({
  method: "GET",
  template: DOMAINS,
  permission: READ,
  query: z.strictObject(pagingQuery(PAGE)),
  handle({ world, caller, query }) {
    const all = heldBy(world, caller.accountId, "registered");
    const { items, pagingMetadata } = pageOf(all, query, PAGE, world.state.settings);
    const registeredDomains = items.map(({ name, domain }) => toWire(world.state, name, domain));
    return json(200, { pagingMetadata, registeredDomains });
  },
});

const redeemDomain = defineRoute({
  method: "POST",
  template: `${DOMAIN}/redeem`,
  permission: MANAGE,
  handle({ world, caller, parameters: { registeredDomainId: name } }) {
    beginRedemption(world, name, ownDomain(world, caller, name));
    return domainAnswer(world, name);
  },
});

export const registeredDomainRoutes = [createDomain, getDomain, listDomains, redeemDomain];

/** @throws {Refusal} 400 where there is none, 403 where it is another account's */
const ownDomain = (world: World, { accountId }: Caller, name: string): RegisteredDomain => {
  const domain = registeredDomain(world.state, name);
  if (domain === undefined || !isVisible(world, domain))
    throw applicationError(400, "REGISTERED_DOMAIN_NOT_FOUND", `no registered domain ${name}`);
  if (domain.accountId !== accountId)
    throw applicationError(403, "PERMISSION_DENIED", `${name} is another account's`);
  return domain;
};

const domainAnswer = ({ state }: World, name: string): Answer => {
  const domain = registeredDomain(state, name);
  if (domain === undefined) throw new Error(`no registered domain ${name}`);
  return json(200, { registeredDomain: toWire(state, name, domain) });
};
