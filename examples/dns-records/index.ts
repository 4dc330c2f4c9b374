import * as pulumi from "@pulumi/pulumi";
import { DnsZoneRecords } from "pulumi-wix";

const config = new pulumi.Config();
const domainName = config.get("domain") ?? "example.com";
const mailHost = config.get("mailHost") ?? "mx1.example.net";

const mail = new DnsZoneRecords("mail", {
  domainName,
  records: [
    { type: "MX", hostName: "@", values: [`10 ${mailHost}`] },
    { type: "TXT", hostName: "@", values: ["v=spf1 mx -all"] },
    { type: "TXT", hostName: "_dmarc", values: [`v=DMARC1; p=reject; rua=mailto:dmarc@${domainName}`] },
  ],
});

/** The record sets in canonical form, e.g. `MX example.com`. */
export const recordSets = mail.records.apply(Object.keys);
