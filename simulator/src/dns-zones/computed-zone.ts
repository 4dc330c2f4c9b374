import { DEFAULT_TTL, type Zone } from "./zone";

const NAME_SERVERS = ["ns12.wixdns.net", "ns13.wixdns.net"];
const SITE_ADDRESSES = ["185.230.63.107", "185.230.63.171", "185.230.63.186"];

/** The zone that Wix makes for a domain: what Preview answers, and what registering or connecting creates. */
export function computedZone(domainName: string): Zone {
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
}
