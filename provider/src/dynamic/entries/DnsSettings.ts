import { dnsSettings } from "../../resources/dns-settings/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep "pulumi-wix/provider/" and the name of this file for years: it must not be renamed.
export = dynamicProvider("DnsSettings", dnsSettings);
