import { restartPropagation } from "../dns-propagation/progress";
import { type Answer, json } from "../http/answer";
import { applicationError, ruleError } from "../http/refusal";
import { defineRoute } from "../http/route";
import { type Random, sha256, shuffled } from "../random";
import { checkHosted, checkReadable, checkWritable, zoneNotFound, zoneOf } from "./access";
import { newZone, updatedZone } from "./change-zone";
import { computedZone } from "./computed-zone";
import { createZoneSchema, updateZoneSchema } from "./schema";
import { type Zone } from "./zone";

const READ = "DOMAINS.READ_DNS_ZONES";
const MANAGE = "DOMAINS.MANAGE_DNS_ZONES";
const ZONE = "/domains/v1/dns-zones/{domainName}";

const getZone = defineRoute({
  method: "GET",
  template: ZONE,
  permission: READ,
  handle({ world: { state }, caller, parameters: { domainName }, random }) {
    checkReadable(state, caller, domainName);
    return zoneAnswer(domainName, zoneOf(state, domainName), random);
  },
});

const previewZone = defineRoute({
  method: "GET",
  template: `${ZONE}/preview`,
  permission: READ,
  handle({ world: { state }, caller, parameters: { domainName }, random }) {
    checkReadable(state, caller, domainName);
    return zoneAnswer(domainName, computedZone(domainName), random);
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
    return zoneAnswer(domainName, zone, random);
  },
});

const updateZone = defineRoute({
  method: "PATCH",
  template: ZONE,
  permission: MANAGE,
  body: updateZoneSchema,
  handle({ world, caller, parameters: { domainName }, body, random }) {
    const { state } = world;
    if (body.domainName !== undefined && body.domainName !== domainName)
      throw ruleError("domainName", "PATH_MISMATCH", `is not ${domainName}, as the path says`);
    checkWritable(state, caller, domainName);
    const zone = updatedZone(domainName, zoneOf(state, domainName), body, state.settings);
    state.dnsZones[domainName] = zone;
    restartPropagation(world, domainName);
    return zoneAnswer(domainName, zone, random);
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

/** Wix promises no order, so none is kept: neither of the record sets nor of their values. */
function zoneAnswer(domainName: string, zone: Zone, random: Random): Answer {
  return json(200, {
    dnsZone: {
      id: domainName,
      domainName,
      dnssecEnabled: zone.dnssecEnabled,
      ...(zone.dnssecEnabled && { dnssecInfo: dnssecInfo(domainName) }),
      records: shuffled(zone.records, random).map(set => ({ ...set, values: shuffled(set.values, random) })),
    },
  });
}

function dnssecInfo(domainName: string): { keyTag: number; digest: string } {
  const digest = sha256(domainName).toUpperCase();
  return { keyTag: parseInt(digest.slice(0, 4), 16), digest };
}
