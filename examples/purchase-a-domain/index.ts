import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const domain = config.get("domain");
const countryCode = config.get("countryCode") ?? "US";
/** A domain product for each TLD that may be bought: `{ "com": "<product>" }`. */
const domainProducts = config.requireObject<Record<string, string>>("domainProducts");

const yearly = (count: number): wix.BillingInfoArgs => ({
  type: "RECURRING",
  cycleDuration: { unit: "YEAR", count },
});

/** Looks first, at every preview: what is refused here has cost nothing. */
export = async (): Promise<object> => {
  const site = await findSite();
  // Suggestions change from day to day and a purchase must not: so the choice is written down, `pulumi config set domain`.
  if (domain === undefined) return { site: site.displayName, suggestions: await suggestions() };

  const domainProductId = productFor(domain);
  await refuseUnlessForSale(domain);
  const plan = premiumPlan(site);

  const product = new wix.Package(
    "domain",
    {
      products: [
        {
          catalogProductId: domainProductId,
          countryCode,
          billingInfo: yearly(config.getNumber("years") ?? 1),
        },
      ],
    },
    { dependsOn: plan === undefined ? [] : [plan] },
  );
  const registered = new wix.RegisteredDomain("domain", {
    domain,
    productInstanceId: product.productInstanceIds[0]!,
    contacts: { registrant: config.requireSecretObject<wix.DomainContactArgs>("registrant") },
    siteId: site.id,
    allowPremium: config.getBoolean("allowPremium") ?? false,
  });
  return { site: site.displayName, status: registered.status, expires: registered.expirationDate };
};

function findSite(): Promise<wix.Site> {
  const siteId = config.get("siteId");
  return wix.getSite(siteId === undefined ? { name: config.require("siteName") } : { siteId });
}

async function suggestions(): Promise<string[]> {
  const tlds = Object.keys(domainProducts);
  const found = await wix.suggestDomains({ query: config.require("about"), tlds, limit: 5 });
  return found.map(({ domain }) => domain);
}

function productFor(domain: string): string {
  const tld = domain.slice(domain.indexOf(".") + 1);
  const product = domainProducts[tld];
  if (product === undefined)
    throw new pulumi.RunError(`domainProducts has no product for .${tld}; nothing was bought for ${domain}.`);
  return product;
}

/** Whether the name can be had, and at the usual price. One that is this account's already was paid for. */
async function refuseUnlessForSale(domain: string): Promise<void> {
  if (await isOurs(domain)) return;
  const { available, premium } = await wix.checkDomainAvailability({ domain });
  if (!available) throw new pulumi.RunError(`${domain} is taken; nothing was bought. Choose another one.`);
  if (premium && config.getBoolean("allowPremium") !== true)
    throw new pulumi.RunError(
      `${domain} is a premium domain, which costs more than others; nothing was bought. Set allowPremium to buy it.`,
    );
}

async function isOurs(domain: string): Promise<boolean> {
  try {
    await wix.getRegisteredDomain({ domain });
    return true;
  } catch (error) {
    if (wix.isNotFoundError(error)) return false;
    throw error;
  }
}

/** A domain of its own needs a Premium plan on the site: the one that `planProductId` buys, or one that is there. */
function premiumPlan(site: wix.Site): wix.Package | undefined {
  const planProductId = config.get("planProductId");
  if (planProductId !== undefined)
    return new wix.Package("plan", {
      products: [{ catalogProductId: planProductId, countryCode, siteId: site.id, billingInfo: yearly(1) }],
    });
  if (site.premium) return undefined;
  throw new pulumi.RunError(
    `site ${site.displayName} (${site.id}) is free, and a domain of its own needs a Premium plan on it; nothing was ` +
      "bought. Set planProductId to buy one for it.",
  );
}
