import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";
import { CUSTOMERS_FILE, readCustomers } from "../src/customers.ts";

const file = process.env.FLEET_CUSTOMERS ?? CUSTOMERS_FILE;
const customer = readCustomers(readFileSync(file, "utf8"), file).find(
  ({ name }) => name === pulumi.getStack(),
);
if (customer === undefined) throw new pulumi.RunError(`${file} has no customer ${pulumi.getStack()}`);
const { domain, mailHosts, siteId, plan } = customer;

new wix.DnsZoneRecords("mail", {
  domainName: domain,
  records: [
    { type: "MX", hostName: "@", values: mailHosts },
    { type: "TXT", hostName: "@", values: ["v=spf1 mx -all"] },
  ],
});

if (plan !== undefined)
  new wix.Package("plan", {
    products: [
      {
        catalogProductId: plan.product,
        countryCode: plan.country,
        siteId,
        billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
      },
    ],
  });
