import { dnsZoneRecords } from "../../resources/dns-zone-records/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep the path of this module for years: it must not move.
export = dynamicProvider("DnsZoneRecords", dnsZoneRecords);
