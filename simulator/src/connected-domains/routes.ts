import { z } from "zod";
import { dnsPropagationStatus } from "../dns-propagation/wire";
import { siteInfoOf } from "../domain-assignments/roles";
import { readSiteRequest } from "../domain-assignments/site-request";
import { connectedDomain, domainNotPermitted, heldBy, isVisible, rootOf } from "../domains/holding";
import { type ConnectedDomain, outsideDomain } from "../domains/state";
import {
  hostedRecords,
  nameserverRecord,
  pointingRecords,
  shapeOf,
  subdomainRecords,
} from "../domains/wix-records";
import { pageOf, pagingQuery } from "../kernel/input";
import { type Answer, applicationError, json } from "../kernel/refusal";
import { type Caller, routesOn } from "../kernel/route";
import {
  checkExternal,
  connect,
  createSchema,
  disconnect,
  isRepeated,
  readConnectionType,
  readName,
  type State,
  type World,
} from "./connection";

/** What is to be set at the outside registrar, and who that is. */
const setupInfo = (world: World, name: string, { connectionType }: ConnectedDomain): object => {
  const registrar = registrarOf(world, name, connectionType);
  return {
    connectedDomainId: name,
    ...(registrar && { registrar }),
    ...recordsOf(world, name, connectionType),
  };
};

const recordsOf = (world: World, name: string, type: ConnectedDomain["connectionType"]): object => {
  switch (type) {
    case "NAMESERVERS":
      return hostedSetup(world, name);
    case "POINTING":
      return { pointingRecords: pointingRecords(name) };
    case "UNKNOWN_CONNECTION_TYPE":
      return { subdomainRecords: subdomainRecords(name) };
  }
};

const hostedSetup = (world: World, name: string): object => {
  const shown = world.state.settings.nameServerSetupInfo;
  const shape = shapeOf(world);
  return {
    ...(shown !== "pointingRecords" && { nameserverRecord: nameserverRecord(name, shape) }),
    ...(shown !== "nameserverRecord" && { pointingRecords: hostedRecords(name, shape) }),
  };
};

/** The name servers are those delegated to at the time: once the registrar is changed, Wix's own. */
const registrarOf = (world: World, name: string, type: string) => {
  const { domainMarket, dnsPropagations } = world.state;
  const { registrar } = outsideDomain(domainMarket, rootOf(name));
  const isDelegated = type === "NAMESERVERS" && dnsPropagations[name]?.registrarChanged === true;
  return registrar && isDelegated ? { ...registrar, nameServers: shapeOf(world).nameServers } : registrar;
};

const READ = "DOMAINS.READ_CONNECTED_DOMAINS";
const MANAGE = "DOMAINS.MANAGE_CONNECTED_DOMAINS";
const DOMAINS = "/domains/v1/connected-domains";
const DOMAIN = `${DOMAINS}/{connectedDomainId}`;
const PAGE = 100;

const SITE_REFUSALS = {
  malformed: () => applicationError(400, "DOMAINS_GUID_NOT_VALID", "wix-site-id is no GUID"),
  unknown: () => applicationError(403, "DOMAINS_GUID_NOT_FOUND", "the account has no such site"),
  free: () => applicationError(403, "NON_PREMIUM_SITE", "the site has no Premium plan"),
};

const defineRoute = routesOn<State>();

const createDomain = defineRoute({
  method: "POST",
  template: DOMAINS,
  permission: MANAGE,
  site: "alone",
  body: createSchema,
  handle({ world, caller, body: { connectedDomain: asked } }) {
    const { state } = world;
    const { domain: name, suppressNotifications } = asked;
    const { accountId } = caller;
    const parsed = readName(name);
    const connectionType = readConnectionType(parsed, asked.connectionType);
    checkExternal(state, parsed, name, accountId);
    const site = readSiteRequest(state, caller, asked.siteInfo, SITE_REFUSALS);
    const existing = connectedDomain(state, name);
    if (existing === undefined) {
      connect(world, name, { accountId, connectionType, suppressNotifications }, site);
    } else {
      const isSame = isRepeated(state, name, existing, connectionType, asked, site);
      if (!isSame || state.settings.repeatedConnection === "refuse")
        throw applicationError(409, "DOMAINS_ALREADY_EXISTS", `${name} is connected already`);
    }
    return domainAnswer(state, name);
  },
});

const getDomain = defineRoute({
  method: "GET",
  template: DOMAIN,
  permission: READ,
  site: "alone",
  handle({ world, caller, parameters: { connectedDomainId: name } }) {
    const domain = ownDomain(world.state, caller, name);
    if (domain === undefined || !isVisible(world, domain)) throw notFound(name);
    return domainAnswer(world.state, name);
  },
});

const listDomains = defineRoute({
  method: "GET",
  template: DOMAINS,
  permission: READ,
  site: "alone",
  query: z.strictObject(pagingQuery(PAGE)),
  handle({ world, caller, query }) {
    const all = heldBy(world, caller.accountId, "connected");
    const { items, pagingMetadata } = pageOf(all, query, PAGE, world.state.settings);
    const connectedDomains = items.map(({ name, domain }) => toWire(world.state, name, domain));
    return json(200, { pagingMetadata, connectedDomains });
  },
});

const deleteDomain = defineRoute({
  method: "DELETE",
  template: DOMAIN,
  permission: MANAGE,
  site: "alone",
  handle({ world, caller, parameters: { connectedDomainId: name } }) {
    if (ownDomain(world.state, caller, name) === undefined) throw notFound(name);
    disconnect(world, name);
    return json(200, {});
  },
});

const getSetupInfo = defineRoute({
  method: "GET",
  template: "/domains/v1/connected-domain-setup-info/{connectedDomainId}",
  permission: READ,
  site: "alone",
  handle({ world, caller, parameters: { connectedDomainId: name } }) {
    const domain = ownDomain(world.state, caller, name);
    if (domain === undefined) throw domainNotPermitted(name);
    return json(200, { connectedDomainSetupInfo: setupInfo(world, name, domain) });
  },
});

export const connectedDomainRoutes = [createDomain, getDomain, listDomains, deleteDomain, getSetupInfo];

/** @throws {Refusal} 403 where it is another account's */
const ownDomain = (state: State, { accountId }: Caller, name: string): ConnectedDomain | undefined => {
  const holder = state.domains[name]?.accountId;
  if (holder !== undefined && holder !== accountId) throw domainNotPermitted(name);
  return connectedDomain(state, name);
};

const notFound = (name: string) => applicationError(404, "NOT_FOUND", `no connected domain ${name}`);

const domainAnswer = (state: State, name: string): Answer => {
  const domain = connectedDomain(state, name);
  if (domain === undefined) throw new Error(`no connected domain ${name}`);
  return json(200, { connectedDomain: toWire(state, name, domain) });
};

const toWire = (state: State, name: string, domain: ConnectedDomain): object => {
  const { connectionType, suppressNotifications, createdDate, updatedDate } = domain;
  const siteInfo = siteInfoOf(state, name);
  return {
    id: name,
    domain: name,
    connectionType,
    ...(siteInfo && { siteInfo }),
    suppressNotifications,
    dnsPropagationStatus: dnsPropagationStatus(state, name),
    createdDate,
    updatedDate,
  };
};
