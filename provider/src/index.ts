export { DnsZoneRecords, type DnsRecordSetArgs, type DnsZoneRecordsArgs } from "./resources/dns-zone-records";
export {
  getDnsZone,
  getDnsZoneOutput,
  previewDnsZone,
  previewDnsZoneOutput,
  type DnsRecordSet,
  type DnsZone,
  type GetDnsZoneArgs,
} from "./lookups/dns-zones";
