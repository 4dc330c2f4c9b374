import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const domainName = config.require("domain");

/** Only these record sets are touched; `pulumi destroy` leaves the zone as it was found. */
const records = new wix.DnsZoneRecords("records", {
  domainName,
  records: [
    { type: "TXT", hostName: "_dmarc", values: [`v=DMARC1; p=none; rua=mailto:dmarc@${domainName}`] },
    { type: "TXT", hostName: "_managed-by", values: [`Pulumi: ${pulumi.getProject()}/${pulumi.getStack()}`] },
  ],
});

export const recordSets = records.records.apply(Object.keys);
