import { z } from "zod";
import { dnsPropagation } from "../dns-propagation";
import { restartPropagation } from "../dns-propagation/progress";
import { domains } from "../domains";
import { withoutDomain } from "../domains/holding";
import { type CallerRefusals, documented, type Edit, family, inferred, seen } from "../kernel/family";
import { applicationError } from "../kernel/refusal";
import { dnsZoneRoutes } from "./routes";
import { isSameSet, recordSetSchema, type State, type Zone, zoneFields, zoneSettings } from "./state";

const zoneEditSchema = z.strictObject({
  /** Record sets that take the place of those of the same type and host name, or are new. */
  set: z.array(recordSetSchema).default([]),
  delete: z.array(recordSetSchema.pick({ type: true, hostName: true })).default([]),
});

/** What somebody at the dashboard does to a zone. */
export type ZoneEdit = z.input<typeof zoneEditSchema>;

const readZoneEdit = (change: unknown): Edit<State> => {
  const edit = zoneEditSchema.parse(change);
  return (world, domainName) => {
    const { dnsZones } = world.state;
    const zone = dnsZones[domainName];
    if (zone === undefined) throw new Error(`no zone ${domainName} to edit`);
    dnsZones[domainName] = editedZone(zone, edit);
    restartPropagation(world, domainName);
  };
};

const editedZone = (zone: Zone, edit: z.output<typeof zoneEditSchema>): Zone => {
  const touched = [...edit.delete, ...edit.set];
  const untouched = zone.records.filter(set => !touched.some(other => isSameSet(set, other)));
  return { ...zone, records: [...untouched, ...edit.set] };
};

const callerRefusals: CallerRefusals = {
  key: (...breaches) => applicationError(404, "USER_ID_NOT_FOUND", "no identity", ...breaches),
  account: (...breaches) => applicationError(404, "TARGET_ACCOUNT_NOT_FOUND", "no such account", ...breaches),
  permission: permission =>
    applicationError(403, "DOMAINS_PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

export const dnsZones = family({
  name: "dns-zones",
  needs: [domains, dnsPropagation],
  state: zoneFields,
  settings: zoneSettings,
  routes: dnsZoneRoutes,
  callerRefusals,
  edit: readZoneEdit,
  faultsIn: (state: State) => withoutDomain(state, "dnsZones", state.dnsZones),
  evidence: [
    documented("Missing or wrong key: 404 USER_ID_NOT_FOUND"),
    documented("Missing or unknown account: 404 TARGET_ACCOUNT_NOT_FOUND"),
    seen("Missing permission: 403 DOMAINS_PERMISSION_DENIED"),
    seen("Key made by a co-owner: 428 DOMAIN_NOT_PERMITTED"),
    documented("Domain of another account, or not covered by a plan: 428 DOMAIN_NOT_PERMITTED"),
    documented("A domain connected by POINTING has no zone"),
    seen("Missing zone: 404 DNS_ZONE_NOT_FOUND"),
    documented("Preview answers computed A, www CNAME, NS and SOA, for a domain of nobody too"),
    documented("Create replaces an existing zone (setting createOnExistingZone)"),
    documented("Create refuses an existing zone: 428 DOMAIN_ALREADY_EXISTS (setting)"),
    documented("Create needs NS and SOA of the zone itself"),
    documented("At most 10 additions, 10 deletions, 50 values, 5000 record sets"),
    seen("One record set for each type and host name; a second is 428 DOMAIN_DUPLICATE_RECORDS"),
    documented("The same under DOMAIN_MX_RECORD_VALUE_INVALID (setting duplicateRecordsCode)"),
    inferred("Deletions name type, host name and all values; the ttl must match when sent"),
    inferred("A deletion that matches nothing is 400"),
    inferred("Update succeeds or fails as a whole"),
    seen("NS and SOA by Update: 428 INVALID_NS_RECORD"),
    seen("Nothing to update: 428 DOMAIN_UPDATE_EMPTY_UPDATE_REQUEST"),
    documented("No values: 428 DOMAIN_DNS_EMPTY_RECORD_VALUE"),
    documented("MX without preference: 428 DOMAIN_MX_RECORD_VALUE_INVALID"),
    documented("CNAME at the apex or outside the zone: 428 DOMAIN_CNAME_RECORD_HOSTNAME_INVALID"),
    seen("Other host outside the zone: 400"),
    documented("A CNAME has exactly one value (400)"),
    inferred("A CNAME stands alone at its host name (400)"),
    inferred("A, AAAA, CNAME, NS, PTR and SRV values must have their type's form (400)"),
    inferred("A value that stands twice in a record set: 400"),
    inferred("Trailing dots are refused, in host names and in values that name a host"),
    inferred("Host names are accepted in upper case and kept in lower case"),
    seen("TXT values are kept and answered verbatim, quotes included (setting longTxtValues)"),
    inferred("Absent ttl: 3600 seconds"),
    inferred("Record sets and values are answered in no order, shuffled by the seed (setting recordOrder)"),
    seen("Those that are long or quoted come back cut (setting longTxtValues)"),
    inferred(
      "How they are cut, whether in the zone or in Get alone, and that a deletion may name what is shown",
    ),
    seen("Name servers are one of six pairs, by the seed (setting nameServerPair)"),
    seen("An apex holds three addresses, or one, and www leads elsewhere then (setting siteAddresses)"),
    seen("Zones hold CNAMEs of Wix's own: en, es, s1._domainkey and others (setting cnamesOfWix)"),
    documented("dnssecEnabled: null is as good as nothing"),
    documented("Create takes the whole object: id and dnssecInfo are ignored"),
    documented("With DNSSEC on, dnssecInfo holds key tag and digest"),
  ],
});
