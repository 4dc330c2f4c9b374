import { computedZone } from "../dns-zones/computed-zone";
import { DEFAULT_TTL, type RecordSet } from "../dns-zones/zone";

const SITE_ADDRESS = "185.230.63.107";
const SITE_HOST = "pointing.wixdns.net";

/** A record set as setup info names it: without its type. */
interface Values {
  readonly hostName: string;
  readonly ttl: number;
  readonly values: readonly string[];
}

interface Cname {
  readonly hostName: string;
  readonly ttl: number;
  readonly value: string;
}

export interface PointingRecords {
  readonly aRecord: Values;
  readonly cnameRecord: Cname;
}

/** What points a domain to Wix where its DNS stays elsewhere. */
export function pointingRecords(name: string): PointingRecords {
  return {
    aRecord: { hostName: name, ttl: DEFAULT_TTL, values: [SITE_ADDRESS] },
    cnameRecord: cname(`www.${name}`, SITE_HOST),
  };
}

/** What points a zone at Wix to the site. */
export function hostedRecords(name: string): PointingRecords {
  const { hostName, ttl, values } = computedSet(name, "A");
  const [target = SITE_HOST] = computedSet(name, "CNAME").values;
  return { aRecord: { hostName, ttl, values }, cnameRecord: cname(`www.${name}`, target) };
}

export function nameserverRecord(name: string): { nsRecord: Values } {
  const { hostName, ttl, values } = computedSet(name, "NS");
  return { nsRecord: { hostName, ttl, values } };
}

export function wixNameServers(name: string): readonly string[] {
  return nameserverRecord(name).nsRecord.values;
}

export function subdomainRecords(name: string): { cnameRecords: Cname[] } {
  return { cnameRecords: [cname(name, SITE_HOST), cname(`www.${name}`, SITE_HOST)] };
}

function cname(hostName: string, value: string): Cname {
  return { hostName, ttl: DEFAULT_TTL, value };
}

function computedSet(name: string, type: RecordSet["type"]): RecordSet {
  const set = computedZone(name).records.find(candidate => candidate.type === type);
  if (set === undefined) throw new Error(`a computed zone holds a ${type}`);
  return set;
}
