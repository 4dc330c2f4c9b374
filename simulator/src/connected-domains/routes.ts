import { z } from "zod";
import { type State } from "../account/state";
import { dnsPropagationStatus } from "../dns-propagation/wire";
import { siteInfoOf } from "../domain-assignments/roles";
import { domainNotPermitted } from "../domains/callers";
import { type ConnectedDomain } from "../domains/domain";
import { connectedDomain, disconnect, heldBy, isVisible } from "../domains/holding";
import { readSiteRequest } from "../domains/site-request";
import { type Answer, json } from "../http/answer";
import { pageOf, pagingQuery } from "../http/paging";
import { applicationError } from "../http/refusal";
import { type Caller, defineRoute } from "../http/route";
import { connect } from "./connect";
import { checkExternal, isRepeated, readConnectionType, readName } from "./rules";
import { createSchema } from "./schema";
import { setupInfo } from "./setup-info";

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

const createDomain = defineRoute({
  method: "POST",
  template: DOMAINS,
  permission: MANAGE,
  acceptsSite: true,
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
  query: z.strictObject(pagingQuery(PAGE)),
  handle({ world, caller, query }) {
    const all = heldBy(world, caller.accountId, "connected");
    const { items, pagingMetadata } = pageOf(all, query, PAGE);
    const connectedDomains = items.map(({ name, domain }) => toWire(world.state, name, domain));
    return json(200, { pagingMetadata, connectedDomains });
  },
});

const deleteDomain = defineRoute({
  method: "DELETE",
  template: DOMAIN,
  permission: MANAGE,
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
  handle({ world, caller, parameters: { connectedDomainId: name } }) {
    const domain = ownDomain(world.state, caller, name);
    if (domain === undefined) throw domainNotPermitted(name);
    return json(200, { connectedDomainSetupInfo: setupInfo(world.state, name, domain) });
  },
});

export const connectedDomainRoutes = [createDomain, getDomain, listDomains, deleteDomain, getSetupInfo];

/** @throws {Refusal} 403 where it is another account's */
function ownDomain(state: State, { accountId }: Caller, name: string): ConnectedDomain | undefined {
  const holder = state.domains[name]?.accountId;
  if (holder !== undefined && holder !== accountId) throw domainNotPermitted(name);
  return connectedDomain(state, name);
}

function notFound(name: string) {
  return applicationError(404, "NOT_FOUND", `no connected domain ${name}`);
}

function domainAnswer(state: State, name: string): Answer {
  const domain = connectedDomain(state, name);
  if (domain === undefined) throw new Error(`no connected domain ${name}`);
  return json(200, { connectedDomain: toWire(state, name, domain) });
}

function toWire(state: State, name: string, domain: ConnectedDomain): object {
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
}
