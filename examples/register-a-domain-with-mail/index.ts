import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const siteId = config.require("siteId");
const countryCode = config.get("countryCode") ?? "US";
const mailHost = config.get("mailHost") ?? "mx1.example.net";
const yearly: wix.BillingInfoArgs = { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } };

const services = new wix.Package("services", {
  products: [
    { catalogProductId: config.require("planProductId"), countryCode, siteId, billingInfo: yearly },
    { catalogProductId: config.require("domainProductId"), countryCode, billingInfo: yearly },
  ],
});

const bakery = new wix.RegisteredDomain("bakery", {
  domain: config.require("domain"),
  productInstanceId: services.productInstanceIds[1]!,
  contacts: { registrant: config.requireSecretObject<wix.DomainContactArgs>("registrant") },
  siteId,
  assignmentType: "PRIMARY",
});

const mail = new wix.DnsZoneRecords("mail", {
  domainName: bakery.domain,
  records: [
    { type: "MX", hostName: "@", values: [`10 ${mailHost}`] },
    { type: "TXT", hostName: "@", values: ["v=spf1 mx -all"] },
  ],
});

export const status = bakery.status;
export const expires = bakery.expirationDate;
export const recordSets = mail.records.apply(Object.keys);
