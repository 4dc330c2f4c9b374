import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const domain = config.get("domain");

const site = wix.getSitesOutput({ name: config.require("siteName") }).apply(([first]) => {
  if (first === undefined) throw new Error(`no site is named ${config.require("siteName")}`);
  return first;
});

/** What may be bought. Suggestions change from day to day, so the choice is written down: `pulumi config set domain`. */
export const suggestions = wix
  .suggestDomainsOutput({ query: config.require("about"), tlds: ["com"], limit: 5 })
  .apply(found => found.map(({ domain }) => domain));

export const status = domain === undefined ? "nothing is bought yet" : buy(domain).status;

function buy(domain: string): wix.RegisteredDomain {
  const product = new wix.Package("domain", {
    products: [
      {
        catalogProductId: config.require("domainProductId"),
        countryCode: config.get("countryCode") ?? "US",
        billingInfo: {
          type: "RECURRING",
          cycleDuration: { unit: "YEAR", count: config.getNumber("years") ?? 1 },
        },
      },
    ],
  });
  return new wix.RegisteredDomain("domain", {
    domain,
    productInstanceId: product.productInstanceIds[0]!,
    contacts: { registrant: config.requireSecretObject<wix.DomainContactArgs>("registrant") },
    siteId: site.id,
  });
}
