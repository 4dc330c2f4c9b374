package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"pulumi-wix.invalid/sdk/go/wix"
)

func main() {
	pulumi.Run(connect)
}

func connect(ctx *pulumi.Context) error {
	settings := config.New(ctx, "")
	siteId := settings.Require("siteId")
	// A provider of its own: another one could stand beside it, with another key or account.
	provider, err := wix.NewProvider(ctx, "wix", &wix.ProviderArgs{Pace: wix.PaceProcess})
	if err != nil {
		return err
	}
	plan, err := wix.NewPackage(ctx, "plan", &wix.PackageArgs{
		Products: wix.ProductArray{&wix.ProductArgs{
			CatalogProductId: pulumi.String(settings.Require("planProductId")),
			CountryCode:      pulumi.String("US"),
			SiteId:           pulumi.String(siteId),
			BillingInfo: &wix.BillingInfoArgs{
				Type:          wix.BillingTypeRecurring,
				CycleDuration: &wix.CycleDurationArgs{Unit: wix.CycleUnitYear, Count: pulumi.Int(1)},
			},
		}},
	}, pulumi.Provider(provider))
	if err != nil {
		return err
	}
	// Somebody has to set the name servers at the registrar before the world can see them.
	waitFor := wix.ConnectedDomainWaitForCreated
	if settings.GetBool("registrarChanged") {
		waitFor = wix.ConnectedDomainWaitForPropagated
	}
	bakery, err := wix.NewConnectedDomain(ctx, "bakery", &wix.ConnectedDomainArgs{
		Domain:         pulumi.String(settings.Require("domain")),
		ConnectionType: wix.ConnectionTypeNameservers,
		SiteId:         pulumi.String(siteId),
		WaitFor:        waitFor,
	}, pulumi.Provider(provider), pulumi.DependsOn([]pulumi.Resource{plan}))
	if err != nil {
		return err
	}
	pointing, err := wix.NewDnsZoneRecords(ctx, "pointing", &wix.DnsZoneRecordsArgs{
		DomainName: bakery.Domain,
		Records:    bakery.ZoneRecords,
	}, pulumi.Provider(provider))
	if err != nil {
		return err
	}
	site, err := wix.GetSite(ctx, &wix.GetSiteArgs{SiteId: &siteId}, pulumi.Provider(provider))
	if err != nil {
		return err
	}
	// To be set at the registrar.
	ctx.Export("requiredRecords", bakery.RequiredRecords)
	ctx.Export("recordSets", pointing.Records)
	ctx.Export("site", pulumi.String(site.Name))
	return nil
}
