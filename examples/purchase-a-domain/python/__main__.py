from typing import Optional

import pulumi
import pulumi_wix as wix

config = pulumi.Config()
country_code = config.get("countryCode") or "US"
# A domain product for each TLD that may be bought: {"com": "<product>"}.
domain_products: dict[str, str] = config.require_object("domainProducts")


def main() -> None:
    """Looks first, at every preview: what is refused here has cost nothing."""
    site = find_site()
    pulumi.export("site", site.display_name)
    domain = config.get("domain")
    if domain is None:
        # Suggestions change from day to day and a purchase must not: so the choice is written down, `pulumi config set domain`.
        pulumi.export("suggestions", suggestions())
    else:
        purchase(domain, site)


def find_site() -> wix.GetSiteResult:
    site_id = config.get("siteId")
    return wix.get_site(name=config.require("siteName")) if site_id is None else wix.get_site(site_id=site_id)


def suggestions() -> list[str]:
    found = wix.suggest_domains(query=config.require("about"), tlds=list(domain_products), limit=5)
    return [name.domain for name in found.items]


def purchase(domain: str, site: wix.GetSiteResult) -> None:
    domain_product_id = product_for(domain)
    refuse_unless_for_sale(domain)
    plan = premium_plan(site)
    product = wix.Package(
        "domain",
        products=[
            {
                "catalog_product_id": domain_product_id,
                "country_code": country_code,
                "billing_info": yearly(config.get_int("years") or 1),
            }
        ],
        opts=pulumi.ResourceOptions(depends_on=[] if plan is None else [plan]),
    )
    registered = wix.RegisteredDomain(
        "domain",
        domain=domain,
        product_instance_id=product.product_instance_ids[0],
        contacts={"registrant": config.require_secret_object("registrant").apply(contact)},
        site_id=site.id,
        allow_premium=config.get_bool("allowPremium") or False,
    )
    pulumi.export("status", registered.status)
    pulumi.export("expires", registered.expiration_date)


def yearly(count: int) -> wix.BillingInfoArgsDict:
    return {"type": "RECURRING", "cycle_duration": {"unit": "YEAR", "count": count}}


def contact(registrant: dict[str, str]) -> wix.DomainContactArgs:
    """The words of the configuration are those of Wix."""
    return wix.DomainContactArgs(
        first_name=registrant["firstName"],
        last_name=registrant["lastName"],
        email=registrant["email"],
        address=registrant["address"],
        city=registrant["city"],
        subdivision_code=registrant.get("subdivisionCode"),
        postal_code=registrant.get("postalCode"),
        country_code=registrant["countryCode"],
        phone=registrant["phone"],
    )


def product_for(domain: str) -> str:
    tld = domain.split(".", 1)[1]
    if tld not in domain_products:
        raise pulumi.RunError(f"domainProducts has no product for .{tld}; nothing was bought for {domain}.")
    return domain_products[tld]


def refuse_unless_for_sale(domain: str) -> None:
    """Whether the name can be had, and at the usual price. One that is this account's already was paid for."""
    if any(ours.domain == domain for ours in wix.list_registered_domains().items):
        return
    offer = wix.check_domain_availability(domain=domain)
    if not offer.available:
        raise pulumi.RunError(f"{domain} is taken; nothing was bought. Choose another one.")
    if offer.premium and not config.get_bool("allowPremium"):
        raise pulumi.RunError(
            f"{domain} is a premium domain, which costs more than others; nothing was bought. Set allowPremium to buy it."
        )


def premium_plan(site: wix.GetSiteResult) -> Optional[wix.Package]:
    """A domain of its own needs a Premium plan on the site: the one that `planProductId` buys, or one that is there."""
    plan_product_id = config.get("planProductId")
    if plan_product_id is not None:
        return wix.Package(
            "plan",
            products=[
                {
                    "catalog_product_id": plan_product_id,
                    "country_code": country_code,
                    "site_id": site.id,
                    "billing_info": yearly(1),
                }
            ],
        )
    if site.premium:
        return None
    raise pulumi.RunError(
        f"site {site.display_name} ({site.id}) is free, and a domain of its own needs a Premium plan on it; nothing was "
        "bought. Set planProductId to buy one for it."
    )


main()
