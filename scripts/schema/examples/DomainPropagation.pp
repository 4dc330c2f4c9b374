resource shop "wix:index:ConnectedDomain" {
  domain = "shop.example.com"
  siteId = "22222222-2222-4222-8222-222222222222"
}

resource seen "wix:index:DomainPropagation" {
  domain = shop.domain
}
