import * as z from "zod";
import type { Open } from "../core/open";
import { readZoneName, zoneAbove } from "../domains/zone-names";
import { splitKey } from "../dns/key";
import type { RecordType } from "../dns/types";
import { readZone } from "../dns/zone";
import type { Judged } from "../lifecycle/resource";
import type { Wix } from "../wix/client";
import { getZone, previewZone, type WireZone } from "../wix/dns-zones";
import { ACCOUNT, readArguments } from "./arguments";
import { NotFoundError } from "./errors";

/** Which zone. */
export interface GetDnsZoneArgs {
  /** The domain, e.g. `example.com`. */
  domainName: string;
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** A record set as read, in canonical form. */
export interface DnsRecordSet {
  /** E.g. `MX`; also `NS`, `SOA`, or one that Wix adds later. */
  type: Open<RecordType>;
  /** Full, lower case, without trailing dot. */
  hostName: string;
  /** Seconds. */
  ttl?: number;
  /** As Wix writes them, sorted, none twice. */
  values: string[];
}

/** A zone as Wix hosts it. */
export interface DnsZone {
  /** In canonical form. */
  domainName: string;
  /** Whether Wix signs the zone. */
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

const SHAPE = { domainName: z.string('not a domain such as "example.com"'), ...ACCOUNT };

const judge = ({ domainName }: { domainName?: unknown }): Judged => readZoneName(domainName);

const noZone = (domainName: string): NotFoundError =>
  new NotFoundError(
    "DNS zone",
    domainName,
    `Wix hosts no DNS zone ${domainName} for this account. Only domains registered through Wix or connected by ` +
      `NAMESERVERS have one; check domainName and accountId.${zoneAbove(domainName)}`,
  );

export const getDnsZone = async (wix: Wix, args: GetDnsZoneArgs): Promise<DnsZone> => {
  const { domainName, accountId } = readArguments("getDnsZone", SHAPE, args, judge);
  const zone = await getZone(wix, domainName, accountId);
  if (zone === undefined) throw noZone(domainName);
  return canonicalZone(domainName, zone);
};

export const previewDnsZone = async (wix: Wix, args: GetDnsZoneArgs): Promise<DnsZone> => {
  const { domainName, accountId } = readArguments("previewDnsZone", SHAPE, args, judge);
  return canonicalZone(domainName, await previewZone(wix, domainName, accountId));
};
