import { z } from "zod";

/** What a record set without `ttl` gets, in seconds. The value is inferred: clients assume it. */
export const DEFAULT_TTL = 3600;

/** Of `ns….wixdns.net`, as they were seen; that which was seen most often comes most often. */
const NAME_SERVER_PAIRS = ["10/11", "12/13", "0/1", "2/3", "4/5", "8/9"] as const;
const PAIRS_BY_SEED = [...NAME_SERVER_PAIRS, "10/11", "12/13", "0/1", "2/3", "4/5", "12/13"] as const;

const SITE_ADDRESS = "185.230.63.107";
const SITE_HOST = "pointing.wixdns.net";

/** Where Wix's records lead: the name servers, and what an apex and its `www` hold (docs/wix/clients.md). */
export interface ZoneShape {
  readonly nameServers: readonly string[];
  readonly addresses: readonly string[];
  readonly siteHost: string;
}

const nameServersOf = (pair: (typeof NAME_SERVER_PAIRS)[number]): string[] =>
  pair.split("/").map(number => `ns${number}.wixdns.net`);

const SITES = {
  three: { addresses: [SITE_ADDRESS, "185.230.63.171", "185.230.63.186"], siteHost: "cdn1.wixdns.net" },
  one: { addresses: [SITE_ADDRESS], siteHost: SITE_HOST },
} as const;

export const shapeSettings = {
  /** The pair of name servers, such as `12/13`. */
  nameServerPair: z.enum(["by-seed", ...NAME_SERVER_PAIRS]).default("by-seed"),
  /** What an apex and its `www` hold: three addresses and `cdn1`, or one and `pointing`. */
  siteAddresses: z.enum(["by-seed", "three", "one"]).default("by-seed"),
};

type ShapeSettings = {
  readonly [Name in keyof typeof shapeSettings]: z.output<(typeof shapeSettings)[Name]>;
};

/** Of five seeds in a row two make zones with one address; so the pair tells nothing of the addresses. */
export const shapeOf = ({
  seed,
  state: { settings },
}: {
  readonly seed: number;
  readonly state: { readonly settings: ShapeSettings };
}): ZoneShape => {
  const { nameServerPair, siteAddresses } = settings;
  const pair = PAIRS_BY_SEED[seed % PAIRS_BY_SEED.length] ?? "12/13";
  const addresses = seed % 5 === 0 || seed % 5 === 3 ? "one" : "three";
  return {
    nameServers: nameServersOf(nameServerPair === "by-seed" ? pair : nameServerPair),
    ...SITES[siteAddresses === "by-seed" ? addresses : siteAddresses],
  };
};

/** The shape that zones have where no setting says otherwise. */
export const shapeBySeed = (seed: number): ZoneShape =>
  shapeOf({ seed, state: { settings: { nameServerPair: "by-seed", siteAddresses: "by-seed" } } });

const USUAL: ZoneShape = { nameServers: nameServersOf("12/13"), ...SITES.three };

/** A record set of a zone. */
interface ComputedSet {
  readonly type: "SOA" | "NS" | "A" | "CNAME";
  readonly hostName: string;
  readonly ttl: number;
  readonly values: string[];
}

interface ComputedZone {
  readonly dnssecEnabled: boolean;
  readonly records: ComputedSet[];
}

/** The zone that Wix computes for a domain: what Preview answers. */
export const computedZone = (domainName: string, shape: ZoneShape = USUAL): ComputedZone => {
  const { nameServers, addresses, siteHost } = shape;
  const soa = `${nameServers[0] ?? ""} support.wix.com 2026010101 10800 3600 604800 3600`;
  return {
    dnssecEnabled: false,
    records: [
      { type: "SOA", hostName: domainName, ttl: DEFAULT_TTL, values: [soa] },
      { type: "NS", hostName: domainName, ttl: 86400, values: [...nameServers] },
      { type: "A", hostName: domainName, ttl: DEFAULT_TTL, values: [...addresses] },
      { type: "CNAME", hostName: `www.${domainName}`, ttl: DEFAULT_TTL, values: [siteHost] },
    ],
  };
};

/** The hosts at which Wix was seen to make a CNAME; their targets were not. */
const CNAME_HOSTS = ["en", "es", "s1._domainkey", "s2._domainkey", "sel1._domainkey"];

/** The zone that registering or connecting makes. */
export const newHostedZone = (
  domainName: string,
  world: Parameters<typeof shapeOf>[0] & {
    readonly state: { readonly settings: { readonly cnamesOfWix: boolean } };
  },
): ComputedZone => {
  const zone = computedZone(domainName, shapeOf(world));
  if (!world.state.settings.cnamesOfWix) return zone;
  const cnames = CNAME_HOSTS.map((host): ComputedSet => ({
    type: "CNAME",
    hostName: `${host}.${domainName}`,
    ttl: DEFAULT_TTL,
    values: [`${host.split(".")[0] ?? host}.wixdns.net`],
  }));
  return { ...zone, records: [...zone.records, ...cnames] };
};

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
export const hostedRecords = (name: string, { addresses, siteHost }: ZoneShape): PointingRecords => ({
  aRecord: { hostName: name, ttl: DEFAULT_TTL, values: addresses },
  cnameRecord: cname(`www.${name}`, siteHost),
});

export const nameserverRecord = (name: string, { nameServers }: ZoneShape): { nsRecord: Values } => ({
  nsRecord: { hostName: name, ttl: 86400, values: nameServers },
});

export const subdomainRecords = (name: string): { cnameRecords: Cname[] } => ({
  cnameRecords: [cname(name, SITE_HOST), cname(`www.${name}`, SITE_HOST)],
});

const cname = (hostName: string, value: string): Cname => ({ hostName, ttl: DEFAULT_TTL, value });
