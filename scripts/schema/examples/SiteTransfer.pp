resource bakery "wix:index:SiteTransfer" {
  siteId = "22222222-2222-4222-8222-222222222222"
  sourceAccountId = "66666666-6666-4666-8666-666666666666"
  targetAccountId = "00000000-0000-4000-8000-000000000001"
}
