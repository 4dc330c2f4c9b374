import { restartPropagation } from "../dns-propagation/progress";
import { computedZone, shapeOf } from "../domains/wix-records";
import { type Random, sha256, shuffled } from "../kernel/random";
import { type Answer, applicationError, json, type Refusal } from "../kernel/refusal";
import { type Caller, routesOn } from "../kernel/route";
import { newZone, updatedZone } from "./change-zone";
import { cutSet } from "./cut-texts";
import { createZoneSchema, type State, updateZoneSchema, type Zone } from "./state";

const zoneNotFound = (zoneName: string): Refusal =>
  applicationError(404, "DNS_ZONE_NOT_FOUND", `no DNS zone ${zoneName}`);

/** A domain that no account holds may be looked at; another account's may not. @throws {Refusal} */
const checkReadable = (state: State, caller: Caller, domainName: string): void => {
  const domain = state.domains[domainName];
  if (caller.key.createdBy === "co-owner" || (domain !== undefined && domain.accountId !== caller.accountId))
    throw notPermitted(domainName);
};

/** The account holds the domain, and a plan covers it when it was registered elsewhere. @throws {Refusal} */
const checkWritable = (state: State, caller: Caller, domainName: string): void => {
  checkReadable(state, caller, domainName);
  const domain = state.domains[domainName];
  if (domain === undefined || (domain.kind === "connected" && !domain.coveredByPlan))
    throw notPermitted(domainName);
};

/** Wix hosts the DNS of what it registered and of what is delegated to its name servers. @throws {Refusal} */
const checkHosted = (state: State, domainName: string): void => {
  const domain = state.domains[domainName];
  if (domain?.kind === "connected" && domain.connectionType !== "NAMESERVERS") throw notPermitted(domainName);
};

/** @throws {Refusal} 404 */
const zoneOf = (state: State, domainName: string): Zone => {
  const zone = state.dnsZones[domainName];
  if (zone === undefined) throw zoneNotFound(domainName);
  return zone;
};

const notPermitted = (domainName: string): Refusal =>
  applicationError(428, "DOMAIN_NOT_PERMITTED", `domain ${domainName} is not permitted to target account`);

const READ = "DOMAINS.READ_DNS_ZONES";
const MANAGE = "DOMAINS.MANAGE_DNS_ZONES";
const ZONE = "/domains/v1/dns-zones/{domainName}";

const defineRoute = routesOn<State>();

const getZone = defineRoute({
  method: "GET",
  template: ZONE,
  permission: READ,
  handle({ world: { state }, caller, parameters: { domainName }, random }) {
    checkReadable(state, caller, domainName);
    const zone = zoneOf(state, domainName);
    const isCut = state.settings.longTxtValues === "cut-when-read";
    const shown = isCut ? { ...zone, records: zone.records.map(cutSet) } : zone;
    return zoneAnswer(state, domainName, shown, random);
  },
});

const previewZone = defineRoute({
  method: "GET",
  template: `${ZONE}/preview`,
  permission: READ,
  handle({ world, caller, parameters: { domainName }, random }) {
    checkReadable(world.state, caller, domainName);
    return zoneAnswer(world.state, domainName, computedZone(domainName, shapeOf(world)), random);
  },
});

const createZone = defineRoute({
  method: "POST",
  template: "/domains/v1/dns-zones",
  permission: MANAGE,
  body: createZoneSchema,
  handle({ world, caller, body: { dnsZone }, random }) {
    const { state } = world;
    if (dnsZone === undefined) throw zoneNotFound("in the body");
    const { domainName } = dnsZone;
    checkWritable(state, caller, domainName);
    checkHosted(state, domainName);
    if (domainName in state.dnsZones && state.settings.createOnExistingZone === "refuse")
      throw applicationError(428, "DOMAIN_ALREADY_EXISTS", `zone ${domainName} exists`);
    const zone = newZone(domainName, dnsZone, state.settings);
    state.dnsZones[domainName] = zone;
    restartPropagation(world, domainName);
    return zoneAnswer(state, domainName, zone, random);
  },
});

const updateZone = defineRoute({
  method: "PATCH",
  template: ZONE,
  permission: MANAGE,
  body: updateZoneSchema,
  handle({ world, caller, parameters: { domainName }, body, random }) {
    const { state } = world;
    checkWritable(state, caller, domainName);
    const zone = updatedZone(domainName, zoneOf(state, domainName), body, state.settings);
    state.dnsZones[domainName] = zone;
    restartPropagation(world, domainName);
    return zoneAnswer(state, domainName, zone, random);
  },
});

const deleteZone = defineRoute({
  method: "DELETE",
  template: ZONE,
  permission: MANAGE,
  handle({ world: { state }, caller, parameters: { domainName } }) {
    checkWritable(state, caller, domainName);
    zoneOf(state, domainName);
    state.dnsZones = Object.fromEntries(
      Object.entries(state.dnsZones).filter(([name]) => name !== domainName),
    );
    return json(200, {});
  },
});

export const dnsZoneRoutes = [getZone, previewZone, createZone, updateZone, deleteZone];

/** Wix promises no order, so none is kept unless it is asked for: neither of record sets nor of their values. */
const zoneAnswer = ({ settings }: State, domainName: string, zone: Zone, random: Random): Answer => {
  const ordered = <Item>(items: readonly Item[]): readonly Item[] =>
    settings.recordOrder === "shuffled" ? shuffled(items, random) : items;
  return json(200, {
    dnsZone: {
      id: domainName,
      domainName,
      dnssecEnabled: zone.dnssecEnabled,
      ...(zone.dnssecEnabled && { dnssecInfo: dnssecInfo(domainName) }),
      records: ordered(zone.records).map(set => ({ ...set, values: ordered(set.values) })),
    },
  });
};

const dnssecInfo = (domainName: string): { keyTag: number; digest: string } => {
  const digest = sha256(domainName).toUpperCase();
  return { keyTag: parseInt(digest.slice(0, 4), 16), digest };
};
