import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const domain = config.require("domain");
const countryCode = config.get("countryCode") ?? "US";
const mailHost = config.get("mailHost") ?? "mx1.example.net";
const yearly: wix.BillingInfoArgs = { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } };

export = async (): Promise<object> => {
  await refuseUnlessForSale();

  const product = new wix.Package(
    "domain",
    {
      products: [{ catalogProductId: config.require("domainProductId"), countryCode, billingInfo: yearly }],
    },
    { dependsOn: premiumPlan() },
  );

  const florist = new wix.RegisteredDomain("florist", {
    domain,
    productInstanceId: product.productInstanceIds[0]!,
    contacts: { registrant: config.requireSecretObject<wix.DomainContactArgs>("registrant") },
    waitFor: "PENDING_REGISTRATION",
  });

  const mail = new wix.DnsZoneRecords(
    "mail",
    {
      domainName: florist.domain,
      records: [
        { type: "MX", hostName: "@", values: [`10 ${mailHost}`] },
        { type: "TXT", hostName: "@", values: ["v=spf1 mx -all"] },
      ],
    },
    // The zone may come at the end of the registration only: the records wait for it.
    { customTimeouts: { create: "49h" } },
  );

  // A new zone points to Wix; these point it to the site elsewhere.
  const site = new wix.DnsZoneRecords(
    "site",
    {
      domainName: florist.domain,
      existing: "replace",
      records: [
        { type: "A", hostName: "@", values: [config.require("siteAddress")] },
        { type: "CNAME", hostName: "www", values: [domain] },
      ],
    },
    { dependsOn: [mail] },
  );

  return {
    status: florist.status,
    expires: florist.expirationDate.apply(date => date ?? "not known while the registration is pending"),
    recordSets: pulumi
      .all([mail.records, site.records])
      .apply(records => records.flatMap(sets => Object.keys(sets))),
  };
};

/** For a free site of the account that is to have a plan as well. */
function premiumPlan(): wix.Package[] {
  const planProductId = config.get("planProductId");
  if (planProductId === undefined) return [];
  const siteId = config.require("siteId");
  return [
    new wix.Package("plan", {
      products: [{ catalogProductId: planProductId, countryCode, siteId, billingInfo: yearly }],
    }),
  ];
}

/** Asked before anything is charged. A name that is this account's already was paid for. */
async function refuseUnlessForSale(): Promise<void> {
  if (await isOurs()) return;
  const { available, premium } = await wix.checkDomainAvailability({ domain });
  if (!available || premium)
    throw new pulumi.RunError(
      `${domain} is ${available ? "a premium domain, which costs more than others" : "taken"}; nothing was bought.`,
    );
}

async function isOurs(): Promise<boolean> {
  try {
    await wix.getRegisteredDomain({ domain });
    return true;
  } catch (error) {
    if (wix.isNotFoundError(error)) return false;
    throw error;
  }
}
