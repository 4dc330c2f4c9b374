resource plan "wix:index:Package" {
  products = [{
    catalogProductId = "11111111-1111-4111-8111-111111111111"
    countryCode = "DE"
  }]
}

resource bakery "wix:index:ProductInstanceAssignment" {
  productInstanceId = plan.productInstanceIds[0]
  siteId = "22222222-2222-4222-8222-222222222222"
}
