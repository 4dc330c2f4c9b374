import { dnsZoneRecords } from "../../resources/dns-zone-records/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep "pulumi-wix/provider/" and the name of this file for years: it must not be renamed.
export = dynamicProvider("DnsZoneRecords", dnsZoneRecords);
