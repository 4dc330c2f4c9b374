import { canonicalDomainName } from "../dns/canonical";
import { splitKey } from "../dns/key";
import { readZone } from "../dns/zone";
import { getZone, previewZone, type WireZone } from "../wix/dns-zones";
import { programConnection } from "./connection";
import { NotFoundError } from "./errors";

export interface GetDnsZoneArgs {
  domainName: string;
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** A record set as read, in canonical form. */
export interface DnsRecordSet {
  type: string;
  hostName: string;
  /** Seconds. */
  ttl?: number;
  values: string[];
}

export interface DnsZone {
  domainName: string;
  dnssecEnabled: boolean;
  /** All record sets, NS and SOA among them, sorted by host name and type. */
  records: DnsRecordSet[];
}

const byName = (a: DnsRecordSet, b: DnsRecordSet): number =>
  a.hostName.localeCompare(b.hostName) || a.type.localeCompare(b.type);

const canonicalZone = (domainName: string, { dnssecEnabled, records }: WireZone): DnsZone => ({
  domainName,
  dnssecEnabled,
  records: [...readZone(domainName, records).sets]
    .map(([key, { content }]): DnsRecordSet => {
      const { type, hostName } = splitKey(key);
      return { type, hostName, ...content };
    })
    .sort(byName),
});

const nameOf = ({ domainName }: GetDnsZoneArgs): string => {
  const domain = canonicalDomainName(domainName);
  if ("reason" in domain) throw new Error(`domainName: ${domain.reason}`);
  return domain.name;
};

const noZone = (domainName: string): NotFoundError =>
  new NotFoundError(
    "DNS zone",
    domainName,
    `Wix hosts no DNS zone ${domainName} for this account. Only domains registered through Wix or connected by ` +
      "NAMESERVERS have one; check domainName and accountId.",
  );

export const getDnsZone = async (args: GetDnsZoneArgs): Promise<DnsZone> => {
  const domainName = nameOf(args);
  const zone = await getZone(programConnection(), domainName, args.accountId);
  if (zone === undefined) throw noZone(domainName);
  return canonicalZone(domainName, zone);
};

export const previewDnsZone = async (args: GetDnsZoneArgs): Promise<DnsZone> => {
  const domainName = nameOf(args);
  return canonicalZone(domainName, await previewZone(programConnection(), domainName, args.accountId));
};
