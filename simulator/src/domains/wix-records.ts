/** What a record set without `ttl` gets, in seconds. The value is inferred: clients assume it. */
export const DEFAULT_TTL = 3600;

const NAME_SERVERS = ["ns12.wixdns.net", "ns13.wixdns.net"];
const SITE_ADDRESSES = ["185.230.63.107", "185.230.63.171", "185.230.63.186"];

/** A record set of a zone. */
interface ComputedSet {
  readonly type: "SOA" | "NS" | "A" | "CNAME";
  readonly hostName: string;
  readonly ttl: number;
  readonly values: string[];
}

/** The zone that Wix makes for a domain: what Preview answers, and what registering or connecting creates. */
export const computedZone = (domainName: string): { dnssecEnabled: boolean; records: ComputedSet[] } => {
  const soa = "ns12.wixdns.net support.wix.com 2026010101 10800 3600 604800 3600";
  return {
    dnssecEnabled: false,
    records: [
      { type: "SOA", hostName: domainName, ttl: DEFAULT_TTL, values: [soa] },
      { type: "NS", hostName: domainName, ttl: 86400, values: NAME_SERVERS },
      { type: "A", hostName: domainName, ttl: DEFAULT_TTL, values: SITE_ADDRESSES },
      { type: "CNAME", hostName: `www.${domainName}`, ttl: DEFAULT_TTL, values: ["cdn1.wixdns.net"] },
    ],
  };
};

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

interface PointingRecords {
  readonly aRecord: Values;
  readonly cnameRecord: Cname;
}

/** What points a domain to Wix where its DNS stays elsewhere. */
export const pointingRecords = (name: string): PointingRecords => ({
  aRecord: { hostName: name, ttl: DEFAULT_TTL, values: [SITE_ADDRESS] },
  cnameRecord: cname(`www.${name}`, SITE_HOST),
});

/** What points a zone at Wix to the site. */
export const hostedRecords = (name: string): PointingRecords => {
  const { hostName, ttl, values } = computedSet(name, "A");
  const [target = SITE_HOST] = computedSet(name, "CNAME").values;
  return { aRecord: { hostName, ttl, values }, cnameRecord: cname(`www.${name}`, target) };
};

export const nameserverRecord = (name: string): { nsRecord: Values } => {
  const { hostName, ttl, values } = computedSet(name, "NS");
  return { nsRecord: { hostName, ttl, values } };
};

export const wixNameServers = (name: string): readonly string[] => nameserverRecord(name).nsRecord.values;

export const subdomainRecords = (name: string): { cnameRecords: Cname[] } => ({
  cnameRecords: [cname(name, SITE_HOST), cname(`www.${name}`, SITE_HOST)],
});

const cname = (hostName: string, value: string): Cname => ({ hostName, ttl: DEFAULT_TTL, value });

const computedSet = (name: string, type: ComputedSet["type"]): ComputedSet => {
  const set = computedZone(name).records.find(candidate => candidate.type === type);
  if (set === undefined) throw new Error(`a computed zone holds a ${type}`);
  return set;
};
