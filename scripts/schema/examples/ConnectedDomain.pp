resource bakery "wix:index:ConnectedDomain" {
  domain = "example.com"
  connectionType = "NAMESERVERS"
  siteId = "22222222-2222-4222-8222-222222222222"
}

resource pointing "wix:index:DnsZoneRecords" {
  domainName = bakery.domain
  records = bakery.zoneRecords
}

output toSet {
  value = bakery.requiredRecords
}
